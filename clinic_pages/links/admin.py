"""The pages of suggested links and of old names, and what Wagtail's log says of a link put in."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from . import removal  # noqa: F401
from .renames import remember_name, tell_of_old_name
from .suggestions import LOG_ACTION
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


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(LOG_ACTION, _("Insert a link"), _("Inserted a suggested link"))


hooks.register("before_publish_page", remember_name)
hooks.register("after_publish_page", tell_of_old_name)
