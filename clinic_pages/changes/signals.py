"""What other subjects may hear."""

from django.dispatch import Signal

# Sent after the commit, each page at most once for each transaction, with
#   page_ids: frozenset of the primary keys of the pages whose output changed
#   site_ids: frozenset of the primary keys of the sites of which all pages changed; those pages are
#     not among page_ids, there may be any number
#   gone_ids: frozenset of the primary keys of pages that visitors may not see now: drafts and
#     private ones of page_ids, and deleted ones
#   gone_urls: frozenset of full URLs at which a page was, and is no more
#   gone_listed_urls: those of them that search engines may know
pages_changed = Signal()

# Sent when something that stands on pages, but is made after a change in the background, is there,
# with
#   page_ids: frozenset of the primary keys of these pages
pages_completed = Signal()

# Sent right after a save that changed what readers may see, within its transaction, with
#   instance: what was saved; the sender is its model
#   before, after: its published states (see `state`), {} for a draft
object_changed = Signal()
