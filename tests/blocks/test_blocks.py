"""The other blocks, as a visitor sees them, and all of them as the block picker shows them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clinic_pages.blocks import BodyBlock
from clinic_pages.models import ConditionPage
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.trees import read, texts


def test_section(client, tree):
    page = tree.sciatica_with(
        ("section", {"heading": "What is sciatica?", "text": "<p>Leg pain.</p>"}),
        ("section", {"heading": "", "text": "<p>More of it.</p>"}),
    )
    soup = read(client, page)
    assert texts(soup, ".clinic-section") == ["What is sciatica? Leg pain.", "More of it."]
    assert texts(soup, ".clinic-section h2") == ["What is sciatica?"]


@pytest.mark.parametrize(
    "level, label, heading",
    [
        ("non_urgent", "Non-urgent", "See a doctor if:"),
        ("urgent", "Urgent", "Ask for an urgent doctor's appointment if:"),
        ("emergency", "Emergency", "Call an ambulance or go to an emergency department now if:"),
    ],
)
def test_care_card_says_in_words_how_urgent_it_is(client, tree, level, label, heading):
    signs = "<ul><li>you cannot pee</li></ul>"
    page = tree.sciatica_with(("care_card", {"level": level, "text": signs}))
    [card] = texts(read(client, page), ".clinic-care-card")
    assert card == f"{label} {heading} you cannot pee"


@pytest.mark.parametrize("level", [None, "", "soon"])
def test_care_card_of_an_unknown_level_still_says_when_to_see_a_doctor(client, tree, level):
    page = tree.sciatica_with(("care_card", {"level": level, "text": "<p>It is worse.</p>"}))
    [card] = texts(read(client, page), ".clinic-care-card--non_urgent")
    assert card == "Non-urgent See a doctor if: It is worse."


def test_a_section_with_nothing_in_it_is_refused():
    block = BodyBlock().child_blocks["section"]
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize({"heading": " ", "text": "<p></p>"}))
    assert "text" in refused.value.block_errors
    assert block.clean(block.normalize({"heading": "Only this", "text": ""}))


def test_where_and_when_shows_the_clinics_hours(client, tree):
    tree.clinic.street_address = "14 Wrenfield Lane"
    tree.clinic.save()
    page = tree.sciatica_with(("where_and_when", None))
    assert texts(read(client, page), ".clinic-where address") == ["14 Wrenfield Lane"]


def test_care_card_with_a_heading_of_its_own(client, tree):
    value = {"level": "urgent", "heading_override": "Today if:", "text": "<p>It is worse.</p>"}
    soup = read(client, tree.sciatica_with(("care_card", value)))
    assert texts(soup, ".clinic-care-card h2") == ["Urgent Today if:"]


def test_questions_open_without_javascript(client, tree):
    questions = [{"question": "Does it hurt?", "answer": "<p>Rarely.</p>"}]
    soup = read(client, tree.sciatica_with(("questions", {"questions": questions})))
    assert texts(soup, ".clinic-questions h2") == ["Questions and answers"]
    assert texts(soup, "details summary") == ["Does it hurt?"]
    assert "Rarely." in texts(soup, "details")[0]


def test_practitioner_is_gone_when_unpublished(client, tree):
    maeve = PractitionerPageFactory(
        parent=PractitionersPageFactory(parent=tree.home), title="Maeve Lin"
    )
    page = tree.sciatica_with(("practitioner", {"practitioner": maeve}))
    assert texts(read(client, page), ".clinic-card") == ["Maeve Lin Acupuncturist"]
    maeve.unpublish()
    assert "Maeve" not in str(read(client, page))


def test_related_condition_is_gone_when_unpublished(client, tree):
    knee = tree.condition("Knee pain", summary="Pain in the knee.")
    page = tree.sciatica_with(("related_condition", {"condition": knee}))
    assert texts(read(client, page), ".clinic-card") == ["Knee pain Pain in the knee."]
    knee.unpublish()
    assert "Knee" not in str(read(client, page))


def test_names_are_escaped(client, tree):
    therapy = tree.therapy("<b>Needles</b> & co")
    soup = read(client, tree.sciatica_with(("therapy", {"therapy": therapy})))
    assert texts(soup, ".clinic-therapy h2") == ["<b>Needles</b> & co for Sciatica"]


@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_the_block_picker_shows_a_preview_on_an_empty_site(admin_client, db, name):
    block = ConditionPage.body.field.stream_block.child_blocks[name]
    assert block.is_previewable
    assert block.get_description()
    assert block.meta.group
    url = reverse("wagtailadmin_block_preview")
    response = admin_client.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    if name == "where_and_when":  # An empty site has neither address nor hours.
        return
    stem = "card" if name in ("practitioner", "related_condition") else name.replace("_", "-")
    assert f"clinic-{stem}" in response.content.decode()
