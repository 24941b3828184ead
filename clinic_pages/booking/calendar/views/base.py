"""What all screens of the calendar have in common."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from ....lib.error_reports import no_values_in_reports
from ....lib.sites import site_or_default
from ...roles import SEE_OWN, WORK


def media() -> forms.Media:
    sheets = ["clinic_booking/desk.css", "clinic_booking/calendar.css"]
    return forms.Media(
        css={"all": [versioned_static(sheet) for sheet in sheets]},
        js=[versioned_static(f"clinic_booking/{name}.js") for name in ("calendar", "appointment")],
    )


@method_decorator(no_values_in_reports, name="dispatch")
class CalendarBase(View):
    """For those with one of the `permissions`. All times are the clinic's, whatever the user's own
    zone is."""

    permissions = [WORK, SEE_OWN]

    def dispatch(self, request, *args, **kwargs):
        if not any(map(request.user.has_perm, self.permissions)):
            raise PermissionDenied
        with timezone.override(timezone.get_default_timezone()):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    @cached_property
    def site(self) -> Site:
        return site_or_default(Site.find_for_request(self.request))


class CalendarScreen(WagtailAdminTemplateMixin, CalendarBase):
    """In the frame of the admin."""

    header_icon = "calendar-alt"

    def show(self, **context):
        return self.render_to_response(self.get_context_data(**context))

    def get_context_data(self, **kwargs):
        return super().get_context_data(media=media(), **kwargs)


class WorkScreen(CalendarScreen):
    """For those who answer requests."""

    permissions = [WORK]
