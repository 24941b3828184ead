"""Editors find pages, places and symptoms by any of their names, as they are read."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from home.factories import SymptomFactory
from tests.trees import texts

# Each database has a search of its own.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]

CHOOSER = "/admin/choose-page/search/"
SYMPTOMS = "/admin/snippets/clinic_pages/symptom/"
SYMPTOM_CHOOSER = "/admin/snippets/choose/clinic_pages/symptom/results/"


@pytest.fixture
def editor(client, tree):
    client.force_login(User.objects.create_superuser("editor"))
    return client


def rows(client, address, selector, **asked) -> list[str]:
    response = client.get(address, asked)
    assert response.status_code == 200
    html = response.json()["html"] if "json" in response["Content-Type"] else response.content
    return texts(BeautifulSoup(html, "html.parser"), selector)


@pytest.mark.parametrize(
    "query",
    ["lumbago", "hexenschuss", "LUMBA", "Ménière’s", "menieres", "me\u0301nie\u0300re's",
     "lum\u00adba\u200bgo", "M54.5", "m545", "腰痛"],
)  # fmt: skip
def test_a_page_is_chosen_by_any_of_its_names(editor, tree, query):
    names = "Lumbago\nHexenschuss\nMénière’s back\n慢性腰痛"
    tree.condition("Low back pain", alternate_names=names, code="M54.5")
    tree.condition("Sciatica")
    assert rows(editor, CHOOSER, "td.title", q=query, page_type="clinic_pages.conditionpage") == [
        "Low back pain"
    ]
    listed = rows(editor, "/admin/pages/search/results/", "td.title .title-wrapper", q=query)
    assert listed == ["Low back pain"]


def test_a_therapy_is_chosen_by_its_other_names(editor, tree):
    tree.therapy("Acupressure massage", alternate_names="Tuī ná")
    tree.therapy("Cupping")
    asked = {"q": "tui na", "page_type": "clinic_pages.therapypage"}
    assert rows(editor, CHOOSER, "td.title", **asked) == ["Acupressure massage"]


@pytest.mark.parametrize("query", ["ants", "krib", "KRÍBBELN", "kri\u00adbbeln"])
def test_a_symptom_is_found_by_its_other_names(editor, query):
    SymptomFactory(name="Tingling", alternate_names="Kribbeln\nAnts under the skin")
    SymptomFactory(name="Numbness")
    assert "Tingling" in " ".join(rows(editor, SYMPTOMS, "td.title", q=query))
    assert "Numbness" not in " ".join(rows(editor, SYMPTOMS, "td.title", q=query))
    chosen = rows(editor, SYMPTOM_CHOOSER, "td.title", q=query)
    assert chosen == ["Tingling"]
