"""What editors change of a page with one click, outside its form."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision


class Refused(Exception):
    """Nothing was changed; the message tells an editor why."""


def locked_for(page: Page) -> Page:
    """`page` as stored now, of its own type. Of two editors the second waits here. Within a
    transaction."""
    return Page.objects.select_for_update().get(pk=page.pk).specific


def check_may_edit(page: Page, user) -> None:
    """Raises Refused."""
    title = {"title": page.get_admin_display_title()}
    permissions = page.permissions_for_user(user)
    if page.alias_of_id:
        raise Refused(_("“%(title)s” is an alias: change the page that it follows.") % title)
    if not permissions.can_edit():
        raise Refused(_("You may not edit “%(title)s”.") % title)
    if permissions.page_locked():
        raise Refused(_("“%(title)s” is locked.") % title)


def changed_meanwhile(page: Page) -> Refused:
    title = {"title": page.get_admin_display_title()}
    return Refused(_("“%(title)s” has changed meanwhile: look again.") % title)


def save_draft(page: Page, draft: Page, user, log_action: str) -> Revision:
    """A new revision of `page` from its `draft`, on which nothing is checked again."""
    if not page.live:
        # As the editor does: the row of an unpublished page is its draft.
        draft.save(clean=False)
    return draft.save_revision(user=user, log_action=log_action, clean=False)
