"""Blocks of a page put on other pages: on one or many, saved by themselves."""
