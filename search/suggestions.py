"""Names that begin with what a visitor is typing."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from clinic_pages.lib.index_words import index_words
from clinic_pages.pages.condition_entries import FilterKind, finding, public_entries

from .indexing import ALTERNATE, CODE, FINDING, TITLE
from .known_names import KnownName, NameWord, begun_by
from .vocabulary import CONDITION, PERSON, THERAPY, kind_of, root_of, visible_pages

SHORTEST, LONGEST = 2, 60
MAX_SUGGESTIONS = 8
# Of all names that something begins, so many are looked at, by letters.
MOST_BEGUN = 200
ROLES = (TITLE, ALTERNATE, FINDING, CODE)
AIDS = {FilterKind.WHERE: "body_area", FilterKind.SYMPTOM: "symptom"}


class Suggestion(NamedTuple):
    name: str
    kind: str
    url: str


def suggest(site, typed: str) -> list[Suggestion]:
    """Names of visible pages, and symptoms and places by which they are found, that `typed` begins;
    the best first. [] for too short or too long a text. Six queries at most."""
    words = index_words(typed)
    if not words or not SHORTEST <= len(typed.strip()) <= LONGEST:
        return []
    names = _begun(words)
    pages = visible_pages(site).in_bulk({each.page_id for each in names if each.page_id})
    aids = {name: _offered(site, kind, name, names) for kind, name in AIDS.items()}
    best: dict[str, Suggestion] = {}
    for name in names:
        if name.page_id in pages:
            found = _of_page(name, pages[name.page_id])
        elif any(getattr(name, f"{aid}_id") in pks for aid, pks in aids.items()):
            found = _of_aid(name)
        else:
            continue
        best.setdefault(name.words, found)
    return list(best.values())[:MAX_SUGGESTIONS]


def _begun(words: tuple[str, ...]) -> list[KnownName]:
    """The names that `words` begin, the last of them perhaps unfinished, or begin a part of."""
    rows = NameWord.objects.filter(begun_by("tail", " ".join(words))).order_by("tail", "pk")
    rows = rows.select_related("name")[:MOST_BEGUN]
    ranked = sorted(rows, key=lambda row: (row.place, *_rank(row.name)))
    return [row.name for row in ranked]


def _rank(name: KnownName) -> tuple:
    return ROLES.index(name.role), len(name.text), name.text


def _offered(site, kind: FilterKind, aid: str, names: list[KnownName]) -> set[int]:
    """The keys of those of the places or symptoms by which a visible condition is found."""
    pks = {pk for name in names if (pk := getattr(name, f"{aid}_id"))}
    if not pks:
        return set()
    root = root_of(site)
    entries = public_entries(root, kind=kind).filter(parent__path__startswith=root)
    model = KnownName._meta.get_field(aid).related_model
    return set(finding(model, entries).filter(pk__in=pks).values_list("pk", flat=True))


def _of_page(name: KnownName, page) -> Suggestion:
    labels = {CONDITION: _("Condition"), THERAPY: _("Therapy"), PERSON: _("Person")}
    label = labels.get(kind_of(page.specific_class or type(page)), _("Page"))
    # Of a code one sees whose it is.
    return Suggestion(page.title if name.role == CODE else name.text, label, page.url)


def _of_aid(name: KnownName) -> Suggestion:
    """A symptom may be one of several conditions: it leads to the search for it."""
    url = f"{reverse('search')}?{urlencode({'q': name.text})}"
    return Suggestion(name.text, _("Symptom or place"), url)
