"""The style page: each block and component, in each of its states. For developers only.

Nothing of it is stored: samples need no database content, so it is the same on an empty site. Add
it to the addresses of a development site: `path("styles/", style_page)`.
"""

from typing import NamedTuple

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from .blocks.care import CareLevel
from .pages.body_figure import Region
from .pages.booking_texts import BookingSnippet
from .pages.clinic import ClinicSettings
from .pages.condition_entries import FilterKind
from .pages.condition_filters import AToZEntry, Filter, Letter
from .pages.conditions import ConditionPage
from .pages.finding_aids import BodyArea, Symptom
from .pages.practitioners import PractitionerPage
from .pages.therapies import TherapyPage

COMPONENTS = "clinic_pages/components"
PALETTE = (
    "paper",
    "raised",
    "ink",
    "ink-soft",
    "line",
    "edge",
    "accent",
    "accent-strong",
    "accent-ink",
    "link",
    "focus",
    "warm",
    "invite",
    "caution",
    "danger",
    "notice",
    "mark",
)
STEPS = ("-1", "0", "1", "2", "3")
WORDS = "<p>Pain that runs from the lower back down the leg.</p>"


class State(NamedTuple):
    """One component in one state: a template and what it needs."""

    name: str
    template: str
    context: dict

    def html(self) -> str:
        return render_to_string(self.template, self.context)


def style_page(request):
    body_block = ConditionPage.body.field.stream_block
    context = {
        "palette": PALETTE,
        "steps": STEPS,
        "places": places(),
        "components": components(),
        "blocks": blocks(body_block),
    }
    return render(request, "clinic_pages/style_page.html", context)


def blocks(body_block) -> list[tuple[str, list]]:
    """(name, bound blocks in each of its states) for each block of a body."""
    found = []
    for name, block in body_block.child_blocks.items():
        values = [block.get_preview_value()]
        if name == "care_card":
            values = [{**values[0], "level": level} for level in CareLevel.values]
        found.append((name, [block.bind(block.normalize(value)) for value in values]))
    return found


def components() -> list[State]:
    """The components that pages put together, with unsaved objects in them."""
    return [
        *_cards(),
        *_bookings(),
        State("byline", f"{COMPONENTS}/byline.html", {"page": _Reviewed()}),
        State("contents", f"{COMPONENTS}/contents.html", {"entries": _contents()}),
        State("finding", f"{COMPONENTS}/finding.html", {"condition": _Found("#")}),
        State(
            "finding, outside of a list", f"{COMPONENTS}/finding.html", {"condition": _Found("")}
        ),
        State("a_to_z", f"{COMPONENTS}/a_to_z.html", {"groups": _letters()}),
        State("choices", f"{COMPONENTS}/choices.html", _choices()),
        State("therapy_facts", f"{COMPONENTS}/therapy_facts.html", {"therapy": _therapy()}),
        State("hidden_notice", f"{COMPONENTS}/hidden_notice.html", _hidden()),
    ]


def places() -> list[Filter]:
    """For the drawn body: some places that lead somewhere, and one that belongs to none."""
    named = {"Neck": [Region.NECK], "Legs": [Region.THIGH, Region.KNEE, Region.LOWER_LEG]}
    return [
        Filter(FilterKind.WHERE, BodyArea(name=name, slug=name.lower(), regions=regions), "#")
        for name, regions in named.items()
    ]


def _condition(**fields) -> ConditionPage:
    return ConditionPage(title="Sciatica", path="", live=True, **fields)


def _therapy() -> TherapyPage:
    return TherapyPage(title="Cupping", path="", live=True, duration_minutes=30, price_from=50)


def _practitioner() -> PractitionerPage:
    return PractitionerPage(title="Maeve Lin", path="", live=True, role="Acupuncturist")


def _cards() -> list[State]:
    summary = "Pain that shoots from your lower back down your leg."
    card = f"{COMPONENTS}/condition_card.html"
    return [
        State("condition_card", card, {"condition": _condition(summary=summary)}),
        State("condition_card, without a summary", card, {"condition": _condition()}),
        State("therapy_card", f"{COMPONENTS}/therapy_card.html", {"therapy": _therapy()}),
        State(
            "practitioner_card",
            f"{COMPONENTS}/practitioner_card.html",
            {"practitioner": _practitioner()},
        ),
    ]


def _bookings() -> list[State]:
    ways = {
        "telephone and e-mail": {"phone": "+353 1 555 0123", "email": "hello@clinic.example"},
        "telephone": {"phone": "+353 1 555 0123"},
        "neither": {},
    }
    snippet = BookingSnippet(heading="Book an appointment", text="<p>We will find you a time.</p>")
    template = f"{COMPONENTS}/booking_snippet.html"
    states = [
        State(
            f"booking_snippet, {name}",
            template,
            {"snippet": snippet, "clinic": ClinicSettings(**fields)},
        )
        for name, fields in ways.items()
    ]
    clinic = ClinicSettings(**ways["telephone"])
    first = {"snippet": snippet, "clinic": clinic, "opens": True}
    return [*states, State("booking_snippet, at a page's beginning", template, first)]


class _Reviewed:
    def __init__(self):
        reviewer = PractitionerPage(title="Tomas Reed", path="", live=True)
        self.byline = {"author": _practitioner(), "reviewer": reviewer}
        self.last_reviewed = timezone.localdate()


class _Found:
    felt_in = [BodyArea(name="Lower back", slug="lower-back"), BodyArea(name="Leg", slug="leg")]
    felt_as = [Symptom(name="Pins and needles", slug="pins-and-needles")]

    def __init__(self, list_url: str):
        self.list_url = list_url


def _contents() -> list[tuple[str, str]]:
    return [("blocks", "What is sciatica?"), ("components", "Acupuncture for Sciatica")]


def _letters() -> list[tuple[Letter, list[AToZEntry]]]:
    return [
        (Letter("P"), [AToZEntry("Pinched nerve", _condition())]),
        (Letter("S"), [AToZEntry("Sciatica", _condition())]),
    ]


def _choices() -> dict:
    filters = places()
    return {"filters": filters, "chosen": filters[0]}


def _hidden() -> dict:
    return {"why_hidden": "“Cupping” is not published.", "request": _Preview()}


class _Preview:
    is_preview = True
