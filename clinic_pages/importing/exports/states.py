"""A condition page as a state, and a state as a page."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ...lib.text_folding import name_key
from ...pages.booking_texts import BookingSnippet
from ...pages.conditions import ConditionPage
from ...pages.finding_aids import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from ...pages.names import split_names
from ..destinations import Destination, latest
from ..errors import BlocksRefused
from ..pictures import PictureFiles
from .portable import Away, Home, walked

TEXTS = (
    "title",
    "slug",
    "seo_title",
    "search_description",
    "name_in_sentence",
    "summary",
    "code",
)
SWITCHES = ("show_in_menus", "hide_from_search_engines")
PEOPLE = ("author", "reviewer")
AIDS = {
    "body_areas": (BodyArea, ConditionBodyArea, "body_area"),
    "symptoms": (Symptom, ConditionSymptom, "symptom"),
}


@dataclass
class State:
    """fields: {name: value}, without empty ones. blocks: [{"type", "value"}].

    pictures: {file: image}, of a page. files: where the pictures are, of a file.
    """

    fields: dict
    blocks: list[dict]
    pictures: dict = field(default_factory=dict)
    files: PictureFiles = field(default_factory=PictureFiles)


def state_of(page: ConditionPage, site) -> State:
    """Of its latest draft."""
    draft, away = latest(page), Away(site)
    body = draft.body.stream_block
    blocks = walked(body, draft.body.get_prep_value(), away)
    fields = {name: getattr(draft, name) for name in (*TEXTS, *SWITCHES)}
    fields["alternate_names"] = split_names(draft.alternate_names)
    fields |= {name: _path(away, getattr(draft, f"{name}_id")) for name in PEOPLE}
    fields["last_reviewed"] = draft.last_reviewed.isoformat() if draft.last_reviewed else ""
    fields |= {name: _slugs(draft, name) for name in AIDS}
    fields["booking_text"] = _called(draft.booking_snippet)
    return State({name: each for name, each in fields.items() if each}, blocks, away.pictures)


def _path(away: Away, pk) -> str:
    return away.path_of(pk) if pk else ""


def _slugs(draft: ConditionPage, name: str) -> list[str]:
    _model, _through, aid = AIDS[name]
    return [getattr(row, aid).slug for row in getattr(draft, name).all()]


def _called(snippet: BookingSnippet | None) -> dict:
    return {"name": snippet.name, "heading": snippet.heading} if snippet else {}


def differs(page: ConditionPage, state: State, site) -> bool:
    """Whether they do in anything but the page's slug, which another page may have taken."""
    own = state_of(page, site)
    return _without_slug(own) != _without_slug(state)


def _without_slug(state: State) -> tuple:
    return {name: each for name, each in state.fields.items() if name != "slug"}, state.blocks


def restore(page: ConditionPage, state: State, destination: Destination, picture) -> list[str]:
    """Makes `page` what the state says; it is not saved. Returns what was not found, for a report.

    picture: file -> the key of an image.
    """
    home, fields = Home(destination.site, picture), state.fields
    # The slug is the importer's business: another page may have it.
    for name in (each for each in TEXTS if each != "slug"):
        setattr(page, name, str(fields.get(name) or ""))
    for name in SWITCHES:
        setattr(page, name, bool(fields.get(name)))
    page.alternate_names = "\n".join(map(str, fields.get("alternate_names") or []))
    page.last_reviewed = _day(fields.get("last_reviewed"))
    for name in PEOPLE:
        setattr(page, name, _person(home, fields.get(name), name))
    for name in AIDS:
        _choose(page, name, fields.get(name) or [], destination, home)
    page.booking_snippet = _snippet(fields.get("booking_text"), destination, home)
    page.body = _body(page.body.stream_block, state, home)
    message = _("“%(name)s” was not found, and is left out.")
    return [message % {"name": name} for name in home.missing]


def _body(body, state: State, home: Home):
    """Raises BlocksRefused for blocks that this site does not have, or takes of no editor."""
    try:
        return body.clean_deferred(body.to_python(walked(body, state.blocks, home)))
    # A file may say anything, and blocks have errors of all kinds for what is no value of theirs.
    except Exception as error:
        message = _("a block of it is none that this site takes: %(reason)s")
        raise BlocksRefused(message % {"reason": str(error)[:200]}) from error


def _day(text) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None


def _person(home: Home, path, name: str):
    pk = home.page_at(path) if path else None
    model = ConditionPage._meta.get_field(name).related_model
    return model.objects.filter(pk=pk).first() if pk else None


def _choose(page: ConditionPage, name: str, slugs, destination: Destination, home: Home) -> None:
    model, through, aid = AIDS[name]
    known = {each.slug: each for each in model.objects.filter(locale=destination.locale)}
    found = [home.found(known.get(slug), slug) for slug in slugs]
    getattr(page, name).set([through(**{aid: each}) for each in found if each])


def _snippet(called, destination: Destination, home: Home) -> BookingSnippet | None:
    if not isinstance(called, dict) or not called:
        return None
    wanted = [name_key(str(called.get(name) or "")) for name in ("name", "heading")]
    for snippet in BookingSnippet.objects.filter(locale=destination.locale).order_by("pk"):
        own = latest(snippet)
        if [name_key(own.name), name_key(own.heading)] == wanted:
            return snippet
    return home.found(None, called.get("name") or called.get("heading"))


def exported_pages(slugs, site) -> list[ConditionPage]:
    """The condition pages of a site, in the order of the tree; all for no slugs."""
    pages = ConditionPage.objects.descendant_of(site.root_page).order_by("path")
    return list((pages.filter(slug__in=slugs) if slugs else pages).specific())
