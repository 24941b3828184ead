"""Which links a page's own text could have."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction, Site

from clinic_pages.links.suggestions import suggestions
from home.factories import (
    ConditionIndexPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
)
from tests.links.helpers import link, section, suggested
from tests.overrides.helpers import draft_of, fresh, save_draft
from tests.worlds import picture

# It is the database that looks for names in texts, and its work is counted.
pytestmark = pytest.mark.postgres

TEXT = "<p>Acupuncture helps. We needle often: acupuncture and cupping.</p>"


@pytest.fixture
def acupuncture(tree):
    return tree.therapy(alternate_names="Needling\n\nDry needles", shared_text="<p>Needles.</p>")


def test_the_first_mention_by_any_name_once(tree, acupuncture):
    cupping = tree.therapy("Cupping")
    sciatica = tree.sciatica_with(
        section("<p>No names here.</p>"),
        section("<p>Try dry needles, acupuncture, cupping, needling or sciatica.</p>"),
        section("<p>Cupping!</p>"),
        alternate_names="Needles",
    )
    assert suggested(sciatica) == [("dry needles", acupuncture.pk), ("cupping", cupping.pk)]
    assert suggested(acupuncture) == [("Needles", sciatica.pk)]


def test_in_every_text_of_the_pages_own(tree, acupuncture):
    """Each in a page of its own, since one page gets one link."""
    words = "<p>So acupuncture.</p>"
    question = {"question": "Acupuncture?", "answer": words}
    cupping = tree.therapy("Cupping", shared_text="<p>Cups.</p>")
    fire = tree.therapy("Fire", shared_text="<p>Warm.</p>")
    together = {"therapies": [cupping, fire], "text": words}
    bodies = [
        section(words),
        ("key_facts", {"facts": [{"term": "Acupuncture", "detail": words}]}),
        ("questions", {"heading_override": "", "questions": [question]}),
        ("therapy", {"therapy": cupping, "text_override": words}),
        ("therapies_together", together),
    ]
    pages = [tree.condition(f"Page {i}", body=[block]) for i, block in enumerate(bodies)]
    for name in ("shared_text", "preparation", "what_happens", "cautions"):
        pages.append(tree.therapy(name, **{name: words}))
    team = PractitionersPageFactory(parent=tree.home, intro=words)
    pages += [team, PractitionerPageFactory(parent=team, title="Maeve", about=words)]
    pages += [StandardPageFactory(parent=tree.home, title="About", body=[section(words)])]
    for page in pages:
        assert suggested(page) == [("acupuncture", acupuncture.pk)], page


def test_beside_every_other_kind_of_block(tree, acupuncture):
    image = {"image": {"image": picture("leg"), "alt_text": "A leg", "decorative": False}}
    team = PractitionersPageFactory(parent=tree.home)
    blocks = [
        ("image", {**image, "caption": "Acupuncture"}),
        ("practitioner", {"practitioner": PractitionerPageFactory(parent=team, title="Maeve")}),
        ("related_condition", {"condition": tree.condition("Gout")}),
        ("where_and_when", None),
        ("booking", None),
        section(TEXT),
    ]
    assert suggested(tree.sciatica_with(*blocks)) == [("Acupuncture", acupuncture.pk)]


def test_not_where_it_would_lead_away(tree, acupuncture):
    care = {"level": "emergency", "heading_override": "", "text": TEXT}
    sources = {"references": [{"citation": "Acupuncture, 2020", "url": ""}]}
    headed = ("section", {"heading": "Acupuncture", "text": "<h3>Acupuncture</h3>"})
    blocks = [("care_card", care), ("references", sources), headed]
    assert suggested(tree.sciatica_with(*blocks, summary="Acupuncture.")) == []


def test_not_in_a_text_that_is_shared_from_elsewhere(tree, acupuncture):
    cupping = tree.therapy("Cupping", shared_text="<p>Like acupuncture.</p>")
    sciatica = tree.sciatica_with(("therapy", {"therapy": cupping}))
    assert suggested(sciatica) == []
    assert suggested(cupping) == [("acupuncture", acupuncture.pk)]


def shown_in_a_block(tree, therapy):
    return ("therapy", {"therapy": therapy})


def shown_in_a_note(tree, therapy):
    return ("therapies_together", {"therapies": [therapy, tree.therapy("Fire")], "text": ""})


def linked_in_a_care_card(tree, therapy):
    text = f"<p>{link(therapy, 'Needles')}</p>"
    return ("care_card", {"level": "urgent", "heading_override": "", "text": text})


def linked_in_a_text(tree, therapy):
    return section(f"<p>{link(therapy, 'Read more')}</p>")


@pytest.mark.parametrize(
    "make", [shown_in_a_block, shown_in_a_note, linked_in_a_care_card, linked_in_a_text]
)
def test_not_to_what_the_page_shows_or_links_to(tree, acupuncture, make):
    assert suggested(tree.sciatica_with(section(TEXT))) == [("Acupuncture", acupuncture.pk)]
    assert suggested(tree.condition("Gout", [section(TEXT), make(tree, acupuncture)])) == []


def test_not_to_the_author_whose_name_is_at_the_top(tree):
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(parent=team, title="Maeve Lin")
    text = section("<p>By Maeve Lin.</p>")
    assert suggested(tree.condition("Gout", [text])) == [("Maeve Lin", maeve.pk)]
    assert suggested(tree.condition("Flu and cold", [text], author=maeve)) == []


def test_not_to_the_page_itself_or_those_above_it(tree):
    text = section("<p>Clinic. Conditions. Sciatica. Therapies.</p>")
    sciatica = tree.sciatica_with(text)
    [(words, pk)] = suggested(sciatica)
    assert (words, pk) == ("Therapies", tree.therapies.pk)


def test_its_own_longer_name_is_not_taken_apart(tree):
    pain = tree.condition("Back pain")
    text = section("<p>Low back pain is common.</p>")
    assert suggested(tree.condition("Low back pain", [text], publish=False)) == []
    assert suggested(tree.condition("Gout", [text])) == [("back pain", pain.pk)]


def make_private(tree, page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def unpublish(tree, page):
    page.unpublish()


def move_to_another_site(tree, page):
    home = HomePageFactory(parent=tree.home.get_parent(), title="Second", slug="second")
    Site.objects.create(hostname="second.example", root_page=home)
    page.move(ConditionIndexPageFactory(parent=home), pos="last-child")


@pytest.mark.parametrize("hide", [make_private, unpublish, move_to_another_site])
def test_only_to_published_pages_for_everybody_on_the_same_site(tree, hide):
    gout = tree.condition("Gout")
    sciatica = tree.sciatica_with(section("<p>Not gout.</p>"))
    assert suggested(sciatica) == [("gout", gout.pk)]
    hide(tree, fresh(gout))
    assert suggested(sciatica) == []


def test_each_language_links_to_its_own_pages(tree):
    german = Locale.objects.create(language_code="de")
    gout = tree.condition("Gout")
    sciatica = tree.sciatica_with(section("<p>Not gout.</p>"))
    for page in (tree.home, tree.conditions, gout, sciatica):
        page.copy_for_translation(german).save_revision().publish()
    of_gout, of_sciatica = (page.get_translation(german) for page in (gout, sciatica))
    assert suggested(sciatica) == [("gout", gout.pk)]
    assert suggested(of_sciatica) == [("gout", of_gout.pk)]


def test_to_a_page_and_not_to_its_alias(tree):
    gout = tree.condition("Gout")
    alias = gout.create_alias(update_slug="gout-2")
    alias.move(tree.conditions, pos="first-child")
    assert suggested(tree.sciatica_with(section("<p>Gout.</p>"))) == [("Gout", gout.pk)]


def test_a_title_has_the_name_before_another_name(tree):
    tree.condition("Podagra", alternate_names="Gout")
    gout = tree.condition("Gout")
    assert suggested(tree.sciatica_with(section("<p>Gout.</p>"))) == [("Gout", gout.pk)]


def test_the_draft_counts(tree, acupuncture):
    sciatica = tree.sciatica_with(section("<p>Nothing.</p>"))
    save_draft(sciatica, body=[section(TEXT)])
    assert suggested(sciatica) == [("Acupuncture", acupuncture.pk)]


def test_the_number_of_queries_does_not_grow(tree):
    therapies = [tree.therapy(f"Therapy {i} of ours") for i in range(12)]
    one = tree.condition("One", [section("<p>Therapy 1 of ours.</p>")])
    texts = [section(f"<p>{therapy.title}.</p>") for therapy in therapies]
    many = tree.condition("Many", texts * 3, alternate_names="More\nNames")

    def count(page, expected):
        draft = draft_of(page)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(suggestions(draft)) == expected
        return len(captured)

    count(one, 1)
    assert count(one, 1) == count(many, 12) <= 8
