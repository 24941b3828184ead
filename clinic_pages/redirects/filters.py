"""Redirects from the addresses of filters, whose last part is what editors call a choice."""

from django.conf import settings
from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect

from ..pages.condition_filters import MODELS
from ..pages.condition_index import ConditionIndexPage
from .chains import path_of_page


def redirect_choice(model: type[Model], before: str, after: str) -> None:
    """After the slug of a place, symptom or therapy has changed, on all lists of conditions."""
    if before == after or not getattr(settings, "WAGTAILREDIRECTS_AUTO_CREATE", True):
        return
    kind = next(kind for kind, each in MODELS.items() if issubclass(model, each))
    for page in ConditionIndexPage.objects.all():
        _redirect_filter(page, f"/{kind.value}/{before}/", f"/{kind.value}/{after}/")


def _redirect_filter(page: ConditionIndexPage, before: str, after: str) -> None:
    old, new = path_of_page(page, before), path_of_page(page, after)
    if old is None:
        return
    own = Redirect.objects.filter(automatically_created=True)
    own.filter(site=old.site_id, old_path__in=[old.path, new.path]).delete()
    own.filter(redirect_page=page, redirect_page_route_path=before).update(
        redirect_page_route_path=after
    )
    Redirect.objects.get_or_create(
        old_path=old.path,
        site_id=old.site_id,
        defaults={
            "redirect_page": page,
            "redirect_page_route_path": after,
            "automatically_created": True,
        },
    )
