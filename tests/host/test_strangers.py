"""A host's own blocks and page types are treated like the plugin's: see tests/host/blocks.py."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page

from clinic_pages.changes.signals import pages_changed
from clinic_pages.models import ConditionBodyArea, ConditionPage, PractitionerTherapy
from clinic_pages.pages.body import hidden_blocks
from clinic_pages.showing.dependents import pages_showing
from clinic_pages.showing.shown_on import listing
from home.factories import (
    BodyAreaFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    publish_page,
)
from home.models import HomePage
from tests.editors import make_editor, rows_of
from tests.host.models import AilmentIndexPage, AilmentPage
from tests.trees import read, texts


def add(parent, page):
    parent.add_child(instance=page)
    publish_page(page)
    return page


def ailment(tree, title="Lumbago", **fields):
    return add(tree.conditions, AilmentPage(title=title, **fields))


def graph_of(soup) -> list[dict]:
    [script] = soup.select('script[type="application/ld+json"]')
    return json.loads(script.string)["@graph"]


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    """Publishes a page and says the titles of all pages that are told."""

    def publish(page, **fields) -> set[str]:
        found = set()

        def listen(page_ids, **kwargs):
            found.update(Page.objects.filter(pk__in=page_ids).values_list("title", flat=True))

        for name, value in fields.items():
            setattr(page, name, value)
        pages_changed.connect(listen)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                page.save_revision().publish()
        finally:
            pages_changed.disconnect(listen)
        return found

    return publish


# --- A page type built on ConditionPage ----------------------------------------------------------


def test_it_may_stand_in_the_list_of_conditions(tree):
    assert AilmentPage in type(tree.conditions).allowed_subpage_models()
    assert AilmentPage.can_create_at(tree.conditions)


def test_what_wagtails_page_allows_is_not_widened():
    assert HomePage.clean_parent_page_models() == [Page]


def test_it_is_listed_and_filtered(client, tree):
    leg = BodyAreaFactory(name="Leg")
    therapy = tree.therapy()
    ailment(
        tree,
        alternate_names="Witch's shot",
        body_areas=[ConditionBodyArea(body_area=leg)],
        body=[("therapy", {"therapy": therapy})],
    )
    soup = read(client, tree.conditions)
    assert texts(soup, ".clinic-names dd") == ["Lumbago", "Witch's shot see Lumbago"]
    for address in ("where/leg/", "therapy/acupuncture/"):
        response = client.get(tree.conditions.get_url() + address)
        assert "Lumbago" in response.content.decode()


def test_it_is_named_on_the_pages_of_its_therapies_and_beside_what_is_like_it(client, tree):
    therapy = tree.therapy()
    shown = [("therapy", {"therapy": therapy})]
    own, other = ailment(tree, body=shown), tree.condition(body=shown)
    assert "Lumbago" in texts(read(client, therapy), "section[aria-labelledby=conditions] a")
    assert texts(read(client, other), ".clinic-related a") == ["Lumbago"]
    assert texts(read(client, own), ".clinic-related a") == ["Sciatica"]


def test_it_and_those_who_name_it_are_told_of_changes(tree, told):
    therapy = tree.therapy()
    own = ailment(tree, body=[("therapy", {"therapy": therapy})])
    like_it = tree.condition(body=[("therapy", {"therapy": therapy})])
    assert {"Lumbago", "Conditions", "Acupuncture"} <= told(therapy, title="Acupuncture") | told(
        therapy, title="Needles"
    ) | told(therapy, title="Acupuncture")
    assert {"Backache", "Conditions", "Acupuncture", like_it.title} <= told(own, title="Backache")
    assert {"Backache", "Conditions"} <= told(own, folk_name="Witch's shot")
    # It no longer names the therapy, whose page has listed it.
    assert {"Backache", "Conditions", "Acupuncture"} <= told(own, body=[])


def test_its_own_field_is_a_part_of_its_card(tree):
    own = ailment(tree)
    assert tree.conditions in [each.specific for each in pages_showing(own, {"card"})]


def test_it_says_what_it_is_to_machines(client, tree):
    types = {node["@type"] for node in graph_of(read(client, ailment(tree)))}
    assert {"MedicalWebPage", "MedicalCondition"} <= types


def test_a_list_that_takes_no_other_gets_it_by_import(tree, tmp_path):
    add(tree.home, AilmentIndexPage(title="Ailments", slug="ailments"))
    file = tmp_path / "lumbago.txt"
    file.write_text("What is lumbago?\n\nPain low in the back.\n\nIt mostly passes.\n")
    call_command("import_condition", str(file), under="ailments", publish=True, verbosity=0)
    page = Page.objects.get(title="Lumbago").specific
    assert type(page) is AilmentPage
    assert page.live and page.get_parent().slug == "ailments"
    # A second run finds it again.
    call_command("import_condition", str(file), under="ailments", publish=True, verbosity=0)
    file.write_text("What is lumbago?\n\nPain low in the back, all at once.\n")
    call_command("import_condition", str(file), under="ailments", publish=True, verbosity=0)
    assert ConditionPage.objects.count() == 1
    assert "all at once" in str(AilmentPage.objects.get().body)


def test_an_import_prefers_what_the_list_takes_as_well(tree, tmp_path):
    file = tmp_path / "lumbago.txt"
    file.write_text("What is lumbago?\n\nPain low in the back.\n")
    call_command("import_condition", str(file), verbosity=0)
    assert type(Page.objects.get(title="Lumbago").specific) is ConditionPage


# --- Blocks --------------------------------------------------------------------------------------


@pytest.fixture
def sauna(tree):
    return tree.therapy("Sauna")


@pytest.fixture
def shown(tree, sauna):
    """A condition with a host's block that answers, and one that does not."""
    return tree.sciatica_with(
        ("section", {"heading": "What is sciatica?", "text": "<p>Pain.</p>", "topic": ""}),
        ("offer", {"what": sauna}),
        ("plain", {"page": sauna}),
        ("section", {"heading": "How long?", "text": "<p>Weeks.</p>", "topic": ""}),
    )


def test_a_block_has_the_slot_and_heading_that_it_says(client, shown):
    soup = read(client, shown)
    in_order = texts(soup, ".host-offer, .clinic-section h2, .host-plain")
    assert in_order == ["Sauna", "What is sciatica?", "Sauna", "How long?"]
    assert soup.select_one(".host-offer").text == "Sauna"
    assert shown.offers == ["Sauna"]
    assert hidden_blocks(shown) == []


def test_a_block_names_its_therapy_everywhere(client, tree, sauna, shown, told):
    assert "Sciatica" in texts(read(client, sauna), "section[aria-labelledby=conditions] a")
    assert "Sauna" in texts(read(client, tree.conditions), "section[aria-labelledby=therapy] a")
    [condition] = [n for n in graph_of(read(client, shown)) if n["@type"] == "MedicalCondition"]
    assert [each["name"] for each in condition["possibleTreatment"]] == ["Sauna"]
    assert "Sciatica" in told(sauna, title="Steam bath")


def test_a_block_is_hidden_with_its_therapy(client, sauna, shown):
    sauna.unpublish()
    shown = ConditionPage.objects.get()
    [(_block, reason)] = hidden_blocks(shown)
    assert "not published" in reason
    assert shown.offers == []


def test_an_editor_reads_the_words_of_the_block(db, sauna, shown):
    ways = {row.page.title: row.ways for row in listing(sauna, make_editor()).rows}
    assert ways["Sciatica"] == ["As an offer", "Plain"]


def test_an_editor_is_told_what_is_lost_in_the_words_of_the_block(client, sauna, shown):
    client.force_login(make_editor())
    response = client.post(f"/admin/pages/{sauna.pk}/unpublish/")
    rows = rows_of(BeautifulSoup(response.content, "html.parser"))
    assert dict(rows)["Sciatica"] == ("No longer offers Sauna. Loses “Sauna” in a block “Plain”.")


def test_a_practitioners_therapies_are_told_of_too(client, tree, sauna):
    team = PractitionersPageFactory(parent=tree.home)
    PractitionerPageFactory(
        parent=team, title="Maeve", practised_therapies=[PractitionerTherapy(therapy=sauna)]
    )
    assert "Maeve" in texts(read(client, sauna), "section[aria-labelledby=practitioners] a")
