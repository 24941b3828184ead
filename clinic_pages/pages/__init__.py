"""The page types, what they are made of, and the tree in which they lie.

A module per noun. Above blocks and below everything that reacts to pages: what a subject adds to
the editor's form it registers in `panels.PANELS`, and what it stores beside pages in `tree`.
"""
