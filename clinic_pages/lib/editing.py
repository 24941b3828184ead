"""What editors change of a page with one click, outside its form."""

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail.permissions import page_permission_policy

# Each of them lets an editor open a page.
OPENING = {"add", "change", "publish"}


class Refused(Exception):
    """Nothing was changed; the message tells an editor why."""


def edits_pages(user) -> bool:
    """Whether `user` may open any page's form. The reception may not."""
    return page_permission_policy.user_has_any_permission(user, OPENING)


def may_read_draft(page: Page, user) -> bool:
    """Whether `user` works on `page`, and so reads what of it is not published."""
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() or permissions.can_publish()


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


def why_only_draft(page: Page, user) -> str:
    """Why what is changed of `page` with one click stays a draft; "" where it may be published.

    Nothing else goes live with the change: a page that is not published, or that has unpublished
    changes, whoever made them, is published by somebody who has read it.
    """
    if not page.live:
        return _("It is not published.")
    if page.has_unpublished_changes:
        return _("It has other changes that are not published.")
    if not page.permissions_for_user(user).can_publish():
        return _("You may not publish it.")
    return ""


def changed_meanwhile(page: Page) -> Refused:
    title = {"title": page.get_admin_display_title()}
    return Refused(_("“%(title)s” has changed meanwhile: look again.") % title)


def save_draft(page: Page, draft: Page, user, log_action: str | bool) -> Revision:
    """A new revision of `page` from its `draft`, on which nothing is checked again.

    log_action: False for who logs it himself, with more to say.
    """
    if not page.live:
        # As the editor does: the row of an unpublished page is its draft.
        draft.save(clean=False)
    return draft.save_revision(user=user, log_action=log_action, clean=False)
