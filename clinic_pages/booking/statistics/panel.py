"""The numbers of the last weeks, on the admin's first page."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .tables import URL_NAME, may_see, weekly_numbers

WEEKS = 4


class NumbersPanel(Component):
    name = "clinic-numbers"
    order = 60
    template_name = "clinic_booking/statistics/panel.html"

    def get_context_data(self, parent_context):
        return {"weeks": reversed(weekly_numbers(WEEKS)), "report": reverse(URL_NAME)}


def add_panel(request, panels) -> None:
    if may_see(request.user):
        panels.append(NumbersPanel())
