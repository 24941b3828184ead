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
from django_tasks.backends.immediate import ImmediateBackend
from wagtail.models import Page

from .indexing import listed
from .models import ClinicPage, ClinicSettings, PageFinding
from .search_checks import Check, facts_of, findings
from .tasks import find_findings, in_tasks

logger = logging.getLogger(__name__)

# So many pages are looked at while an editor waits, where there is no worker for tasks.
AT_ONCE = 10


# --- Of one page ---------------------------------------------------------------------------------


def findings_of(page: ClinicPage) -> list[Check]:
    """The checks that `page` does not pass, as it is in memory: the stored row or a draft."""
    with translation.override(page.locale.language_code):
        return findings(facts_of(page, rendered(page), clinic_of(page)))


def codes_of(page: ClinicPage) -> list[str]:
    return [check.code for check in findings_of(page)]


def clinic_of(page) -> ClinicSettings:
    # Not `for_site`, which makes them.
    site = page.get_site()
    clinic = ClinicSettings.objects.filter(site=site).first() if site else None
    return clinic or ClinicSettings()


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
    # Where the templates look for it first: to make settings that nobody has made would be a change
    # of the whole site.
    setattr(request, ClinicSettings.get_cache_attr_name(), clinic_of(page))
    return request


# --- Of published pages, stored ------------------------------------------------------------------


def follow(page_ids: Iterable[int]) -> None:
    """After a change of what these pages show, has them looked at in background tasks."""
    for some in in_tasks(_at_once(sorted(page_ids))):
        find_findings.enqueue(some)


def _at_once(page_ids: list[int]) -> list[int]:
    """All, where there is a worker; else those published last: `check_pages` does the rest."""
    if len(page_ids) <= AT_ONCE or not isinstance(find_findings.get_backend(), ImmediateBackend):
        return page_ids
    latest = Page.objects.filter(pk__in=page_ids).order_by("-last_published_at", "pk")
    return list(latest.values_list("pk", flat=True)[:AT_ONCE])


def refresh(page_ids: Iterable[int]) -> int:
    """Looks at these pages and stores what it finds; returns how many findings there are.

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
    stored = PageFinding.objects.filter(page__in=page_ids)
    keys = {(each.page_id, each.code): each.pk for each in stored}
    gone = [pk for key, pk in keys.items() if key not in wanted]
    PageFinding.objects.filter(pk__in=gone).delete()
    fresh = sorted(wanted - keys.keys())
    PageFinding.objects.bulk_create(
        [PageFinding(page_id=pk, code=code) for pk, code in fresh], ignore_conflicts=True
    )
