"""Menu entries that several subjects have."""

from wagtail.admin.menu import MenuItem

from .editing import edits_pages


class PageEditorsMenuItem(MenuItem):
    """Not for the reception, who edit no page."""

    def is_shown(self, request):
        return edits_pages(request.user)
