"""Where a page lies in its site's tree."""

from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

from .models import ClinicPage


def _snippet_lookups() -> list[str]:
    """The way from Page to `booking_snippet` on each page type that has it."""
    return [
        f"{model._meta.model_name}__booking_snippet"
        for model in get_page_models()
        if issubclass(model, ClinicPage) and Page in model._meta.parents
    ]


def ancestors(page) -> list[Page]:
    """The pages above `page`, the root's first. One query per page instance.

    Each is a plain Page with `chosen_snippet_id`, the booking snippet chosen on it, or None.
    Kept on the instance, which lives for one request: the breadcrumb and the booking snippet both
    ask for it.
    """
    if not hasattr(page, "_clinic_ancestors"):
        choice = Coalesce(*_snippet_lookups())
        page._clinic_ancestors = list(page.get_ancestors().annotate(chosen_snippet_id=choice))
    return page._clinic_ancestors


def breadcrumb(page, site) -> list[Page]:
    """The published pages from the front of `site` down to the parent of `page`."""
    front = site.root_page.path
    return [p for p in ancestors(page) if p.live and p.path.startswith(front)]
