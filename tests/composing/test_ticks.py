"""Therapies are ticked in the form of a condition."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.editors import open_form
from tests.trees import texts


def block_for(client, therapy, *at) -> dict:
    address = f"/admin/clinic-pages/therapy-block/{therapy.pk}/"
    return client.get(address, {"at": at}).json()


def test_the_form_has_a_tick_for_each_therapy(admin_client, tree):
    tree.therapy()
    tree.therapy(title="Cupping", publish=False)
    soup = open_form(admin_client, tree.condition())
    assert texts(soup, ".clinic-ticks label") == ["Acupuncture", "Cupping draft"]
    # Blocks are sent, not the ticks.
    assert not soup.select(".clinic-ticks [name]")


def test_a_ticked_therapy_goes_where_pages_have_it(admin_client, tree):
    needles, cups = tree.therapy(), tree.therapy(title="Cupping")
    made = block_for(admin_client, cups, "section", needles.pk, "questions")
    assert (made["place"], made["type"]) == (2, "therapy")
    assert made["value"]["therapy"]["id"] == cups.pk
    # Other pages have it first.
    tree.sciatica_with(("therapy", {"therapy": cups}), ("therapy", {"therapy": needles}))
    assert block_for(admin_client, cups, "section", needles.pk)["place"] == 1


def test_only_editors_are_told(client, tree):
    address = f"/admin/clinic-pages/therapy-block/{tree.therapy().pk}/"
    assert client.get(address).status_code == 302


def queries_of_form(client, page) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_form(client, page)
    return len(queries)


@pytest.mark.postgres
def test_any_number_of_therapies_takes_one_query(admin_client, tree):
    page = tree.condition()
    tree.therapy()
    open_form(admin_client, page)
    few = queries_of_form(admin_client, page)
    for number in range(5):
        tree.therapy(title=f"Therapy {number}")
    assert queries_of_form(admin_client, page) == few
