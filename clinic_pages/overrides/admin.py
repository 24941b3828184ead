"""The report of overrides, and what Wagtail's log says of decisions."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from ..lib.menu import PageEditorsMenuItem
from .decisions import LOG_ACTIONS, Decision
from .views import KeepAllView, OverridesReport, ResolveView, differences, shared_text


@hooks.register("register_admin_urls")
def register_admin_urls():
    report = "clinic-pages/overrides/"
    results = OverridesReport.as_view(results_only=True)
    urls = [
        path(report, OverridesReport.as_view(), name="report"),
        path(f"{report}results/", results, name="report_results"),
        path(f"{report}keep-all/", KeepAllView.as_view(), name="keep_all"),
        path(f"{report}<int:page_id>/<str:block_id>/", ResolveView.as_view(), name="resolve"),
        path("clinic-pages/shared-text/<int:therapy_id>/", shared_text, name="shared_text"),
        path(
            "clinic-pages/shared-text/<int:therapy_id>/differences/",
            differences,
            name="differences",
        ),
    ]
    return [path("", include((urls, "clinic_pages_overrides")))]


@hooks.register("register_reports_menu_item")
def register_report():
    url = reverse(OverridesReport.index_url_name)
    return PageEditorsMenuItem(OverridesReport.page_title, url, icon_name="edit", order=690)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        LOG_ACTIONS[Decision.KEEP],
        _("Keep a reworded text"),
        _("Kept the wording for this page though the shared text has changed"),
    )
    actions.register_action(
        LOG_ACTIONS[Decision.TAKE_SHARED],
        _("Use a shared text"),
        _("Used the shared text in place of the wording for this page"),
    )
