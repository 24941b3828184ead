"""In which language words are; and what a page shows of what was chosen: its translation.

All that a page shows of other objects goes through `version_for`, so that "the published
translation, else the original" is decided once. With WAGTAIL_I18N_ENABLED off nothing here asks the
database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils import translation
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import DraftStateMixin, Locale, Page, Site, TranslatableMixin

from .copies import copied
from .facts import fact
from .stand_in import in_place_of
from .visibility import is_restricted, marked_pages


def are_several() -> bool:
    """Whether the site may have pages in several languages."""
    return getattr(settings, "WAGTAIL_I18N_ENABLED", False)


# --- The language of words -----------------------------------------------------------------------


@fact
def codes() -> dict[int, str]:
    """{primary key of a Locale: its language code}."""
    return dict(Locale.all_objects.values_list("pk", "language_code"))


@fact
def locales_of_aliases() -> dict[int, int]:
    """{primary key of an alias: the locale of the page that it repeats}."""
    sources = {each.pk: (each.source, each.source_locale) for each in marked_pages() if each.source}
    return {pk: _locale_at_end(pk, sources) for pk in sources}


def _locale_at_end(pk: int, sources: dict) -> int:
    """An alias may repeat an alias."""
    while pk in sources:
        pk, locale = sources[pk]
    return locale


@fact
def _locales_of_sites() -> dict[int, int]:
    """{primary key of a site: the locale of its front page, in which its settings are written}."""
    return dict(Site.objects.values_list("pk", "root_page__locale"))


def locale_of(obj) -> int | None:
    """The primary key of the locale that the words of `obj` are in: an alias has its source's.
    None for what has no language, and where there is only one."""
    if not are_several():
        return None
    if isinstance(obj, BaseSiteSetting):
        return _locales_of_sites().get(obj.site_id)
    if isinstance(obj, Page):
        return locales_of_aliases().get(obj.pk, obj.locale_id)
    return obj.locale_id if isinstance(obj, TranslatableMixin) else None


def active_locale() -> int | None:
    """That of the language which is spoken now."""
    code = _content_language(translation.get_language() or settings.LANGUAGE_CODE)
    return next((pk for pk, each in codes().items() if each == code), None)


def _content_language(code: str) -> str:
    """ "en" for "en-gb" where pages are written in the one and not in the other."""
    try:
        return get_supported_content_language_variant(code)
    except LookupError:
        return code


def foreign_language_of(obj) -> str:
    """The code of the language that the words of `obj` are in; "" where it is the one spoken now,
    or nobody knows."""
    locale = locale_of(obj)
    if locale is None or locale == active_locale():
        return ""
    return codes().get(locale, "")


@contextmanager
def speaking_of(page) -> Iterator[bool]:
    """While the body runs, the language of `page` is spoken. Gives whether it was another one."""
    language = foreign_language_of(page)
    if not language:
        yield False
        return
    own = settings.LANGUAGE_CODE
    with translation.override(own if _content_language(own) == language else language):
        yield True


# --- Words that say in which language they are ---------------------------------------------------


class Words(str):
    """A str; where a template writes it, parts in another language are marked by `lang`. Make it a
    plain `str` for an attribute."""

    html: SafeString

    def __html__(self) -> SafeString:
        return self.html


def marked(text: str, obj) -> str:
    """`text`, which is words of `obj`."""
    language = foreign_language_of(obj)
    if not language or not text:
        return text
    return _words(text, format_html('<span lang="{}">{}</span>', language, text))


def filled(pattern: str, **parts: str) -> Words:
    """`pattern`, in the language spoken now, with %(name)s for these parts."""
    html = {name: conditional_escape(part) for name, part in parts.items()}
    return _words(pattern % parts, mark_safe(str(escape(pattern)) % html))


def _words(text: str, html: SafeString) -> Words:
    words = Words(text)
    words.html = html
    return words


# --- What is shown in place of what was chosen ---------------------------------------------------


def in_bulk(found: QuerySet, keys: Iterable[int]) -> dict[int, Model]:
    """{primary key: instance} of those of `found` with these keys; where there are several
    languages, with all their translations, which `version_for` then knows. One query."""
    if not are_several() or not issubclass(found.model, TranslatableMixin):
        return found.in_bulk(keys)
    return {
        each.pk: each for each in knowing_each_other(found.filter(versions_of(found.model, keys)))
    }


def knowing_each_other(found: Iterable[Model]) -> list[Model]:
    """The same; each knows those that are translations of it."""
    found = list(found)
    versions: dict = defaultdict(dict)
    for each in found:
        versions[each.translation_key][each.locale_id] = each
        each._clinic_versions = versions[each.translation_key]
    return found


def versions_of(model: type[Model], keys, field: str = "") -> Q:
    """That something, or what its `field` leads to, is one of the objects with these keys, or a
    translation of one."""
    path = f"{field}__" if field else ""
    if not are_several():
        return Q(**{f"{path}pk__in": keys})
    stored = model.get_translation_model()._base_manager.filter(pk__in=keys)
    return Q(**{f"{path}translation_key__in": stored.values("translation_key")})


def each_once(found: Iterable[Model], locale: int | None) -> list[Model]:
    """Of those that are translations of each other one: that in this locale, else the first."""
    if not are_several():
        return list(found)
    groups: dict = defaultdict(list)
    for each in found:
        groups[each.translation_key].append(each)
    return [
        min(each, key=lambda one: (one.locale_id != locale, one.pk)) for each in groups.values()
    ]


def version_for(page, chosen):
    """What visitors of `page` see of what was chosen: its published translation in the language
    of the page, else itself. page: None for a view without one: in the language spoken now."""
    versions = getattr(chosen, "_clinic_versions", None)
    if not versions:
        return chosen
    stored = versions.get(locale_of(page) if page else active_locale())
    if stored is None or stored.pk == chosen.pk:
        return chosen
    version = in_place_of(copied(stored))
    return version if is_published(version, page) else chosen


def is_published(obj: Model, page=None) -> bool:
    """Whether visitors of `page` may see it: what knows no drafts they always may."""
    if isinstance(obj, DraftStateMixin) and not obj.live:
        return False
    return not (isinstance(obj, Page) and is_restricted(obj, page))
