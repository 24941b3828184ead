"""What the reception finds in the list, and how."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from clinic_pages.booking.models import BookingRequest
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    PHONE,
    address,
    agree,
    listed,
    make_request,
    names,
    search,
    seen,
    version_on,
)
from tests.editors import rows_of

# Counted, sorted and filtered by the database.
pytestmark = pytest.mark.postgres

Status = BookingRequest.Status
QUERIES = 19


def test_what_waits_longest_comes_first(rita, tree):
    now = timezone.now()
    for name, status, hours in [
        ("Closed", Status.DECLINED, 90),
        ("Yesterday", Status.NEW, 26),
        ("Just now", Status.NEW, 0),
        ("Contacted", Status.CONTACTED, 50),
        ("Spam", Status.SPAM, 1),
    ]:
        received_at = now - timedelta(hours=hours)
        make_request(tree, name=name, status=status, received_at=received_at)
    rows = listed(rita)
    assert [row[0] for row in rows] == ["Contacted", "Yesterday", "Just now", "Spam", "Closed"]
    assert "(1 day)" in rows[1][1]
    assert rows[-1][1] == ""


def test_a_cancelled_appointment_is_called_so(rita, request_):
    agree(rita, request_)
    rita.post(address("cancel", request_), {"version": version_on(seen(rita, request_))})
    assert listed(rita)[0][2] == "Cancelled"
    assert len(names(rita, "?status=cancelled")) == 1
    assert names(rita, "?status=booked") == []


def test_filters(rita, tree, maeve):
    therapy = tree.therapy()
    old = timezone.now() - timedelta(days=4)
    make_request(tree, name="Ann", therapy=therapy, received_at=old)
    make_request(tree, name="Bob", practitioner=maeve, status=Status.CONTACTED)
    make_request(tree, name="Cat", status=Status.DECLINED)
    assert names(rita, "?status=open") == ["Ann", "Bob"]
    assert names(rita, "?status=declined") == ["Cat"]
    assert names(rita, f"?therapy={therapy.pk}") == ["Ann"]
    assert names(rita, f"?practitioner={maeve.pk}") == ["Bob"]
    assert names(rita, "?age=3") == ["Ann"]
    assert names(rita, "?age=today&status=open") == ["Bob"]


@pytest.mark.parametrize(
    "query",
    [
        *("?status=nonsense", "?therapy=abc", "?practitioner=0", "?age=-1", "?p=abc", "?p=999"),
        *("?o=99", "?o=a.b", "?q=Róisín", "?q=gAAAA"),
        # What modeladmin would look up in the database, and so tell apart letter by letter.
        "?notes__user__password__startswith=md5",
        "?submission__startswith=a",
        "?site__hostname=x",
    ],
)
def test_what_is_no_filter_narrows_nothing(rita, request_, query):
    assert names(rita, query) == [NAME]


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_the_same_however_long_it_is(
    rita, tree, maeve, number, django_assert_num_queries
):
    therapy = tree.therapy()
    for _number in range(number):
        make_request(tree, therapy=therapy, practitioner=maeve)
    agree(rita, BookingRequest.objects.first(), practitioner=maeve.pk)
    listed(rita)
    with django_assert_num_queries(QUERIES):
        assert len(listed(rita)) == number


@pytest.mark.parametrize(
    "typed",
    [
        *("róisín", "roisin ni", "BHRIAIN", "Ní  Róisín", "bhr"),
        *(EMAIL, EMAIL.upper(), PHONE, "085 765 4321", "(085) 7654321", "00353 85 765 4321"),
    ],
)
def test_a_patient_is_found_by_what_is_said_on_the_telephone(rita, tree, request_, typed):
    make_request(tree, name="Tom O'Dea", email="tom@patient.example", phone="")
    assert search(rita, typed) == [NAME]


@pytest.mark.parametrize("typed", ["01 555 0123", "01 555 0123 ext 12", "+353 1 5550123 DW 12"])
def test_a_number_with_an_extension_is_found_with_it_and_without(rita, tree, typed):
    make_request(tree, name="Tom", phone="+35315550123;ext=12")
    make_request(tree, name="Ann", phone="+35315550123")
    make_request(tree, name="Bob")
    assert sorted(search(rita, typed)) == ["Ann", "Tom"]


def test_apostrophes_may_be_left_out(rita, tree, request_):
    make_request(tree, name="Tom O’Dea", email="tom@patient.example", phone="")
    assert search(rita, "odea") == search(rita, "o'dea") == ["Tom O’Dea"]


def test_a_reference_is_found_however_it_is_spelled(rita, tree, request_):
    make_request(tree, name="Tom", reference="K0M1-2QXD")
    for typed in ("K0M1-2QXD", "k0m12qxd", "KOMI 2QXD", " k0m1 2qxd "):
        assert search(rita, typed) == ["Tom"]


@pytest.mark.parametrize("typed", ["Roisina", "isin", "0851", "nobody@patient.example", "%%", "…"])
def test_others_are_not_found(rita, request_, typed):
    assert search(rita, typed) == []


def test_a_search_goes_on_with_filters_and_pages(rita, tree):
    for number in range(22):
        make_request(tree, name=f"Ann {number}")
    make_request(tree, name="Ann Closed", status=Status.DECLINED)
    make_request(tree, name="Bob")
    address_ = rita.post(DESK + "?status=open&p=2", {"typed": "ann"})["Location"]
    first = BeautifulSoup(rita.get(address_).content, "html.parser")
    assert len(rows_of(first, "table.listing")) == 20
    assert first.select_one("#clinic-desk-search")["value"] == "ann"
    second = rita.get(first.select_one(".pagination .next a")["href"]).content
    assert len(rows_of(BeautifulSoup(second, "html.parser"), "table.listing")) == 2


@pytest.mark.parametrize("field", ["name", "email", "phone", "note"])
def test_the_search_opens_nothing_that_lies_in_the_database(rita, tree, request_, field):
    """Who has a copy of the database and a login, and asks the desk to read it out."""
    [stored] = BookingRequest.objects.values_list(field, flat=True)
    page = BeautifulSoup(rita.get(DESK, {"q": stored}).content, "html.parser")
    assert page.select_one("#clinic-desk-search").get("value", "") == ""


def test_the_address_of_a_search_is_of_use_to_nobody_else(rita, ben, tree, request_):
    make_request(tree, name="Tom")
    address_ = rita.post(DESK, {"typed": "tom"})["Location"]
    assert names(rita, address_.removeprefix(DESK)) == ["Tom"]
    page = ben.get(address_).content.decode()
    assert 'value="tom"' not in page
    assert names(ben, address_.removeprefix(DESK)) == names(ben)
