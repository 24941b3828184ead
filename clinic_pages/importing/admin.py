"""The import and the export in the admin, and what Wagtail's log says of an import."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..pages.conditions import ConditionPage
from .exports.views import export_page
from .memory import IMPORTED


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [path("clinic-pages/export/<int:page_id>/", export_page, name="export")]
    return [path("", include((urls, "clinic_pages_importing")))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_export_button(page, user, next_url=None, **kwargs):
    if isinstance(page, ConditionPage) and page.pk and page.permissions_for_user(user).can_edit():
        url = reverse("clinic_pages_importing:export", args=[page.pk])
        yield Button(_("Export as Markdown"), url, icon_name="download", priority=60)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(IMPORTED, _("Import"), _("Imported from a file"))
