"""The way to the screens on which blocks are copied, and what Wagtail's log says of it."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..lib.log_words import NamingFormatter
from ..overrides.bodies import body_block_of
from .steps import COPIED
from .views import BLOCKS, BlocksView, PagesView, PreviewView


@hooks.register("register_admin_urls")
def register_admin_urls():
    address = "clinic-pages/copy-blocks/<int:page_id>/"
    urls = [
        path(address, BlocksView.as_view(), name="blocks"),
        path(f"{address}pages/", PagesView.as_view(), name="pages"),
        path(f"{address}preview/<int:target_id>/", PreviewView.as_view(), name="preview"),
    ]
    return [path("", include((urls, "clinic_pages_copying")))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_button(page, user, next_url=None, **kwargs):
    has_body = page.pk and not page.alias_of_id and body_block_of(page.specific_class)
    if has_body and page.permissions_for_user(user).can_edit():
        url = reverse(BLOCKS, args=[page.pk])
        yield Button(_("Copy blocks to other pages"), url, icon_name="copy", priority=62)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(COPIED)
    class CopiedFormatter(NamingFormatter):
        key = "source"
        label = _("Copy blocks")
        said = _("Copied blocks from “%(title)s” to this page")
