"""Related conditions on a page whose editor chose none: those that are most like it."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from clinic_pages.models import ConditionBodyArea, ConditionSymptom
from clinic_pages.pages.related import conditions_listing
from home.factories import (
    BodyAreaFactory,
    ConditionIndexPageFactory,
    ConditionPageFactory,
    HomePageFactory,
    SymptomFactory,
)
from tests.trees import read, texts

# Pages are found by subqueries.
pytestmark = pytest.mark.postgres


@pytest.fixture
def leg():
    return BodyAreaFactory(name="Leg")


@pytest.fixture
def tingling():
    return SymptomFactory(name="Tingling")


@pytest.fixture
def acupuncture(tree):
    return tree.therapy()


def felt(*aids) -> dict:
    """The fields of a condition with these places and symptoms."""
    places = [aid for aid in aids if type(aid).__name__ == "BodyArea"]
    return {
        "body_areas": [ConditionBodyArea(body_area=aid) for aid in places],
        "symptoms": [ConditionSymptom(symptom=aid) for aid in aids if aid not in places],
    }


def offers(*therapies):
    return [("therapy", {"therapy": therapy}) for therapy in therapies]


def chosen(*conditions):
    return [("related_condition", {"condition": condition}) for condition in conditions]


def related(client, page) -> list[str]:
    return texts(read(client, page), ".clinic-related h3")


def test_what_is_felt_alike_comes_first_then_what_is_treated_alike(
    client, tree, leg, tingling, acupuncture
):
    cupping = tree.therapy("Cupping")
    page = tree.condition(body=offers(acupuncture, cupping), **felt(leg, tingling))
    tree.condition("Both therapies", body=offers(acupuncture, cupping))
    tree.condition("Place", **felt(leg))
    tree.condition("Place and therapy", body=offers(acupuncture), **felt(leg))
    tree.condition("Symptom and place", **felt(leg, tingling))
    assert related(client, page) == ["Symptom and place", "Place and therapy", "Place"]


def test_those_as_near_as_each_other_come_by_title(client, tree, leg):
    page = tree.condition(**felt(leg))
    for title in ("Wade", "élan", "Fall", "Back"):
        tree.condition(title, **felt(leg))
    assert related(client, page) == ["Back", "élan", "Fall"]


def test_a_therapy_is_shared_where_a_page_names_it(client, tree, acupuncture):
    pair = {"therapies": [acupuncture, tree.therapy("Cupping")]}
    page = tree.condition(body=[("therapies_together", pair)])
    link = f'<p><a linktype="page" id="{acupuncture.pk}">there</a></p>'
    tree.condition("Linking", body=[("section", {"heading": "", "text": link})])
    tree.condition("Naming", body=offers(acupuncture))
    assert related(client, page) == ["Naming"]


def test_nothing_is_related_where_nothing_is_shared(client, tree, leg, tingling):
    pages = [tree.condition("Leg", **felt(leg)), tree.condition("Tingling", **felt(tingling))]
    for page in [*pages, tree.condition("Plain")]:
        assert not read(client, page).select(".clinic-related")


def test_a_symptom_is_not_a_place_of_the_same_key(client, tree, leg):
    page = tree.condition(**felt(leg))
    tree.condition("Other", **felt(SymptomFactory(pk=leg.pk)))
    assert related(client, page) == []


def test_what_visitors_may_not_see_is_not_related(client, tree, leg, acupuncture):
    page = tree.condition(body=offers(acupuncture), **felt(leg))
    tree.condition("Draft", publish=False, **felt(leg))
    private = tree.condition("Private", **felt(leg))
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert related(client, page) == []


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_a_therapy_that_visitors_may_not_see_is_not_shared(client, tree, acupuncture, hide):
    page = tree.condition(body=offers(acupuncture))
    tree.condition("Other", body=offers(acupuncture))
    assert related(client, page) == ["Other"]
    if hide == "unpublish":
        acupuncture.unpublish()
    else:
        PageViewRestriction.objects.create(page=acupuncture, restriction_type="login")
    assert related(client, page) == []


def test_conditions_of_another_list_are_not_related(client, tree, leg):
    page = tree.condition(**felt(leg))
    home = HomePageFactory(parent=tree.home.get_parent(), title="Second", slug="second")
    other = ConditionIndexPageFactory(parent=home)
    ConditionPageFactory(parent=other, title="Elsewhere", **felt(leg))
    assert related(client, page) == []


# --- Where the editor chose ----------------------------------------------------------------------


def test_what_the_editor_chose_stands_alone(client, tree, leg):
    tree.condition("Alike", **felt(leg))
    page = tree.condition(body=chosen(tree.condition("Chosen")), **felt(leg))
    assert related(client, page) == ["Chosen"]


def test_nothing_steps_in_for_a_choice_that_is_hidden(client, tree, leg):
    tree.condition("Alike", **felt(leg))
    page = tree.condition(body=chosen(tree.condition("Draft", publish=False)), **felt(leg))
    assert related(client, page) == []


def test_a_choice_that_is_deleted_is_none(client, tree, leg):
    tree.condition("Alike", **felt(leg))
    other = tree.condition("Chosen")
    page = tree.condition(body=chosen(other), **felt(leg))
    other.delete()
    assert related(client, page) == ["Alike"]


# --- Where it is shown ---------------------------------------------------------------------------


def test_the_cards_are_those_of_chosen_ones(client, tree, leg):
    other = tree.condition("Alike", summary="In short.", **felt(leg))
    computed = read(client, tree.condition("A", **felt(leg))).select_one(".clinic-related")
    choosing = read(client, tree.condition("B", body=chosen(other))).select_one(".clinic-related")
    assert texts(computed, "*") == texts(choosing, "*")
    assert [element.attrs for element in computed.find_all()] == [
        element.attrs for element in choosing.find_all()
    ]


def test_the_contents_lead_to_them(client, tree, leg):
    tree.condition("Alike", **felt(leg))
    body = [("section", {"heading": name, "text": "<p>Words.</p>"}) for name in "AB"]
    soup = read(client, tree.condition(body=body, **felt(leg)))
    assert soup.select(".clinic-contents a[href='#related-conditions']")


def test_machines_are_told(client, tree, leg):
    other = tree.condition("Alike", **felt(leg))
    soup = read(client, tree.condition(**felt(leg)))
    graph = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
    [page] = [node for node in graph if node["@type"] == "MedicalWebPage"]
    assert page["relatedLink"] in (other.full_url, [other.full_url])


def test_a_preview_shows_what_is_like_the_draft(tree, leg, acupuncture):
    tree.condition("Alike", **felt(leg))
    tree.condition("Treated alike", body=offers(acupuncture))
    draft = tree.condition().get_latest_revision_as_object()
    draft.body_areas = felt(leg)["body_areas"]
    draft.body = offers(acupuncture)
    response = draft.make_preview_request(preview_mode="")
    soup = BeautifulSoup(response.content, "html.parser")
    assert texts(soup, ".clinic-related h3") == ["Alike", "Treated alike"]


def test_who_lists_one_is_known_though_others_have_more_in_common_with_it(tree, leg, tingling):
    """What they have in common with it beside what the page has counts for nothing there."""
    page = tree.condition("Bunion", **felt(leg))
    first, *_others = [tree.condition(title, **felt(leg, tingling)) for title in "GXYZ"]
    assert [each.title for each in page.arranged.shown_related] == ["G", "X", "Y"]
    assert page.pk in conditions_listing([first.pk])
