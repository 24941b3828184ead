from django.db.models import F
from wagtail.contrib.sitemaps import Sitemap

from .visibility import public


class ClinicSitemap(Sitemap):
    """Wagtail's sitemap, with what each page's `lastmod` needs fetched along."""

    def items(self):
        pages = super().items().annotate(shown_changed_at=F("clinic_freshness__changed_at"))
        return public(pages)
