"""Mails about requests: stored with them, sent after the commit, and again until they are out."""
