"""What tells the reception that something waits: a number in the menu, a panel on the home page."""

from django.forms import Media
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.permissions import page_permission_policy
from wagtail_modeladmin.menus import ModelAdminMenuItem

from ...lib.error_reports import NoValues
from ..roles import WORK
from .filters import OUTSIDE_HOURS, UNDELIVERED
from .waiting import (
    alarm_of,
    delayed_mails,
    most_urgent,
    open_requests,
    outside_hours,
    undelivered,
    what_waits,
)

DESK = "booking-desk_modeladmin_index"


class DeskMenuItem(ModelAdminMenuItem):
    """With the number of requests that wait, drawn by the stylesheet; one query a screen."""

    def render_component(self, request):
        return LinkMenuItem(
            self.name,
            self.label,
            self.url,
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs | (self._badge() if request.user.has_perm(WORK) else {}),
        )

    def _badge(self) -> dict:
        count = open_requests().count()
        if not count:
            return {}
        waits = ngettext("%(count)d waits", "%(count)d wait", count) % {"count": count}
        return {"data-clinic-waiting": str(count), "aria-label": f"{self.label}, {waits}"}


class WaitingPanel(Component):
    name = "clinic-waiting"
    order = 50
    template_name = "clinic_booking/desk/waiting.html"

    def __init__(self, url: str):
        self.url = url

    def get_context_data(self, parent_context):
        parent_context["request"].exception_reporter_filter = NoValues()
        return {
            "waiting": what_waits(),
            "urgent": [(each, alarm_of(each)) for each in most_urgent()],
            "outside_hours": outside_hours().count(),
            "outside_hours_url": f"{self.url}?status={OUTSIDE_HOURS}",
            "delayed": delayed_mails().count(),
            "undelivered": undelivered(),
            "undelivered_url": f"{self.url}?status={UNDELIVERED}",
            "desk": self.url,
            "zone": timezone.get_default_timezone(),
        }


class NoPageSearch(Component):
    """Takes Wagtail's search of pages from who has none: it would find nothing, and a patient's
    name typed there would be in an address, which servers log. Wagtail's view and template leave no
    other way than a stylesheet, which hides it from screen readers, too."""

    name = "clinic-no-page-search"
    order = 0

    def render_html(self, parent_context=None):
        return ""

    @property
    def media(self):
        return Media(css={"all": [versioned_static("clinic_booking/no_page_search.css")]})


def add_panels(request, panels) -> None:
    if request.user.has_perm(WORK):
        panels.append(WaitingPanel(reverse(DESK)))
    if page_permission_policy.explorable_root_instance(request.user) is None:
        panels.append(NoPageSearch())
