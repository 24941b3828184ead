"""What search engines are told of the translations of a page."""

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant


def with_default(versions: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(language, full URL) of each, and with it the version for visitors of all other languages:
    that in the site's own language."""
    own = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return versions + [("x-default", address) for language, address in versions if language == own]
