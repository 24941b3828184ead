"""The app of pages and texts."""

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class ClinicPagesConfig(AppConfig):
    name = "clinic_pages"
    verbose_name = _("Clinic pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._register()
        self._connect()

    def _register(self):
        """What subjects register when their modules are imported."""
        from wagtail.models import ReferenceIndex

        from . import checks  # noqa: F401
        from .composing import panels as composing_panels  # noqa: F401
        from .links import panels as links_panels  # noqa: F401
        from .page_checks import checks as page_check_families  # noqa: F401
        from .page_checks import panels as page_checks_panels  # noqa: F401
        from .pages.clinic import ClinicSettings
        from .scheduling import checks as scheduling_checks  # noqa: F401
        from .showing import own_words  # noqa: F401
        from .showing import panels as showing_panels  # noqa: F401

        # Wagtail indexes pages, snippets, images and documents by itself, but no settings.
        ReferenceIndex.register_model(ClinicSettings)

    def _connect(self):
        """What subjects do when something happens, in the order in which they hear of it."""
        from wagtail.models import Locale

        from .changes import receivers as changes
        from .composing import receivers as composing
        from .dashboard import receivers as dashboard
        from .finding import receivers as finding
        from .lib import facts
        from .page_cache import receivers as page_cache
        from .page_checks import receivers as page_checks
        from .search_engines import receivers as search_engines
        from .uploads import receivers as uploads

        changes.connect_dates()
        subjects = (
            *(page_cache, changes, finding, search_engines, page_checks, uploads),
            *(composing, dashboard),
        )
        for subject in subjects:
            subject.connect_all()
        if apps.is_installed("wagtail.contrib.redirects"):
            from .redirects import receivers as redirects

            redirects.connect_all()
        page_cache.connect_in_front()
        facts.connect_requests()
        facts.end_with(Locale)
