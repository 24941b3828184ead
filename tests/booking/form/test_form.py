"""A visitor asks for an appointment."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError
from django.http.multipartparser import MultiPartParser
from django.test import Client, RequestFactory
from django.utils import timezone

from clinic_pages.booking.form import fields as form_fields
from clinic_pages.booking.form import submit, tokens
from clinic_pages.booking.form.views import BookingFormView, OpenBookingView
from clinic_pages.booking.models import BookingRequest, BookingSettings
from clinic_pages.models import BookingSnippet
from home.factories import PractitionerPageFactory, PractitionersPageFactory, StandardPageFactory
from tests.booking.visitors import (
    FORM,
    OPEN,
    TYPED,
    book,
    fields_of,
    opened,
    problems,
    send,
    soup_of,
)
from tests.trees import read, texts

# A constraint that refuses breaks a transaction on PostgreSQL only.
pytestmark = pytest.mark.postgres

REFERENCE = ".clinic-thanks__reference"


@pytest.fixture
def sciatica(tree):
    tree.clinic.default_booking_snippet = BookingSnippet.objects.create(heading="Book")
    tree.clinic.save()
    return tree.condition()


def stored() -> BookingRequest:
    return BookingRequest.objects.get()


# --- On the page ---------------------------------------------------------------------------------


def test_every_page_has_a_button_that_opens_the_form(client, sciatica):
    form = read(client, sciatica).select_one(".clinic-booking form")
    assert form["action"] == OPEN
    assert form["method"] == "post"
    assert form.button.get_text() == "Request an appointment"


def test_the_page_stays_the_same_for_everybody(client, sciatica):
    response = client.get(sciatica.url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


# --- Opening it ----------------------------------------------------------------------------------


def test_a_therapys_page_fills_in_the_therapy(client, tree, sciatica):
    therapy = tree.therapy()
    assert opened(client, therapy)["therapy"] == str(therapy.pk)


def test_a_practitioners_page_fills_in_the_practitioner(client, tree, sciatica):
    team = PractitionersPageFactory(parent=tree.home)
    person = PractitionerPageFactory(parent=team, title="Aoife Brennan")
    assert opened(client, person)["practitioner"] == str(person.pk)


def test_private_and_unpublished_therapies_are_not_offered(client, tree, sciatica):
    tree.therapy("Cupping")
    tree.therapy("Moxibustion").unpublish()
    offered = texts(soup_of(client.get(FORM)), "select[name=therapy] option")
    assert offered == ["I don't know yet", "Cupping"]


@pytest.mark.parametrize("page", ["", "x", "-1", "999999", "99999999999999999999", "١"])
def test_a_page_that_nobody_knows_is_no_page(client, sciatica, page):
    response = client.post(OPEN, {"page": page})
    assert response.status_code == 200
    assert "page" not in fields_of(response)


@pytest.mark.parametrize("address", [FORM, OPEN])
def test_the_form_is_nobodys_to_keep_or_to_list(client, sciatica, address):
    response = client.post(address)
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_many_therapies_stand_in_groups_by_letter(client, tree, monkeypatch):
    monkeypatch.setattr(form_fields, "MOST_UNGROUPED", 2)
    for title in ("acupuncture", "Äther", "Cupping"):
        tree.therapy(title)
    menu = soup_of(client.get(FORM)).select_one("select[name=therapy]")
    groups = {group["label"]: texts(group, "option") for group in menu.select("optgroup")}
    assert groups == {"A": ["acupuncture", "Äther"], "C": ["Cupping"]}
    assert texts(menu, "select > option") == ["I don't know yet"]


def test_opened_by_its_address_it_is_empty(client, sciatica):
    assert client.get(OPEN).url == FORM
    assert client.get(FORM).status_code == 200


# --- Sending it ----------------------------------------------------------------------------------


def test_what_was_typed_is_stored_and_thanked_for(client, tree, sciatica):
    therapy = tree.therapy()
    response = book(client, sciatica, therapy=therapy.pk, days=["1", "3"], parts_of_day=["morning"])
    request = stored()
    assert texts(soup_of(response), REFERENCE) == [request.reference]
    assert request.name == TYPED["name"]
    assert request.phone == "+353857654321"
    assert request.email == TYPED["email"]
    assert request.note == TYPED["note"]
    assert request.therapy == therapy
    assert (request.days, request.parts_of_day) == ([1, 3], ["morning"])
    assert request.status == BookingRequest.Status.NEW
    assert request.is_returning is False
    assert tree.clinic.name in request.consent_text


@pytest.mark.parametrize(("phone", "email"), [("", TYPED["email"]), (TYPED["phone"], "")])
def test_one_way_to_be_reached_is_enough(client, sciatica, phone, email):
    book(client, phone=phone, email=email)
    assert (bool(stored().phone), bool(stored().email)) == (bool(phone), bool(email))


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name": ""}, "name", "Enter your name."),
        ({"name": "   "}, "name", "Enter your name."),
        ({"phone": "", "email": ""}, "phone", "a telephone number or an e-mail address"),
        ({"phone": "12"}, "phone", "for example 085 012 3456"),
        ({"phone": "085 765 4321 7890"}, "phone", "Enter a telephone number"),
        ({"email": "roisin@"}, "email", "valid email address"),
        ({"consent": None}, "consent", "Tick this"),
        ({"note": "x" * 1001}, "note", "1000"),
        ({"days": ["9"]}, "days", "not one of the available choices"),
        ({"therapy": "999999"}, "therapy", "not one of the available choices"),
        ({"therapy": "9" * 400}, "therapy", "not one of the available choices"),
    ],
)
def test_an_error_stands_beside_its_field_and_nothing_typed_is_lost(
    client, sciatica, typed, field, says
):
    response = book(client, **typed)
    assert response.status_code == 422
    assert says in problems(response)[field]
    assert set(problems(response)) == {field}
    assert soup_of(response).select_one("[role=alert] a[href^='#clinic-booking-']")
    kept = fields_of(response)
    assert {name: kept[name] for name in ("name", "note", "email") if name not in typed} == {
        name: TYPED[name] for name in ("name", "note", "email") if name not in typed
    }
    assert not BookingRequest.objects.exists()


def test_an_error_is_named_in_the_title_and_described_to_screen_readers(client, sciatica):
    soup = soup_of(book(client, name=""))
    assert soup.title.get_text().startswith("Please check")
    name = soup.select_one("input[name=name]")
    assert name["aria-invalid"] == "true"
    assert soup.select_one(f"#{name['aria-describedby'].split()[-1]}").get_text(strip=True)


# --- Sent twice ----------------------------------------------------------------------------------


def test_sent_twice_it_is_stored_once_and_thanked_for_twice(
    client, sciatica, django_capture_on_commit_callbacks
):
    fields = opened(client, sciatica) | TYPED
    with django_capture_on_commit_callbacks(execute=True):
        answers = [texts(soup_of(send(client, fields)), REFERENCE) for _ in range(3)]
    assert answers == [[stored().reference]] * 3
    assert len(mail.outbox) == 2


def test_changed_after_the_back_button_it_is_another_request(client, sciatica):
    fields = opened(client, sciatica) | TYPED
    send(client, fields)
    send(client, fields | {"note": "I forgot: mornings only."})
    assert BookingRequest.objects.count() == 2


# --- Forms that are not, or no longer, ours ------------------------------------------------------


def test_an_old_form_comes_back_with_all_that_was_typed_and_then_goes_through(client, sciatica):
    a_day_ago = timezone.now() - timedelta(days=1)
    with patch.object(tokens.timezone, "now", lambda: a_day_ago):
        old = fields_of(client.post(OPEN, {"page": sciatica.pk}))
    response = send(client, old | TYPED)
    assert response.status_code == 400
    assert not BookingRequest.objects.exists()
    fresh = fields_of(response)
    assert {name: fresh[name] for name in ("name", "note", "phone")} == {
        name: TYPED[name] for name in ("name", "note", "phone")
    }
    later = timezone.now() + timedelta(seconds=10)
    with patch.object(tokens.timezone, "now", lambda: later):
        assert send(client, fresh).status_code == 200
    assert stored().name == TYPED["name"]


def test_reloaded_the_next_day_its_thanks_are_said_again(client, sciatica):
    sent = opened(client) | TYPED
    send(client, sent)
    tomorrow = timezone.now() + timedelta(days=1)
    with patch.object(tokens.timezone, "now", lambda: tomorrow):
        response = send(client, sent)
    assert texts(soup_of(response), REFERENCE) == [stored().reference]


def test_a_corrected_form_is_not_taken_for_a_fast_one(client, sciatica):
    corrected = fields_of(book(client, consent=None)) | {"consent": "on"}
    assert send(client, corrected).status_code == 200


@pytest.mark.parametrize("token", ["", "made up", "a:b:c", None])
def test_a_form_that_was_not_handed_out_is_not_taken(client, sciatica, token):
    assert book(client, token=token).status_code == 400
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, True),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"}, True),
        ({"HTTP_ORIGIN": "https://evil.example"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": "http://testserver.evil.example"}, False),
        ({"HTTP_ORIGIN": "http://[broken"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://testserver"}, False),
    ],
)
def test_another_site_cannot_send_it(sciatica, headers, taken):
    client = Client(enforce_csrf_checks=True)
    response = send(client, opened(client) | TYPED, **headers)
    assert BookingRequest.objects.exists() == taken
    assert response.status_code == (200 if taken else 400)


def test_a_form_sent_faster_than_one_reads_is_asked_for_again(client, sciatica):
    response = send(client, fields_of(client.post(OPEN)) | TYPED)
    assert response.status_code == 400
    assert fields_of(response)["name"] == TYPED["name"]


def test_what_fills_in_the_hidden_field_lands_in_spam_and_mails_nobody(
    client, sciatica, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert book(client, leave_empty="https://pills.example").status_code == 200
    assert stored().status == BookingRequest.Status.SPAM
    assert not mail.outbox


# --- Too many ------------------------------------------------------------------------------------


def test_one_address_has_a_limit_by_the_hour(client, tree, sciatica, settings):
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {"BOOKING_LIMIT_PER_ADDRESS": 2}
    for number in range(2):
        book(client, phone="", email=f"{number}@patient.example")
    response = book(client, phone="", email="3@patient.example")
    assert response.status_code == 429
    assert tree.clinic.phone in texts(soup_of(response), "[role=alert]")[0]
    assert fields_of(response)["email"] == "3@patient.example"
    other = Client(REMOTE_ADDR="198.51.100.7")
    assert book(other, phone="", email="4@patient.example").status_code == 200
    later = timezone.now() + timedelta(minutes=61)
    fields = opened(client) | TYPED
    with patch("django.utils.timezone.now", lambda: later):
        assert send(client, fields | {"email": "5@patient.example", "phone": ""}).status_code == 200


def test_behind_a_proxy_the_visitors_address_counts(sciatica, settings):
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {
        "BOOKING_LIMIT_PER_ADDRESS": 1,
        "CLIENT_IP_HEADER": "HTTP_X_FORWARDED_FOR",
    }
    codes = []
    for number, address in enumerate(["203.0.113.1", "203.0.113.2", "6.6.6.6, 203.0.113.1"]):
        client = Client(HTTP_X_FORWARDED_FOR=address)
        codes.append(book(client, phone="", email=f"{number}@patient.example").status_code)
    assert codes == [200, 200, 429]


@pytest.mark.parametrize("view", [BookingFormView, OpenBookingView])
def test_a_body_of_any_size_is_not_even_read(view):
    big = {"file": SimpleUploadedFile("x", b"x" * 40_000)}
    request = RequestFactory().post(FORM, TYPED | big)
    with patch.object(MultiPartParser, "parse", side_effect=AssertionError("read")):
        assert view.as_view()(request).status_code == 413


@pytest.mark.parametrize("charset", ["hex", "rot13", "idna", "utf-7", "nonsense"])
def test_no_charset_upsets_it(client, sciatica, charset):
    body = "&".join(f"{name}=x" for name in TYPED)
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    # Written by hand: the test client takes the charset at its word.
    assert client.generic("POST", FORM, body, content_type=kind).status_code == 400


def test_a_name_is_one_line(client, sciatica):
    book(client, name="Róisín\r\n  Ní Bhriain")
    assert stored().name == TYPED["name"]


def test_line_breaks_count_as_one(client, sciatica):
    assert book(client, note="x\r\n" * 500).status_code == 200
    assert stored().note == ("x\n" * 500).strip()


def test_a_therapy_deleted_at_that_moment_loses_nothing(client, tree, sciatica):
    therapy = tree.therapy()
    sent = opened(client) | TYPED | {"therapy": therapy.pk}
    with patch.object(submit, "_store", side_effect=IntegrityError):
        response = send(client, sent)
    assert response.status_code == 503
    assert soup_of(response).select_one("input[name=note]")["value"] == TYPED["note"]


def test_the_consent_leads_to_the_privacy_page(client, tree, sciatica):
    page = StandardPageFactory(parent=tree.home, title="Privacy")
    BookingSettings.objects.create(site=tree.site, privacy_page=page)
    link = soup_of(client.get(FORM)).select_one(".clinic-form__consent a")
    assert link["href"] == page.get_url()
    page.unpublish()
    assert not soup_of(client.get(FORM)).select(".clinic-form__consent a")


# --- When the database is away -------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"HTTP_X_CLINIC_DIALOG": "1"}])
def test_without_a_database_what_was_typed_comes_back_to_be_sent_again(client, sciatica, headers):
    fields = opened(client) | TYPED | {"days": ["1", "2"]}
    with patch(
        "django.db.backends.utils.CursorWrapper.execute", side_effect=OperationalError("gone")
    ):
        response = send(client, fields, **headers)
    assert response.status_code == 503
    again = {}
    for field in soup_of(response).select("input[type=hidden]"):
        again.setdefault(field["name"], []).append(field["value"])
    assert send(client, again).status_code == 200
    assert stored().days == [1, 2]
    assert stored().note == TYPED["note"]


# --- In a dialog, and in another language --------------------------------------------------------


def test_for_the_dialog_there_is_only_the_form(client, sciatica):
    response = client.post(OPEN, {"page": sciatica.pk}, HTTP_X_CLINIC_DIALOG="1")
    soup = soup_of(response)
    assert soup.h2.get_text() == "Request an appointment"
    assert soup.select_one("form.clinic-form")
    assert not soup.select("html, header, script")


def test_it_speaks_the_language_of_the_page(client, sciatica):
    fields = fields_of(client.post(OPEN, {"language": "de"}))
    assert fields["language"] == "de"
    book(client, language="de")
    assert stored().language == "de"
    assert fields_of(client.post(OPEN, {"language": "xx"}))["language"] == "en-gb"


def test_a_clinic_that_has_not_said_its_country_is_where_its_telephone_is(client, tree, sciatica):
    tree.clinic.country = ""
    tree.clinic.save()
    book(client, phone="085 765 4321")
    assert stored().phone == "+353857654321"
