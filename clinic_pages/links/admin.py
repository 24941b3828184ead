"""The page of suggested links, and what Wagtail's log says of one put in."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .suggestions import LOG_ACTION
from .views import SuggestedLinksView


@hooks.register("register_admin_urls")
def register_admin_urls():
    address = "clinic-pages/suggested-links/<int:page_id>/"
    urls = [path(address, SuggestedLinksView.as_view(), name="suggestions")]
    return [path("", include((urls, "clinic_pages_links")))]


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(LOG_ACTION, _("Insert a link"), _("Inserted a suggested link"))
