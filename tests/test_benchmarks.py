"""The benchmarks' large sites are made row by row: they must be what Wagtail would have made."""

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from benchmarks import sites
from clinic_pages.dependents import pages_showing
from clinic_pages.models import ConditionPage
from tests.trees import read, texts

COUNT = 7


@pytest.fixture
def planted(tree, monkeypatch):
    """A clinic whose conditions came in batches, the last one not full."""
    monkeypatch.setattr(sites, "BATCH_SIZE", 3)
    first, second = tree.therapy("Acupuncture"), tree.therapy("Cupping")

    def shown_on(number):
        return [first, second] if number == 1 else [first]

    sites.plant(tree.conditions, sites.conditions(range(COUNT), shown_on))
    return tree


def references() -> set[tuple]:
    names = [f.attname for f in ReferenceIndex._meta.concrete_fields if f.name != "id"]
    return set(ReferenceIndex.objects.values_list(*names))


def test_the_tree_is_sound(planted):
    assert not any(Page.find_problems())
    page = Page.objects.get(title="Condition 6").specific
    page.full_clean()
    url_path = page.url_path
    assert page.set_url_path(page.get_parent()) == url_path
    assert page.content_type.model_class() is ConditionPage


def test_pages_can_be_added_by_hand_afterwards(planted):
    page = planted.condition("By hand")
    assert page.get_prev_sibling().title == f"Condition {COUNT - 1}"


def test_visitors_see_the_pages(planted, client):
    soup = read(client, Page.objects.get(title="Condition 1"))
    headings = texts(soup, ".clinic-therapy h2")
    assert headings == ["Acupuncture for Condition 1", "Cupping for Condition 1"]


def test_the_reference_index_is_wagtails(planted):
    made = references()
    call_command("rebuild_references_index", verbosity=0)
    assert made == references()
    therapy = Page.objects.get(title="Cupping").specific
    assert [page.title for page in pages_showing(therapy, {"text"})] == ["Condition 1", "Cupping"]


def test_the_pages_are_found(planted):
    found = get_search_backend().search("Condition 6", ConditionPage)
    assert [page.title for page in found] == ["Condition 6"]
