"""Conditions and therapies as one screen: what each page says of each therapy, and what an editor
changes of it from there."""
