"""What keeps pages from ranking, found without a visitor: each page is rendered for it.

What was found of published pages is stored, for the report over the site. It is looked for again
when what a page shows has changed, and by `check_pages`, which sees what time brings.
"""

import logging
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from ..lib.facts import asked_once
from ..pages.base import ClinicPage
from ..pages.clinic import ClinicSettings
from ..pages.listed import listed
from .base import Check, failed_checks
from .facts import facts_of
from .models import FailedCheck

logger = logging.getLogger(__name__)

# --- Of one page ---------------------------------------------------------------------------------


def failed_checks_of(page: ClinicPage) -> list[Check]:
    """The checks that `page` does not pass, as it is in memory: the stored row or a draft."""
    with translation.override(page.locale.language_code):
        return failed_checks(facts_of(page, rendered(page), ClinicSettings.of_page(page)))


def codes_of(page: ClinicPage) -> list[str]:
    return [check.code for check in failed_checks_of(page)]


def rendered(page: ClinicPage) -> str:
    """The HTML that visitors would get of `page`, without middleware."""
    response = page.serve(_request_for(page))
    return response.render().content.decode() if hasattr(response, "render") else ""


def _request_for(page) -> HttpRequest:
    site = page.get_site()
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = page.get_url() or "/"
    request.META = {
        "SERVER_NAME": site.hostname if site else "localhost",
        "SERVER_PORT": str(site.port if site else 80),
    }
    request.user = AnonymousUser()
    ClinicSettings.of_page(page).remember_on(request)
    return request


# --- Of published pages, stored ------------------------------------------------------------------


@asked_once()
def refresh(page_ids: Iterable[int]) -> int:
    """Looks at these pages and stores what it finds; returns how many checks failed.

    Nothing is kept of pages that search engines may not list, nor of aliases.
    """
    page_ids = list(page_ids)
    pages = listed(Page.objects.filter(pk__in=page_ids, alias_of__isnull=True)).specific()
    codes = {page.pk: _codes_or_none(page) for page in pages if isinstance(page, ClinicPage)}
    unknown = [pk for pk, found in codes.items() if found is None]
    wanted = {(pk, code) for pk, found in codes.items() for code in found or ()}
    _store(set(page_ids) - set(unknown), wanted)
    return len(wanted)


def _codes_or_none(page: ClinicPage) -> list[str] | None:
    """None where the page cannot be rendered: what is stored of it stays."""
    try:
        return codes_of(page)
    except Exception:
        # The templates are the host's: one that fails must not keep the others from being seen.
        logger.exception("Page %s could not be looked at", page.pk)
        return None


@transaction.atomic
def _store(page_ids: set[int], wanted: set[tuple[int, str]]) -> None:
    stored = FailedCheck.objects.filter(page__in=page_ids)
    keys = {(each.page_id, each.code): each.pk for each in stored}
    gone = [pk for key, pk in keys.items() if key not in wanted]
    FailedCheck.objects.filter(pk__in=gone).delete()
    fresh = sorted(wanted - keys.keys())
    FailedCheck.objects.bulk_create(
        [FailedCheck(page_id=pk, code=code) for pk, code in fresh], ignore_conflicts=True
    )
