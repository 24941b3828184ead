"""The import and the export in the admin, and what Wagtail's log says of an import."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from ..lib.menu import PageEditorsMenuItem, entry
from ..pages.conditions import ConditionPage
from .exports.views import export_page
from .memory import IMPORTED
from .views import UPLOAD, BatchView, UploadView


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [
        path("clinic-pages/export/<int:page_id>/", export_page, name="export"),
        path("clinic-pages/import/", UploadView.as_view(), name="upload"),
        path("clinic-pages/import/<int:pk>/", BatchView.as_view(), name="batch"),
    ]
    return [path("", include((urls, "clinic_pages_importing")))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_export_button(page, user, next_url=None, **kwargs):
    if isinstance(page, ConditionPage) and page.pk and page.permissions_for_user(user).can_edit():
        url = reverse("clinic_pages_importing:export", args=[page.pk])
        yield Button(_("Export as Markdown"), url, icon_name="download", priority=60)


class ImportMenuItem(PageEditorsMenuItem):
    def is_shown(self, request):
        # Without a query: whether there is a list for somebody the screen itself finds out.
        may_make = request.user.has_perm("clinic_pages.add_bookingsnippet")
        return may_make and super().is_shown(request)


@hooks.register("register_admin_menu_item")
def add_import():
    options = {"name": entry("import-conditions"), "icon_name": "upload", "order": 190}
    return ImportMenuItem(UploadView.page_title, reverse(UPLOAD), **options)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(IMPORTED, _("Import"), _("Imported from a file"))
