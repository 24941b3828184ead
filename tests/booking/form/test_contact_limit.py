"""Many requests with one contact: nobody learns of it, nobody is locked out, and no mailbox is
filled."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import BookingRequest, ContactAttempt
from clinic_pages.booking.privacy import persons
from clinic_pages.booking.request.contacts import mailbox
from tests.booking.reception import listed, make_user
from tests.booking.visitors import TYPED, book, opened, send, soup_of

# What is counted, and by how many queries.
pytestmark = pytest.mark.postgres

LIMIT = 2
# Of nobody who has written.
OTHER = {"email": "other@patient.example", "phone": "+353 85 012 3456"}
EMAIL = {"email": TYPED["email"], "phone": ""}
PHONE = {"email": "", "phone": TYPED["phone"]}


@pytest.fixture(autouse=True)
def a_low_limit(settings):
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {"BOOKING_LIMIT_PER_CONTACT": LIMIT}


def somebody(number: int) -> Client:
    """At an address of his own."""
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def book_often(times: int, **typed) -> list[int]:
    """From many addresses, as a stranger can. How each was answered."""
    return [
        book(somebody(number), note=f"{number}", **typed).status_code for number in range(times)
    ]


def answer(fields: dict, **typed) -> tuple:
    """All that a stranger sees of it, and what it cost. References and keys are new in each."""
    with CaptureQueriesContext(connection) as queries:
        response = send(somebody(99), fields | TYPED | {"note": "x"} | typed)
    page = response.content.decode()
    reference = soup_of(response).select_one(".clinic-thanks__reference").get_text()
    page = page.replace(reference, "REFERENCE")
    headers = {name: value for name, value in response.items() if name != "Expires"}
    tables = [re.findall(r'"(clinic_\w+)"', query["sql"])[:1] for query in queries]
    return response.status_code, page, headers, dict(response.cookies), tables


@pytest.mark.parametrize("known", [EMAIL, PHONE])
def test_a_stranger_does_not_learn_who_has_written(tree, known):
    others = {name: OTHER[name] if value else "" for name, value in known.items()}
    book_often(LIMIT, **known)
    forms = [opened(somebody(number)) for number in range(3)]
    # What is found out at a first visit is known to the others.
    answer(forms[0], email="first@patient.example", phone="")
    assert answer(forms[1], **known) == answer(forms[2], **others)


def test_nobody_is_locked_out_by_what_strangers_type_in(client, tree):
    assert set(book_often(LIMIT + 5)) == {200}
    response = book(client, note="It is really me.")
    assert response.status_code == 200
    stored = BookingRequest.objects.get(reference=soup_of(response).strong.get_text())
    assert stored.status == BookingRequest.Status.NEW
    assert stored.is_beyond_limit
    # The reception is written to, and nobody else.
    assert [each.kind for each in stored.mails.all()] == ["notice"]


@pytest.mark.parametrize(
    "write",
    [
        lambda number: TYPED["email"],
        lambda number: f"roisin+{number}@patient.example",
        lambda number: (
            f"{'roisin'[: number + 1]}.{'roisin'[number + 1 :]}".strip(".") + "@patient.example"
        ),
        lambda number: f"{'roisin'.upper()[:number]}{'roisin'[number:]}@Patient.example",
    ],
    ids=["as it is", "with a tag", "with dots", "in capitals"],
)
def test_no_mailbox_is_filled(tree, write):
    for number in range(LIMIT + 4):
        book(somebody(number), phone="", email=write(number), note=f"{number}")
    send_due()
    written_to = Counter(message.to[0].endswith("atient.example") for message in mail.outbox)
    assert written_to[True] == LIMIT
    assert BookingRequest.objects.count() == LIMIT + 4


def test_somebody_else_is_confirmed_as_ever(client, tree):
    book_often(LIMIT + 1)
    book(client, **OTHER)
    assert not BookingRequest.objects.first().is_beyond_limit
    send_due()
    assert OTHER["email"] in {message.to[0] for message in mail.outbox}


def test_each_contact_counts_by_itself(client, tree):
    book_often(LIMIT - 1, **EMAIL)
    book_often(LIMIT - 1, **PHONE)
    book(client)
    assert not BookingRequest.objects.filter(is_beyond_limit=True).exists()
    book(client, note="one more", **EMAIL)
    assert BookingRequest.objects.get(is_beyond_limit=True).phone == ""


def test_programs_that_fill_in_the_trap_do_not_count(client, tree):
    book_often(LIMIT + 1, leave_empty="x")
    book(client)
    assert not BookingRequest.objects.filter(is_beyond_limit=True).exists()


def test_the_next_day_it_is_as_ever(client, tree):
    book_often(LIMIT)
    ContactAttempt.objects.update(made_at=timezone.now() - timedelta(hours=25))
    book(client, note="The next day.")
    assert not BookingRequest.objects.filter(is_beyond_limit=True).exists()


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("Róisín.O.Byrne+news@Mail.example", "róisínobyrne@mail.example"),
        ("a.b+c+d@mail.example", "ab@mail.example"),
        ('"a.b"@mail.example', "ab@mail.example"),
        (" ab@GoogleMail.com", "ab@gmail.com"),
        ("ab@müller.example", "ab@xn--mller-kva.example"),
        ("ab@ｇmail.com", "ab@gmail.com"),
        ("ab@" + "x" * 70 + ".example", "ab@" + "x" * 70 + ".example"),
        ("+tag@mail.example", "@mail.example"),
    ],
)
def test_what_is_one_mailbox(address, same):
    assert mailbox(address) == same


def test_a_persons_data_are_found_by_the_address_as_it_was_typed(tree):
    for number, email in enumerate(("jo.doe@patient.example", "jodoe@patient.example")):
        book(somebody(number), phone="", email=email)
    [found] = persons.requests_by_email("Jo.Doe@patient.example")
    assert found.email == "jo.doe@patient.example"


def test_erasing_a_persons_data_takes_what_was_counted(client, tree):
    book(client)
    book(client, **OTHER)
    assert ContactAttempt.objects.count() == 4
    persons.erase(persons.requests_by_email(TYPED["email"]))
    assert ContactAttempt.objects.count() == 2


def test_the_desk_says_so(client, tree):
    book_often(LIMIT + 1, name="Zebedee Quill")
    book(client, name="Róisín Ní Bhriain", **OTHER)
    desk = Client()
    desk.force_login(make_user("Reception"))
    marked = {row[0]: "Many from one contact" in row[2] for row in listed(desk)}
    assert marked == {"Zebedee Quill": True, "Róisín Ní Bhriain": False}
    [row] = listed(desk, "?status=many")
    assert row[0] == "Zebedee Quill"
    for request in BookingRequest.objects.all():
        page = desk.get(f"/admin/booking-desk/inspect/{request.pk}/").content.decode()
        assert ("came on that day than one person sends" in page) == request.is_beyond_limit
