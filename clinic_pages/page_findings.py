"""What keeps a page from ranking, found without a visitor: the page is rendered for it."""

import logging

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import translation

from .models import ClinicPage, ClinicSettings
from .search_checks import Check, facts_of, findings

logger = logging.getLogger(__name__)


def findings_of(page: ClinicPage) -> list[Check]:
    """The checks that `page` does not pass, as it is in memory: the stored row or a draft."""
    with translation.override(page.locale.language_code):
        return findings(facts_of(page, rendered(page), clinic_of(page)))


def codes_of(page: ClinicPage) -> list[str]:
    return [check.code for check in findings_of(page)]


def clinic_of(page) -> ClinicSettings:
    # Not `for_site`: to make settings that nobody has made would be a change of the whole site.
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
    return request
