from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class ClinicPagesConfig(AppConfig):
    name = "clinic_pages"
    verbose_name = _("Clinic pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.models import ReferenceIndex

        from . import checks, signal_handlers  # noqa: F401
        from .models import ClinicSettings

        # Wagtail indexes pages, snippets, images and documents by itself, but no settings.
        ReferenceIndex.register_model(ClinicSettings)
        signal_handlers.connect()
        if apps.is_installed("wagtail.contrib.redirects"):
            from . import redirect_signal_handlers

            redirect_signal_handlers.connect()
