from django.db.models import F
from wagtail.contrib.sitemaps import Sitemap


class ClinicSitemap(Sitemap):
    """Wagtail's sitemap, with what each page's `lastmod` needs fetched along."""

    def items(self):
        return super().items().annotate(shown_changed_at=F("clinic_freshness__changed_at"))
