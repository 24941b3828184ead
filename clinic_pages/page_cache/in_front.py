"""The copies in caches in front of the site: `wagtail.contrib.frontend_cache`.

A cache that knows keys is told keys: each page says in a header what it hangs on
(SURROGATE_KEY_HEADER), so that one word drops a site of any size. Others are told addresses.
"""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from wagtail.contrib.frontend_cache.utils import PurgeBatch, get_backends
from wagtail.models import Page

from .tokens import tag_of_page, tag_of_site

# A page type that answers one of these in its own way is asked, with all its fields.
ADDRESS_ANSWERS = ("get_full_url", "get_url", "get_url_parts")


def is_there() -> bool:
    is_installed = apps.is_installed("wagtail.contrib.frontend_cache")
    return is_installed and bool(getattr(settings, "WAGTAILFRONTENDCACHE", None))


def purge(page_ids: Iterable[int], urls: Iterable[str]) -> None:
    """Has the caches drop these pages, and these full URLs."""
    keyed, others = _backends()
    for backend in keyed:
        backend.purge_keys([tag_of_page(pk) for pk in page_ids])
        backend.purge_batch(list(urls))
    if others:
        batch = PurgeBatch(urls)
        batch.add_pages(_addressable(page_ids))
        batch.purge(backends=others)


def purge_sites(site_ids: Iterable[int]) -> None:
    """Has those that know keys drop all pages of these sites."""
    keyed, _others = _backends()
    for backend in keyed:
        backend.purge_keys([tag_of_site(pk) for pk in site_ids])


def knows_only_addresses() -> bool:
    """Whether some cache is to be told of each page."""
    return bool(_backends()[1])


def _backends() -> tuple[list, list[str]]:
    """(those that know keys, the names of the others)."""
    backends = get_backends()
    keyed = {name for name, each in backends.items() if hasattr(each, "purge_keys")}
    return [backends[name] for name in sorted(keyed)], sorted(backends.keys() - keyed)


def _addressable(page_ids: Iterable[int]) -> list[Page]:
    """These pages, able to say their addresses: for most types the fields of any page do."""
    pages = Page.objects.filter(pk__in=page_ids)
    plain = [page for page in pages if not _answers_itself(page.specific_class or Page)]
    own = set(page_ids) - {page.pk for page in plain}
    return [*plain, *Page.objects.filter(pk__in=own).specific()]


def _answers_itself(model: type[Page]) -> bool:
    return any(getattr(model, name) is not getattr(Page, name) for name in ADDRESS_ANSWERS)
