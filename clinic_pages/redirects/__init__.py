"""Where old addresses lead: to the end at once, and never in a circle."""
