"""What all screens of the desk have in common."""

from django import forms
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


def stylesheet() -> forms.Media:
    return forms.Media(css={"all": [versioned_static("clinic_booking/desk.css")]})


def time_script() -> forms.Media:
    """Of forms in which a time is chosen."""
    return forms.Media(js=[versioned_static("clinic_booking/appointment.js")])


class DeskScreen(WagtailAdminTemplateMixin):
    """In the frame of Wagtail's own screens, with its header and breadcrumbs."""

    header_icon = "calendar-check"

    @property
    def media(self):
        return stylesheet()

    def get_template_names(self):
        # Not modeladmin's, which are of an older look.
        return [self.template_name]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"media": self.media} | kwargs)
