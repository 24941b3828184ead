"""Texts in place of a shared text: which of them are stale, and what an editor decides."""
