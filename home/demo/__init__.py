"""The demo: an invented clinic, its words (plain data), its pictures and what builds it."""
