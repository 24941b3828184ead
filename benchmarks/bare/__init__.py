"""What the pages of the site are compared with: a page of a Wagtail site that has no plugin, and a
view that does nothing."""
