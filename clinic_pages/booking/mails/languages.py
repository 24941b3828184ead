"""The languages that mails are written in."""

from contextlib import contextmanager

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import get_supported_language_variant
from wagtail.coreutils import get_content_languages

from .kinds import MailKind


def supported(language: str) -> str:
    """The one of Django's LANGUAGES that is meant: "en" for "en-gb" where there is only that."""
    try:
        return get_supported_language_variant(language)
    except LookupError:
        return language


def language_of_clinic() -> str:
    return supported(settings.LANGUAGE_CODE)


def languages_of_mails() -> dict[str, str]:
    """{code: name}: those that the site has pages in, and the clinic's own."""
    own = language_of_clinic()
    return get_content_languages() | {own: dict(settings.LANGUAGES).get(own, own)}


def languages_of(kind: MailKind) -> list[str]:
    return [language_of_clinic()] if kind.is_to_clinic else list(get_content_languages())


@contextmanager
def speaking(language: str):
    """As a mail in this language is written: with the clinic's clocks, wherever somebody sits."""
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        yield
