"""A clinic in which every way of showing something occurs, and who is told when it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site

from clinic_pages.changes.signals import pages_changed
from clinic_pages.lib.sites import pages_of
from clinic_pages.models import ConditionBodyArea, ConditionSymptom, PractitionerTherapy
from home.factories import (
    BodyAreaFactory,
    BookingSnippetFactory,
    ConditionIndexPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
    SymptomFactory,
)
from tests.trees import Tree

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'
WORDS = b"words"


def picture(title):
    file = ContentFile(DRAWING, name=f"{title}.svg")
    return get_image_model().objects.create(title=title, file=file, width=40, height=30)


def document(title):
    file = ContentFile(WORDS, name=f"{title}.txt")
    return get_document_model().objects.create(title=title, file=file)


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">there</a></p>'


@dataclass
class World:
    """Pages by name; other objects as attributes."""

    tree: Tree
    pages: dict[str, Page]
    needles: object
    portrait: object
    leaflet: object
    own_snippet: object
    default_snippet: object
    leg: object
    tingling: object

    def __getitem__(self, name):
        return _afresh(self.pages[name])

    def afresh(self) -> "World":
        """The same, as it is stored; the files that a test deleted are there again."""
        for obj, content in (
            (self.needles, DRAWING),
            (self.portrait, DRAWING),
            (self.leaflet, WORDS),
        ):
            if not default_storage.exists(obj.file.name):
                default_storage.save(obj.file.name, ContentFile(content))
        # Pages are read when they are asked for.
        fresh = {field.name for field in fields(self)} - {"pages"}
        return replace(self, **{name: _afresh(getattr(self, name)) for name in fresh})

    def names(self, page_ids) -> set[str]:
        named = {page.pk: name for name, page in self.pages.items()}
        return {named.get(pk, f"unknown {pk}") for pk in page_ids}


def _afresh(value):
    if isinstance(value, dict):
        return {key: _afresh(each) for key, each in value.items()}
    if is_dataclass(value):
        each_field = (field.name for field in fields(value))
        return replace(value, **{name: _afresh(getattr(value, name)) for name in each_field})
    return type(value).objects.get(pk=value.pk)


def make_world(tree: Tree) -> World:
    needles, portrait, leaflet = picture("needles"), picture("portrait"), document("leaflet")
    own, default = BookingSnippetFactory(heading="Own"), BookingSnippetFactory(heading="Default")
    tree.clinic.default_booking_snippet = default
    tree.clinic.save()
    p = {"home": tree.home, "conditions": tree.conditions, "therapies": tree.therapies}
    p["hidden link"] = StandardPageFactory(parent=tree.home, title="Linked")
    shared = "<p>Needles.</p>" + f'<p><a linktype="document" id="{leaflet.pk}">more</a></p>'
    p["acupuncture"] = tree.therapy(image=needles, shared_text=shared)
    p["cupping"] = tree.therapy("Cupping")
    shown = ("therapy", {"therapy": p["acupuncture"]})
    p["team"] = PractitionersPageFactory(parent=tree.home)
    p["maeve"] = PractitionerPageFactory(
        parent=p["team"],
        title="Maeve",
        photo=portrait,
        practised_therapies=[PractitionerTherapy(therapy=p["acupuncture"])],
    )
    leg, tingling = BodyAreaFactory(name="Leg", regions=["knee"]), SymptomFactory(name="Tingling")
    p["knee"] = tree.condition(
        "Knee",
        body=[shown, ("therapy", {"therapy": p["cupping"]})],
        body_areas=[ConditionBodyArea(body_area=leg)],
        symptoms=[ConditionSymptom(symptom=tingling)],
    )
    link = ("section", {"heading": "", "text": link_to(p["knee"])})
    p["sciatica"] = tree.condition(body=[shown, link])
    pair = {"therapies": [p["acupuncture"], p["cupping"]]}
    p["neck"] = tree.condition("Neck", body=[("therapies_together", pair)])
    p["back"] = tree.condition(
        "Back",
        booking_snippet=own,
        body=[
            ("practitioner", {"practitioner": p["maeve"]}),
            ("related_condition", {"condition": p["sciatica"]}),
        ],
    )
    p["plain"] = tree.condition("Plain", author=p["maeve"])
    p["draft"] = tree.condition("Draft", body=[shown], publish=False)
    p["private"] = tree.condition("Private", body=[shown])
    PageViewRestriction.objects.create(page=p["private"], restriction_type="login")
    p["linking"] = tree.condition(
        "Linking", body=[("section", {"heading": "", "text": link_to(p["acupuncture"])})]
    )
    _second_site(p)
    _translation(p)
    return World(tree, p, needles, portrait, leaflet, own, default, leg, tingling)


def _second_site(p):
    root = Page.objects.get(depth=1)
    p["home 2"] = HomePageFactory(parent=root, title="Second", slug="second")
    Site.objects.create(hostname="second.example", root_page=p["home 2"])
    p["conditions 2"] = ConditionIndexPageFactory(parent=p["home 2"])
    p["alias"] = p["sciatica"].create_alias(parent=p["conditions 2"])


def _translation(p):
    german = Locale.objects.create(language_code="de")
    for name in ("home", "conditions", "sciatica"):
        p[f"{name} de"] = p[name].copy_for_translation(german)
        p[f"{name} de"].save_revision().publish()


@contextmanager
def told(world, capture_on_commit):
    """Runs the body as one committed transaction; gives the list of the signals' page names."""
    rounds: list[set[str]] = []

    def listen(page_ids, site_ids, **kwargs):
        rounds.append(world.names({*page_ids, *pages_of(site_ids).values_list("pk", flat=True)}))

    pages_changed.connect(listen)
    try:
        with capture_on_commit(execute=True):
            yield rounds
    finally:
        pages_changed.disconnect(listen)


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    # Wagtail keeps the sites' root pages, which are gone.
    cache.clear()
