"""Menu entries that several subjects have."""

from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

# Each of them lets an editor open a page.
OPENING = {"add", "change", "publish"}


def edits_pages(user) -> bool:
    """Whether `user` may open any page's form. The reception may not."""
    return page_permission_policy.user_has_any_permission(user, OPENING)


class PageEditorsMenuItem(MenuItem):
    """Not for the reception, who edit no page."""

    def is_shown(self, request):
        return edits_pages(request.user)
