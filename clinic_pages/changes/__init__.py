"""What differs after a save, who is told, and what follows from it.

`state` says what of an object readers see, `notices` what has changed, `telling` tells the pages
that show it after the commit, once; `dates`, `search_index` and `renditions` follow.
Other subjects connect their own receivers to `signals`.
"""
