"""Where imported pages go, and what is there already."""

from dataclasses import dataclass
from itertools import chain, count

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

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


def find_destination(under: str = "") -> Destination:
    """What a command's `--under` names, by default the first list on the default site."""
    return _destination_under(under) if under else _default_destination()


def _destination_under(slug: str) -> Destination:
    found = list(ConditionIndexPage.objects.filter(slug=slug).specific())
    if len(found) != 1:
        message = _("There is no list of conditions with the slug “%(slug)s”.")
        if found:
            message = _("Several lists of conditions have the slug “%(slug)s”.")
        raise ImportFailed(message % {"slug": slug})
    site = found[0].get_site()
    if site is None:
        message = _("The list of conditions “%(slug)s” belongs to no site.")
        raise ImportFailed(message % {"slug": slug})
    return Destination(site, found[0])


def _default_destination() -> Destination:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise ImportFailed(_("There is no default site."))
    indexes = ConditionIndexPage.objects.descendant_of(site.root_page)
    return Destination(site, indexes.order_by("path").specific().first())


def find_condition(destination: Destination, title: str) -> ConditionPage | None:
    """The page about the condition `title` in its list: by title, else by slug."""
    if destination.index is None:
        return None
    pages = list(ConditionPage.objects.child_of(destination.index).order_by("path").specific())
    by_title = [page for page in pages if _is_called(page, title)]
    by_slug = [page for page in pages if page.slug == slug_for(title, "condition")]
    return next(iter(by_title + by_slug), None)


def condition_type(index: ConditionIndexPage) -> type[ConditionPage]:
    """The type of page that the list takes: ours, else a host's that is built on it."""
    allowed = type(index).clean_subpage_models()
    types = [model for model in allowed if issubclass(model, ConditionPage)]
    return next(iter(types), ConditionPage)


def _is_called(page, title: str) -> bool:
    return title.casefold() in (page.title.casefold(), page.draft_title.casefold())


def condition_names(destination: Destination, title: str) -> list[str]:
    """The names of the condition `title`: the title, and what its page adds."""
    page = find_condition(destination, title)
    return [title, *(latest(page).alternate_name_list if page else [])]


def find_therapy(destination: Destination, name: str) -> TherapyPage | None:
    """The site's therapy with this name, drafts included: by title, else by an alternate name."""
    therapies = list(
        TherapyPage.objects.descendant_of(destination.site.root_page)
        .filter(locale=destination.locale)
        .order_by("-live", "path")
    )
    by_title = [therapy for therapy in therapies if _is_called(therapy, name)]
    by_alternate_name = [t for t in therapies if _is_also_called(t, name)]
    return next(iter(by_title + by_alternate_name), None)


def _is_also_called(therapy: TherapyPage, name: str) -> bool:
    names = {*therapy.alternate_name_list, *latest(therapy).alternate_name_list}
    return name.casefold() in {each.casefold() for each in names}


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
