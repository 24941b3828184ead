"""Small clinics out of random parts, in which anything may show, name or link to anything."""

from dataclasses import dataclass, field

from django.utils import timezone
from hypothesis import strategies as st
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site

from clinic_pages.models import (
    BodyArea,
    BookingSnippet,
    ClinicSettings,
    ConditionBodyArea,
    ConditionIndexPage,
    ConditionPage,
    ConditionSymptom,
    PractitionerPage,
    PractitionersPage,
    PractitionerTherapy,
    Symptom,
    TherapyIndexPage,
    TherapyPage,
)
from clinic_pages.pages.body_figure import Region
from home.factories import (
    LATER,
    BodyAreaFactory,
    BookingSnippetFactory,
    ClinicSettingsFactory,
    ConditionIndexPageFactory,
    ConditionPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
    SymptomFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
)
from home.models import HomePage, StandardPage
from tests.trees import plant_tree
from tests.worlds import link_to, picture

PAGES_WITH_SNIPPET = (
    ConditionIndexPage,
    ConditionPage,
    HomePage,
    PractitionerPage,
    PractitionersPage,
    StandardPage,
    TherapyIndexPage,
    TherapyPage,
)


# Beside pages.
TRANSLATABLE = (BodyArea, Symptom, BookingSnippet)


@dataclass
class Draws:
    """What is drawn at random. `log` tells it again, in words, when a test fails."""

    draw: callable
    log: list[str] = field(default_factory=list)

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def one_of(self, values):
        """One of `values`; None where there are none."""
        values = list(values)
        return self.draw(st.sampled_from(values)) if values else None

    def maybe(self, values):
        return self.one_of(values) if self.yes() else None

    def some(self, values, most=3) -> list:
        values = list(values)
        return [self.one_of(values) for _ in range(self.number(0, most))] if values else []

    # What clinics are made of

    def page(self, *models) -> Page | None:
        return self.one_of(page for model in models for page in model.objects.order_by("pk"))

    def snippet(self) -> BookingSnippet | None:
        return self.maybe(BookingSnippet.objects.order_by("pk"))

    def image(self):
        return self.maybe(get_image_model().objects.order_by("pk"))

    def text(self) -> str:
        """Rich text: none, words, with a token, or with a link to some page."""
        kinds = ["", f"<p>Words {self.number(1, 3)}.</p>", "<p>Many have {condition}.</p>"]
        return self.one_of([*kinds, link_to(self.page(Page))])

    def body(self, most=3) -> list[tuple]:
        return [block for _ in range(self.number(0, most)) if (block := self._block())]

    def _block(self) -> tuple | None:
        kind = self.one_of(
            ["section", "therapy", "therapies_together", "price_list", "practitioner",
             "related_condition", "booking", "key_facts", "references"]
        )  # fmt: skip
        if kind == "key_facts":
            value = {"facts": [{"term": "How long", "detail": self.text()}]}
        elif kind == "references":
            value = {"references": [{"citation": f"Book {self.number(1, 3)}", "url": ""}]}
        elif kind in ("section", "booking"):
            value = {"heading": "", "text": self.text()} if kind == "section" else None
        elif kind == "therapy":
            value = {"therapy": self.page(TherapyPage), **self._overrides()}
        elif kind == "therapies_together":
            value = {"therapies": [self.page(TherapyPage), self.page(TherapyPage)]}
        elif kind == "price_list":
            value = {"therapies": [self.page(TherapyPage)]}
        elif kind == "practitioner":
            value = {"practitioner": self.page(PractitionerPage)}
        else:
            value = {"condition": self.page(ConditionPage)}
        is_complete = value is None or all(value.values()) or kind in ("section", "therapy")
        return (kind, value) if is_complete else None

    def review(self) -> dict:
        """Who wrote and reviewed a page, anybody or nobody."""
        people = list(PractitionerPage.objects.order_by("pk"))
        return {"author": self.maybe(people), "reviewer": self.maybe(people)}

    def body_areas(self) -> list[ConditionBodyArea]:
        areas = self.some(BodyArea.objects.order_by("pk"), most=2)
        return [ConditionBodyArea(body_area=area) for area in areas]

    def symptoms(self) -> list[ConditionSymptom]:
        symptoms = self.some(Symptom.objects.order_by("pk"), most=2)
        return [ConditionSymptom(symptom=symptom) for symptom in symptoms]

    def regions(self) -> list[str]:
        """Of the first few, so that they are often the same ones."""
        return sorted({region.value for region in self.some(list(Region)[:4], most=2)})

    def names(self) -> str:
        return self.one_of(["", "Other", "Other\nZebra"])

    def _overrides(self) -> dict:
        return {
            "heading_override": self.one_of(["", "Another heading"]),
            "text_override": self.one_of(["", self.text()]),
        }


def plant_skeleton() -> None:
    """The part that every random clinic has."""
    tree = plant_tree()
    PractitionersPageFactory(parent=tree.home)
    for title in ("needles", "cups"):
        picture(title)


def add_random_parts(draws: Draws) -> None:
    _add_snippets(draws)
    for number in range(draws.number(1, 3)):
        BodyAreaFactory(name=f"Place {number}", regions=draws.regions())
        SymptomFactory(name=f"Symptom {number}")
    if draws.yes():
        _add_second_site()
    for number in range(draws.number(0, 2)):
        _add(draws, StandardPageFactory, f"Page {number}", [HomePage, StandardPage])
    for number in range(draws.number(2, 4)):
        add_therapy(draws, f"Therapy {number}")
    for number in range(draws.number(0, 2)):
        add_practitioner(draws, f"Practitioner {number}")
    for number in range(draws.number(2, 5)):
        add_condition(draws, f"Condition {number}")
    for therapy in TherapyPage.objects.order_by("pk"):
        # Who writes of a therapy was not there when it was made.
        for role, person in draws.review().items():
            setattr(therapy, role, person)
        therapy.save()
    _fill_front_page(draws)
    _set_clinics(draws)
    for page in draws.some(Page.objects.filter(depth__gt=2).order_by("pk"), most=2):
        PageViewRestriction.objects.get_or_create(page=page, restriction_type="login")
    date_pages()


def date_pages() -> None:
    """What the factories leave out, and Wagtail does for what it publishes."""
    now = timezone.now()
    for name in ("first_published_at", "last_published_at"):
        Page.objects.filter(live=True, **{name: None}).update(**{name: now})


def translate_some(draws: Draws) -> None:
    """Into German: the front and the lists, and a part of what is chosen and shown."""
    german = Locale.objects.create(language_code="de")
    lists = (HomePage, ConditionIndexPage, TherapyIndexPage, PractitionersPage)
    for page in Page.objects.type(*lists).order_by("path").specific():
        page.copy_for_translation(german).save_revision().publish()
    for _ in range(draws.number(2, 6)):
        translate(draws)
    date_pages()


def translate(draws: Draws) -> str:
    """Something that has no German words yet; a page without a German parent gets aliases above."""
    kind = draws.one_of([TherapyPage, TherapyPage, ConditionPage, PractitionerPage, *TRANSLATABLE])
    of_kind = kind.objects.filter(locale__language_code="en").order_by("pk")
    german = Locale.objects.get(language_code="de")
    original = draws.one_of([each for each in of_kind if not each.has_translation(german)])
    if original is None:
        return ""
    if isinstance(original, Page):
        page = original.copy_for_translation(german, copy_parents=True)
        page.title += " (de)"
        revision = page.save_revision()
        if draws.number(0, 3):
            revision.publish()
        return repr(page)
    copy = original.copy_for_translation(german)
    name = "heading" if isinstance(copy, BookingSnippet) else "name"
    setattr(copy, name, f"{getattr(copy, name)} (de)")
    if name == "name":
        copy.slug += "-de"
    copy.save()
    return repr(copy)


def _add_snippets(draws):
    for number in range(draws.number(1, 3)):
        live = draws.number(0, 3) > 0
        BookingSnippetFactory(heading=f"Book {number}", text=draws.text(), live=live)


def _add_second_site():
    root = Page.objects.get(depth=1)
    home = HomePageFactory(parent=root, title="Second", slug="second", publish=LATER)
    site = Site.objects.create(hostname="second.example", root_page=home)
    ConditionIndexPageFactory(parent=home, publish=LATER)
    TherapyIndexPageFactory(parent=home, publish=LATER)
    ClinicSettingsFactory(site=site)


def _add(draws, factory, title, parents, **fields):
    return factory(
        parent=draws.page(*parents),
        title=title,
        live=draws.number(0, 5) > 0,
        show_in_menus=draws.yes(),
        booking_snippet=draws.snippet(),
        publish=LATER,
        **fields,
    )


def add_therapy(draws, title):
    return _add(
        draws,
        TherapyPageFactory,
        title,
        [TherapyIndexPage],
        shared_text=draws.text(),
        image=draws.image(),
        price_from=draws.one_of([None, 70]),
        body=draws.body(most=1),
        **draws.review(),
    )


def add_practitioner(draws, title):
    therapies = draws.some(TherapyPage.objects.order_by("pk"))
    return _add(
        draws,
        PractitionerPageFactory,
        title,
        [PractitionersPage],
        photo=draws.image(),
        practised_therapies=[PractitionerTherapy(therapy=therapy) for therapy in therapies],
    )


def add_condition(draws, title):
    condition = _add(
        draws,
        ConditionPageFactory,
        title,
        [ConditionIndexPage],
        summary=draws.one_of(["", "In short."]),
        alternate_names=draws.names(),
        body=draws.body(),
        body_areas=draws.body_areas(),
        symptoms=draws.symptoms(),
        **draws.review(),
    )
    if draws.number(0, 4) == 4:
        add_alias(draws, condition)
    return condition


def add_alias(draws, page):
    parent = draws.page(type(page.get_parent().specific))
    return page.create_alias(parent=parent, update_slug=f"alias-{page.pk}-{parent.numchild}")


def _fill_front_page(draws):
    if body := draws.body(most=1):
        front = HomePage.objects.first()
        front.body = body
        front.save()


def _set_clinics(draws):
    for clinic in ClinicSettings.objects.order_by("pk"):
        clinic.default_booking_snippet = draws.snippet()
        clinic.disclaimer = draws.text()
        clinic.save()
