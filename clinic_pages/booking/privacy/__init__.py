"""One person's data, what is forgotten when, and keys that rotate."""
