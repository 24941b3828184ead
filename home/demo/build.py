"""Builds the demo site from its content: pages, pictures, booking box and clinic settings."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from clinic_pages.models import (
    BodyArea,
    ConditionBodyArea,
    ConditionSymptom,
    PractitionerRegistration,
    PractitionerTherapy,
    Symptom,
)
from search.models import SynonymGroup

from .. import factories
from ..factories import LATER, make_site_root, publish_page
from . import clinic, conditions, finding, practitioners, synonyms, therapies
from .clinic_settings import set_address, write_settings
from .pictures import upload_pictures
from .words import to_html

# (factory, content, branches below)
TREE = (
    factories.HomePageFactory,
    clinic.HOME,
    [
        (
            factories.ConditionIndexPageFactory,
            conditions.INDEX,
            [(factories.ConditionPageFactory, page, []) for page in conditions.PAGES],
        ),
        (
            factories.TherapyIndexPageFactory,
            therapies.INDEX,
            [(factories.TherapyPageFactory, page, []) for page in therapies.PAGES],
        ),
        (
            factories.PractitionersPageFactory,
            practitioners.INDEX,
            [(factories.PractitionerPageFactory, page, []) for page in practitioners.PAGES],
        ),
        (factories.StandardPageFactory, clinic.ABOUT, []),
        (factories.StandardPageFactory, clinic.BOOK, []),
        (factories.StandardPageFactory, clinic.PRIVACY, []),
        (factories.StandardPageFactory, clinic.ACCESSIBILITY, []),
    ],
)

RICH_TEXT = {
    "about",
    "answer",
    "cautions",
    "detail",
    "intro",
    "preparation",
    "shared_text",
    "text",
    "text_override",
    "what_happens",
}
PAGE_NAMES = {"author", "condition", "practitioner", "reviewer", "therapy"}
IMAGE_NAMES = {"image", "photo"}


def has_content() -> bool:
    """Whether any page exists besides Wagtail's own welcome page."""
    return Page.objects.filter(depth__gt=1).not_exact_type(Page).exists()


@transaction.atomic
def build_demo() -> None:
    """Makes the demo the default site. Only for a site that has no content yet."""
    make_finding_aids()
    make_synonyms()
    pages, contents = {}, []
    home = _plant(TREE, Page.get_first_root_node(), pages, contents)
    images = upload_pictures()
    for page, content in contents:
        _fill(page, content, pages, images)
        page.save()
    make_pattern(pages, images)
    # Not before all are filled: overrides remember the shared text that they are published against.
    for page, _content in contents:
        publish_page(page)
    site = make_site_root(home)
    set_address(site)
    write_settings(site, timezone.localdate())
    if apps.is_installed("clinic_pages.booking"):
        from .booking import write_booking_settings

        write_booking_settings(site, pages[clinic.PRIVACY["slug"]])


def make_pattern(pages: dict, images: dict) -> None:
    """What new conditions begin with: a draft, chosen on their list."""
    content, conditions_list = conditions.PATTERN, pages[conditions.INDEX["slug"]]
    names = {"slug": content["slug"], "title": content["title"]}
    page = factories.ConditionPageFactory(parent=conditions_list, publish=False, **names)
    _fill(page, content, pages, images)
    page.save()
    page.save_revision()
    conditions_list.pattern = page


def make_finding_aids() -> None:
    for order, (slug, (name, others, regions)) in enumerate(finding.BODY_AREAS.items()):
        factories.BodyAreaFactory(
            slug=slug,
            name=name,
            alternate_names="\n".join(others),
            regions=regions,
            sort_order=order,
        )
    for slug, (name, others) in finding.SYMPTOMS.items():
        factories.SymptomFactory(slug=slug, name=name, alternate_names="\n".join(others))


def make_synonyms() -> None:
    for group in synonyms.GROUPS:
        SynonymGroup.objects.create(phrases="\n".join(group))


def _plant(branch, parent, pages: dict, contents: list) -> Page:
    """Makes the page of a branch and those below, with titles only, so that all of them exist
    before one names another."""
    factory, content, below = branch
    page = factory(parent=parent, slug=content["slug"], title=content["title"], publish=LATER)
    pages[page.slug] = page
    contents.append((page, content))
    for branch_below in below:
        _plant(branch_below, page, pages, contents)
    return page


def _fill(page, content: dict, pages: dict, images: dict) -> None:
    for name, value in content.items():
        match name:
            case "alternate_names":
                page.alternate_names = "\n".join(value)
            case "registrations":
                page.registrations = [
                    PractitionerRegistration(sort_order=order, **row)
                    for order, row in enumerate(value)
                ]
            case "body_areas":
                page.body_areas = [
                    ConditionBodyArea(sort_order=order, body_area=BodyArea.objects.get(slug=slug))
                    for order, slug in enumerate(value)
                ]
            case "symptoms":
                page.symptoms = [
                    ConditionSymptom(sort_order=order, symptom=Symptom.objects.get(slug=slug))
                    for order, slug in enumerate(value)
                ]
            case "practised_therapies":
                page.practised_therapies = [
                    PractitionerTherapy(sort_order=order, therapy=pages[slug])
                    for order, slug in enumerate(value)
                ]
            case _:
                setattr(page, name, _resolve(name, value, pages, images))


def _resolve(name: str, value, pages: dict, images: dict):
    """A value of the content with its pages, pictures and rich text in place of their names."""
    match value:
        case str() if name in RICH_TEXT and value:
            return to_html(value, {slug: page.pk for slug, page in pages.items()})
        case str() if name in PAGE_NAMES:
            return pages[value]
        case str() if name in IMAGE_NAMES:
            return images[value]
        case dict():
            return {key: _resolve(key, child, pages, images) for key, child in value.items()}
        case list() if name == "therapies":
            return [pages[slug] for slug in value]
        case list():
            return [_resolve(name, child, pages, images) for child in value]
        case (block_type, block_value):
            return block_type, _resolve(block_type, block_value, pages, images)
    return value
