"""Keeps the index of lists of conditions (`pages.condition_entries`) as what is published."""
