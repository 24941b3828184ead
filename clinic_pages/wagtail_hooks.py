from django.apps import apps
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from . import (
    booking_statistics_views,
    content_checks,
    freshness,
    link_suggestions,
    persons_data_views,
    removal,
    shown_on,
)
from .blocks.therapy_form import VIEW as SHARED_TEXT
from .booking import desk, manage
from .booking_admin.menu import add_panel
from .booking_admin.modeladmin import BookingDesk
from .booking_admin.views import stylesheet
from .importers.memory import IMPORTED
from .link_suggestion_views import SuggestedLinksView
from .models import ClinicPage
from .overrides import LOG_ACTIONS, Decision
from .schedule_views import NEW_ADDRESS, NewCalendarAddressView
from .search_check_views import SearchCheckReport
from .shown_on_views import ShownOnView
from .views import OverridesReport, ResolveView, shared_text
from .viewsets import (
    BookingSnippetViewSet,
    ConditionViewSet,
    FindingViewSetGroup,
    PageEditorsMenuItem,
    PractitionerViewSet,
    ScheduleViewSet,
    TherapyViewSet,
)

register_snippet(BookingSnippetViewSet)
register_snippet(FindingViewSetGroup)
register_snippet(ScheduleViewSet)
modeladmin_register(BookingDesk)

hooks.register("construct_homepage_panels", add_panel)


@hooks.register("register_log_actions")
def register_desk_actions(actions):
    for action, words in desk.LOG_ACTIONS.items():
        actions.register_action(action, *words)


# On every screen: the number in the menu is drawn by it.
@hooks.register("insert_global_admin_css")
def insert_desk_stylesheet():
    return stylesheet().render()


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(IMPORTED, _("Import"), _("Imported from a file"))
    actions.register_action(
        LOG_ACTIONS[Decision.KEEP],
        _("Keep an overridden text"),
        _("Kept this page's own text though the shared text has changed"),
    )
    actions.register_action(
        LOG_ACTIONS[Decision.TAKE_SHARED],
        _("Use a shared text"),
        _("Used the shared text in place of this page's own"),
    )
    actions.register_action(
        link_suggestions.LOG_ACTION, _("Insert a link"), _("Inserted a suggested link")
    )


@hooks.register("register_log_actions")
def register_booking_log_actions(actions):
    actions.register_action(
        manage.CANCELLED, _("Cancel by link"), _("The patient cancelled the appointment")
    )
    actions.register_action(
        manage.MOVED, _("Move by link"), _("The patient moved the appointment to another time")
    )
    actions.register_action(
        NEW_ADDRESS, _("Change a calendar's address"), _("Changed the calendar's address")
    )


@hooks.register("register_admin_urls")
def register_calendar_address():
    address = "clinic-pages/working-hours/<int:pk>/calendar-address/"
    view = NewCalendarAddressView.as_view()
    return [path(address, view, name="clinic_pages_new_calendar_address")]


@hooks.register("register_admin_urls")
def register_admin_urls():
    report = "clinic-pages/overrides/"
    resolve = f"{report}<int:page_id>/<str:block_id>/"
    results = OverridesReport.as_view(results_only=True)
    return [
        path(report, OverridesReport.as_view(), name="clinic_pages_overrides"),
        path(f"{report}results/", results, name="clinic_pages_overrides_results"),
        path(resolve, ResolveView.as_view(), name="clinic_pages_resolve_override"),
        path("clinic-pages/shared-text/<int:therapy_id>/", shared_text, name=SHARED_TEXT),
    ]


@hooks.register("register_admin_urls")
def register_suggested_links():
    address = "clinic-pages/suggested-links/<int:page_id>/"
    return [path(address, SuggestedLinksView.as_view(), name=link_suggestions.URL_NAME)]


@hooks.register("register_admin_urls")
def register_search_checks():
    report = "clinic-pages/search-checks/"
    results = SearchCheckReport.as_view(results_only=True)
    return [
        path(report, SearchCheckReport.as_view(), name=SearchCheckReport.index_url_name),
        path(f"{report}results/", results, name=SearchCheckReport.index_results_url_name),
    ]


@hooks.register("register_admin_urls")
def register_shown_on():
    address = "clinic-pages/shown-on/<str:app_label>/<str:model_name>/<str:pk>/"
    return [path(address, ShownOnView.as_view(), name=shown_on.URL_NAME)]


# Before Wagtail's own, whose addresses these take.
@hooks.register("register_admin_urls", order=-1)
def register_redirect_forms():
    if not apps.is_installed("wagtail.contrib.redirects"):
        return []
    from .redirect_views import CreateRedirectView, EditRedirectView

    return [
        path("redirects/add/", CreateRedirectView.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirectView.as_view()),
    ]


@hooks.register("construct_wagtail_userbar")
def add_search_checks(request, items, page):
    content_checks.add_checks(items)


@hooks.register("before_edit_page")
def tell_editor_where_it_is_shown(request, page):
    shown_on.tell_editor(page, request.user)


hooks.register("before_unpublish_page", removal.before_unpublish_page)
hooks.register("before_delete_page", removal.before_delete_page)
hooks.register("before_bulk_action", removal.before_bulk_action)
# Wagtail calls it for snippets alone.
hooks.register("before_unpublish", removal.before_unpublish_snippet)
hooks.register("before_delete_snippet", removal.before_delete_snippets)


@hooks.register("register_reports_menu_item")
def register_overrides_report():
    url = reverse("clinic_pages_overrides")
    return PageEditorsMenuItem(_("Overridden texts"), url, icon_name="edit", order=690)


for each in (booking_statistics_views, persons_data_views):
    hooks.register("register_admin_urls", each.admin_urls)
    hooks.register("register_reports_menu_item", each.menu_item)
hooks.register("register_permissions", booking_statistics_views.permissions)
hooks.register("register_log_actions", persons_data_views.register_log_actions)


@hooks.register("register_reports_menu_item")
def register_search_check_report():
    url = reverse(SearchCheckReport.index_url_name)
    return PageEditorsMenuItem(_("Search engines"), url, icon_name="search", order=691)


@hooks.register("register_admin_viewset")
def register_page_listings():
    return [
        ConditionViewSet("conditions"),
        TherapyViewSet("therapies"),
        PractitionerViewSet("practitioners"),
    ]


# The last in order is the innermost: a password form in place of the page has no date.
@hooks.register("on_serve_page", order=1000)
def stamp_pages(serve):
    def serve_stamped(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if isinstance(page, ClinicPage):
            freshness.stamp(response, page)
        return response

    return serve_stamped
