"""One person's data among the reports, and what Wagtail's log says of it."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from ..roles import may_export
from .persons import LOG_ACTIONS
from .views import URL_NAME, PersonsDataView


class PersonsDataMenuItem(MenuItem):
    def is_shown(self, request):
        return may_export(request.user)


@hooks.register("register_admin_urls")
def register_admin_urls():
    view = PersonsDataView.as_view()
    urls = [path("clinic-pages/persons-data/", view, name="persons_data")]
    return [path("", include((urls, "clinic_booking_privacy")))]


@hooks.register("register_reports_menu_item")
def register_report():
    title, url = PersonsDataView.page_title, reverse(URL_NAME)
    return PersonsDataMenuItem(title, url, icon_name="user", order=710)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, words in LOG_ACTIONS.items():
        actions.register_action(action, *words)
