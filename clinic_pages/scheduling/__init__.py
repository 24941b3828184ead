"""What is to be published, or to end, at a time, and whether anybody does it."""
