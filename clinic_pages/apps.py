from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClinicPagesConfig(AppConfig):
    name = "clinic_pages"
    verbose_name = _("Clinic pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401
