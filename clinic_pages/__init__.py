"""Condition and therapy pages for the website of a health clinic, on Wagtail."""

__version__ = "0.1.0"
