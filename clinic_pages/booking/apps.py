"""The app of requests, times and the desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicBookingConfig(AppConfig):
    name = "clinic_pages.booking"
    label = "clinic_booking"
    verbose_name = _("Clinic booking")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ..pages.booking_ways import WAYS
        from . import (
            checks,  # noqa: F401
            settings,
        )
        from .form.way import REQUEST, request_way
        from .request import receivers

        WAYS.register(REQUEST, request_way)
        settings.connect_all()
        receivers.connect_all()
