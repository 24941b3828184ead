"""What a page says of itself in its head: to search engines, and where a link to it is shared."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import get_language, to_locale
from wagtail.models import Page

from ..lib.aliases import source_of, sources
from ..lib.languages import are_several, codes
from ..lib.shown import canonical
from ..lib.visibility import public
from ..pages.tree import stored_beside
from . import results, share_images
from .versions import with_default


@dataclass(frozen=True)
class Head:
    """title: as in the tab and among results. canonical: the one full address, "" in a preview.
    alternates: (language, full address) of its translations, itself and the default among them."""

    title: str
    description: str
    canonical: str
    site_name: str
    locale: str
    image: str = ""
    image_size: tuple[int, int] = share_images.SIZE
    alternates: tuple[tuple[str, str], ...] = ()


def head_of(page: Page, request, clinic, choice=None) -> Head:
    """choice: the Found of a list of conditions, where the page shows no more than that."""
    title = results.page_title(page, clinic.name)
    canonical = _canonical(page, request)
    if choice:
        title = results.title_of(str(choice.title), clinic.name)
        canonical = canonical and f"{canonical}{choice.path}"
    return Head(
        title=title,
        description=_names_in(choice) if choice else results.page_description(page),
        canonical=canonical,
        site_name=clinic.name,
        locale=to_locale(get_language() or settings.LANGUAGE_CODE),
        image=_image(page, request),
        alternates=() if choice else tuple(_alternates(page, request)),
    )


def _names_in(choice) -> str:
    return results.cut(f"{choice.title}: {', '.join(choice.names)}", results.DESCRIPTION)


def _canonical(page, request) -> str:
    """Without whatever stands behind a question mark; that of its source for an alias."""
    if getattr(request, "is_preview", False):
        return ""
    return canonical(page).get_full_url(request) or ""


def _image(page, request) -> str:
    name, parts = stored_beside(page, share_images.BESIDE_NAME), page.get_url_parts(request)
    if not name or not parts:
        return ""
    url = default_storage.url(name)
    return url if "://" in url else f"{parts[1]}{url}"


def _alternates(page, request) -> list[tuple[str, str]]:
    """Both directions, as search engines ask for: each page names all of its translations. What
    repeats a page in another language is none."""
    if not are_several() or source_of(page):
        return []
    pages = public(page.get_translations(inclusive=True).live()).exclude(pk__in=sources().keys())
    found = [(codes().get(each.locale_id), each.get_full_url(request)) for each in pages]
    known = sorted((language, url) for language, url in found if language and url)
    return with_default(known) if len(known) > 1 else []
