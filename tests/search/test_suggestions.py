"""Suggestions while one types."""

import pytest

from clinic_pages.models import ConditionSymptom
from home.factories import SymptomFactory

# Each database has a search of its own.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]


def suggested(client, typed):
    response = client.get("/search/suggest/", {"q": typed})
    assert response.status_code == 200
    return response.json()["suggestions"]


def test_names_that_begin_with_it_come_first(client, tree):
    tree.condition("Sciatica", alternate_names="Pinched nerve")
    tree.condition("Hip pain", alternate_names="Sore sciatic nerve")
    assert [each["name"] for each in suggested(client, "SCIA")] == [
        "Sciatica",
        "Sore sciatic nerve",
    ]
    [nerve] = suggested(client, "pinched ne")
    assert nerve == {
        "name": "Pinched nerve",
        "kind": "Condition",
        "url": "/conditions/sciatica/",
    }


def test_a_symptom_leads_to_the_search_for_it(client, tree):
    rows = [ConditionSymptom(symptom=SymptomFactory(name="Numb & cold"))]
    tree.condition(symptoms=rows)
    [symptom] = suggested(client, "num")
    assert symptom["url"] == "/search/?q=Numb+%26+cold"


@pytest.mark.parametrize("typed", ["", " ", "s", "s" * 61, "\x00", "%", "?!"])
def test_too_little_or_too_much(client, tree, typed):
    tree.condition("S" * 70)
    assert suggested(client, typed) == []


def test_a_draft_is_not_suggested_and_a_new_page_is_at_once(client, tree):
    draft = tree.condition("Sciatica", publish=False)
    assert not suggested(client, "scia")
    draft.get_latest_revision().publish()
    assert [each["name"] for each in suggested(client, "scia")] == ["Sciatica"]


def test_they_are_kept_for_a_moment_by_the_visitor_alone(client, tree):
    response = client.get("/search/suggest/", {"q": "scia"})
    assert "max-age=60" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


def test_query_count_does_not_grow(client, tree, django_assert_num_queries):
    def count():
        suggested(client, "knee")
        with django_assert_num_queries(6, exact=False) as captured:
            suggested(client, "knee")
        return len(captured)

    tree.condition("Knee 1")
    few = count()
    for number in range(2, 12):
        tree.condition(f"Knee {number}")
    assert count() == few
