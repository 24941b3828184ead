"""The pages of suggested links and of old names, and what the log says of what is done there."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..lib.log_words import NamingFormatter
from ..pages.base import ClinicPage
from . import removal  # noqa: F401
from .dismissals import DISMISSED, RESTORED
from .renames import remember_name, tell_of_old_name
from .suggestions import LOG_ACTION, URL_NAME
from .views import OldNameView, SuggestedLinksView


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [
        path(
            "clinic-pages/suggested-links/<int:page_id>/",
            SuggestedLinksView.as_view(),
            name="suggestions",
        ),
        path("clinic-pages/old-name/<int:page_id>/", OldNameView.as_view(), name="old_name"),
    ]
    return [path("", include((urls, "clinic_pages_links")))]


@hooks.register("register_page_header_buttons")
def add_button(page, user, next_url=None, **kwargs):
    """The way back to links that were dismissed, also where nothing is suggested."""
    if isinstance(page, ClinicPage) and page.pk and page.permissions_for_user(user).can_edit():
        url = reverse(URL_NAME, args=[page.pk])
        yield Button(_("Suggested links"), url, icon_name="link", priority=61)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(LOG_ACTION, _("Insert a link"), _("Inserted a suggested link"))

    @actions.register_action(DISMISSED)
    class DismissedFormatter(NamingFormatter):
        key = "target"
        label = _("Dismiss a suggested link")
        said = _("Dismissed the suggested link to “%(title)s”")

    @actions.register_action(RESTORED)
    class RestoredFormatter(NamingFormatter):
        key = "target"
        label = _("Suggest a link again")
        said = _("Had the link to “%(title)s” suggested again")


hooks.register("before_publish_page", remember_name)
hooks.register("after_publish_page", tell_of_old_name)
