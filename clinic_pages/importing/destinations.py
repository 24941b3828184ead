"""Where imported pages go, and what is there already."""

from dataclasses import dataclass
from itertools import chain, count

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..lib.text_folding import name_key
from ..pages.condition_index import ConditionIndexPage
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyIndexPage, TherapyPage
from .errors import ImportFailed

# Leaves room in the slug field for the number that tells two equal ones apart.
LONGEST_SLUG = 240


@dataclass(frozen=True)
class Destination:
    """The site, and its list of conditions if there is one."""

    site: Site
    index: ConditionIndexPage | None

    @property
    def locale(self):
        return (self.index or self.site.root_page).locale


def find_destination(under: str = "", host: str = "") -> Destination:
    """What a command's `--under` and `--site` name, by default the first list on the default site.

    under: the slug of a list, or where several have it its address: "/dublin/conditions/".
    """
    site = _site(host)
    if under:
        return _destination_under(under, site if host else None)
    indexes = ConditionIndexPage.objects.descendant_of(site.root_page)
    return Destination(site, indexes.order_by("path").specific().first())


def destination_of(index: ConditionIndexPage) -> Destination:
    """The destination that this list is. Raises ImportFailed for one that visitors do not reach."""
    site = index.get_site()
    if site is None:
        message = _("The list of conditions “%(slug)s” belongs to no site.")
        raise ImportFailed(message % {"slug": index.slug})
    return Destination(site, index.specific)


def lists_of_conditions() -> list[ConditionIndexPage]:
    """All of them, in the order of the tree."""
    return list(ConditionIndexPage.objects.order_by("path").specific())


def _site(host: str) -> Site:
    name, _colon, port = host.partition(":")
    sites = Site.objects.select_related("root_page").order_by("-is_default_site", "pk")
    found = sites.filter(hostname__iexact=name) if host else sites.filter(is_default_site=True)
    site = (found.filter(port=port) if port.isdigit() else found).first()
    if site is None:
        message = _("There is no site “%(host)s”.") if host else _("There is no default site.")
        raise ImportFailed(message % {"host": host})
    return site


def _destination_under(under: str, site: Site | None) -> Destination:
    found = [each for each in lists_of_conditions() if _is_called_so(each, under)]
    if site:
        found = [each for each in found if each.path.startswith(site.root_page.path)]
    if not found:
        message = _("There is no list of conditions with the slug “%(slug)s”.")
        raise ImportFailed(message % {"slug": under})
    if len(found) > 1:
        message = _("Several lists of conditions have the slug “%(slug)s”: %(addresses)s")
        addresses = ", ".join(each.full_url or each.url_path for each in found)
        raise ImportFailed(message % {"slug": under, "addresses": addresses})
    return destination_of(found[0])


def _is_called_so(index: ConditionIndexPage, under: str) -> bool:
    if "/" not in under:
        return index.slug == under
    return under.rstrip("/") in (address(index).rstrip("/"), (index.full_url or "").rstrip("/"))


def find_condition(destination: Destination, title: str, slug: str = "") -> ConditionPage | None:
    """The page about the condition `title` in its list: by title, else by its slug or `slug`."""
    if destination.index is None:
        return None
    pages = list(ConditionPage.objects.child_of(destination.index).order_by("path").specific())
    by_title = [page for page in pages if _is_called(page, title)]
    by_slug = [page for page in pages if page.slug in (slug_for(title, "condition"), slug)]
    return next(iter(by_title + by_slug), None)


def condition_type(index: ConditionIndexPage) -> type[ConditionPage]:
    """The type of page that the list takes: ours, else a host's that is built on it."""
    allowed = type(index).clean_subpage_models()
    types = [model for model in allowed if issubclass(model, ConditionPage)]
    return next(iter(types), ConditionPage)


def _is_called(page, title: str) -> bool:
    return name_key(title) in (name_key(page.title), name_key(page.draft_title))


def condition_names(destination: Destination, title: str) -> list[str]:
    """The names of the condition `title`: the title, and what its page adds."""
    page = find_condition(destination, title)
    return [title, *(latest(page).alternate_name_list if page else [])]


def therapy_keys(destination: Destination) -> frozenset[str]:
    """The names of the site's therapies, as names are compared; drafts and other names included."""
    therapies = _therapies(destination)
    return frozenset(
        name_key(name)
        for each in therapies
        for name in (each.title, each.draft_title, *_others(each))
    )


def find_therapy(destination: Destination, name: str) -> TherapyPage | None:
    """The site's therapy with this name, drafts included: by title, else by an alternate name."""
    therapies = _therapies(destination)
    by_title = [therapy for therapy in therapies if _is_called(therapy, name)]
    by_alternate_name = [t for t in therapies if _is_also_called(t, name)]
    return next(iter(by_title + by_alternate_name), None)


def _therapies(destination: Destination) -> list[TherapyPage]:
    pages = TherapyPage.objects.descendant_of(destination.site.root_page)
    return list(pages.filter(locale=destination.locale).order_by("-live", "path"))


def _is_also_called(therapy: TherapyPage, name: str) -> bool:
    return name_key(name) in map(name_key, _others(therapy))


def _others(therapy: TherapyPage) -> set[str]:
    return {*therapy.alternate_name_list, *latest(therapy).alternate_name_list}


def latest(instance):
    """`instance` with the changes that are not published yet."""
    return (
        instance.get_latest_revision_as_object() if instance.has_unpublished_changes else instance
    )


def find_therapy_index(destination: Destination) -> TherapyIndexPage | None:
    indexes = TherapyIndexPage.objects.descendant_of(destination.site.root_page)
    return indexes.filter(locale=destination.locale).order_by("path").first()


def slug_for(title: str, fallback: str) -> str:
    allow_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
    return slugify(title, allow_unicode=allow_unicode)[:LONGEST_SLUG].strip("-_") or fallback


def free_slug(parent, title: str, fallback: str) -> str:
    base = slug_for(title, fallback)
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(
        slug for slug in chain([base], (f"{base}-{n}" for n in count(2))) if slug not in taken
    )


def address(page) -> str:
    """The page's address without the host, "/conditions/sciatica/"."""
    parts = page.get_url_parts()
    return (parts and parts[2]) or page.slug
