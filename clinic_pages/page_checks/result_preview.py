"""How the page that an editor writes would stand among search results, and what it lacks there."""

import logging
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.models import Page

from ..pages.clinic import ClinicSettings
from ..search_engines.results import (
    ARIAL,
    DESCRIPTION,
    PHONE_DESCRIPTION,
    TITLE,
    ResultLine,
    cut,
    first_words,
    page_description,
    page_title,
)
from .base import Check
from .stored import failed_checks_of

logger = logging.getLogger(__name__)


class ResultView(NamedTuple):
    """A results page on one kind of screen. room: what it has for the description."""

    name: str
    label: str
    description: str
    room: ResultLine


class ResultPreview(NamedTuple):
    """address: the host and the steps of the path, of which the last is the page's slug.
    clinic, first_words: what stands in where the editor wrote nothing, for the script.
    letter_widths: what the script measures with: an editor's machine may have no Arial."""

    title: str
    title_room: ResultLine
    address: list[str]
    views: list[ResultView]
    clinic: str
    first_words: str
    letter_widths: dict[str, int] = ARIAL


def preview_of(page, request) -> ResultPreview:
    """page: as in the form, stored or not. request: of the form."""
    clinic = ClinicSettings.of_page(page if page.pk else _parent_in(request))
    description = page_description(page)
    screens = [("phone", _("On a phone"), PHONE_DESCRIPTION)]
    screens.append(("desktop", _("On a desktop"), DESCRIPTION))
    return ResultPreview(
        title=cut(page_title(page, clinic.name), TITLE),
        title_room=TITLE,
        address=_address_of(page, request),
        views=[
            ResultView(name, label, cut(description, room), room) for name, label, room in screens
        ],
        clinic=clinic.name,
        first_words=first_words(page),
    )


def _address_of(page, request) -> list[str]:
    stored = page if page.pk else _parent_in(request)
    url = urlsplit(stored.get_full_url(request) or "")
    steps = [step for step in url.path.split("/") if step]
    if page.pk:
        steps = steps[:-1]
    is_front = page.pk and page.is_site_root()
    return [url.netloc, *steps] if is_front else [url.netloc, *steps, page.slug]


def _parent_in(request) -> Page:
    """The page under which the form of a new one was opened."""
    pk = request.resolver_match.kwargs.get("parent_page_id")
    parent = Page.objects.filter(pk=pk).first() if pk else None
    return parent or Page.get_first_root_node()


def failed_when_saved(page) -> list[Check] | None:
    """The checks that the latest draft of a stored page does not pass; None where nobody can say,
    since a half-written page may be more than a template can bear."""
    try:
        return failed_checks_of(page.get_latest_revision_as_object())
    except Exception:
        logger.exception("Page %s could not be looked at", page.pk)
        return None
