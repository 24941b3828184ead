"""Copies of whole pages: in the page cache of this site, and in caches in front of it.

`middleware` answers anonymous visitors from the page cache; `visits` says what may be kept of an
answer, `entries` how, `tokens` until when, `store` where. `purging` ends what has changed, and
`in_front` tells the caches in front of the site. docs/page-cache.md has the whole story.
"""
