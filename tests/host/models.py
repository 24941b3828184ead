"""Page types of a host, built on those of the plugin."""

from django.db import models

from clinic_pages.models import ConditionIndexPage, ConditionPage


class AilmentPage(ConditionPage):
    """A condition with a field of the host's own."""

    folk_name = models.CharField(max_length=80, blank=True)

    template = "clinic_pages/condition_page.html"
    facets = {**ConditionPage.facets, "card": ("summary", "folk_name")}


class AilmentIndexPage(ConditionIndexPage):
    """A list that takes the host's conditions alone."""

    template = "clinic_pages/condition_index_page.html"
    subpage_types = ["host.AilmentPage"]
