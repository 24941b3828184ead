"""One person's data: what there is, handed out, erased."""

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry, ReferenceIndex

from clinic_pages.booking.models import Appointment, BookingMail, BookingNote, BookingRequest
from clinic_pages.booking.privacy import persons
from home.factories import PractitionerPageFactory
from tests.booking.people import (
    DESK_NOTE,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    WORDS,
    days_ago,
    make_request,
    make_whole_request,
)
from tests.editors import make_editor, rows_of

# Rows are locked and taken in batches.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

VIEW = "/admin/clinic-pages/persons-data/"


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def references(response) -> list[str]:
    return [reference for reference, _received, _status in rows_of(soup_of(response))]


def look(client, contact=EMAIL, **more):
    return client.post(VIEW, {"contact": contact} | more)


def logged() -> list[tuple[str, str, object]]:
    """(action, label, user) of what the log says of requests, oldest first."""
    kind = ContentType.objects.get_for_model(BookingRequest)
    entries = ModelLogEntry.objects.filter(content_type=kind).order_by("pk")
    return [(entry.action, entry.label, entry.user) for entry in entries]


@pytest.fixture
def manager(tree) -> User:
    """May enter the admin, and see and export requests: nothing else."""
    return user_with("work_bookingrequest", "export_bookingrequest")


def user_with(*codenames: str) -> User:
    user = User.objects.create_user("maeve", password="a-long-password")
    names = ["access_admin", *codenames]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return user


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


# --- Finding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "contact", [EMAIL, f" {EMAIL.upper()} ", PHONE, "085 765 4321", "+353 85 765-4321"]
)
def test_a_person_is_found_however_it_is_written(desk, contact):
    mine = make_request()
    make_request(email="other@patient.example", phone="+353850123457")
    assert references(look(desk, contact)) == [mine.reference]


def test_of_an_extension_others_at_the_same_number_are_not_meant(desk, tree):
    mine = make_request(phone="+35315550123;ext=12")
    # Who left the extension out once.
    bare = make_request(phone="+35315550123")
    other = make_request(phone="+35315550123;ext=13")
    found = references(look(desk, "01 555 0123 ext. 12"))
    assert sorted(found) == sorted([mine.reference, bare.reference])
    found = references(look(desk, "01 555 0123"))
    assert sorted(found) == sorted([mine.reference, bare.reference, other.reference])


def test_the_file_has_the_extension(desk):
    make_request(phone="+35315550123;ext=12")
    [kept] = json.loads(look(desk, "01 555 0123", do="file").content)
    assert kept["phone"] == "+35315550123;ext=12"


def test_a_number_is_read_as_in_the_clinics_country(desk, tree):
    mine = make_request(phone="+493012345678")
    assert references(look(desk, "030 12345678")) == []
    tree.clinic.country = "DE"
    tree.clinic.save()
    assert references(look(desk, "030 12345678")) == [mine.reference]


@pytest.mark.parametrize(
    ("contact", "error"), [("Aoife", "Enter a telephone number"), ("", "This field is required.")]
)
def test_what_is_neither_is_said_so(desk, contact, error):
    make_request()
    response = look(desk, contact, do="file")
    assert error in soup_of(response).select_one(".w-field__errors").get_text()
    assert logged() == []


def test_nothing_found(desk):
    assert "Nothing is kept" in look(desk).content.decode()


def test_what_is_found_names_nobody(desk):
    make_whole_request()
    page = soup_of(look(desk, PHONE))
    for field in page.select("[name=contact]"):
        assert field["value"] == PHONE
        field["value"] = ""
    assert not [word for word in WORDS if word in str(page)]


def test_what_was_typed_stands_in_no_address(desk):
    make_request()
    page = soup_of(look(desk))
    forms = page.select("main form")
    assert [form["method"] for form in forms] == ["post"] * 3
    assert {form["action"] for form in forms} == {VIEW}


def test_an_address_is_not_read(desk):
    elsewhere = "somebody@elsewhere.example"
    make_request(email=elsewhere)
    assert references(desk.get(VIEW, {"contact": elsewhere})) == []
    assert logged() == []


def test_finding_is_in_the_log(desk, manager):
    mine = make_request()
    look(desk)
    assert logged() == [(persons.FIND, mine.reference, manager)]


# --- Handing out ---------------------------------------------------------------------------------


def test_the_file_has_all_that_was_sent_and_became_of_it(desk, manager, tree):
    deirdre = PractitionerPageFactory(parent=tree.home, title="Deirdre")
    mine = make_whole_request(
        therapy=tree.therapy("Cupping"), practitioner=deirdre, days=[1, 3], status="booked"
    )
    make_request(email="other@patient.example")

    response = look(desk, do="file")
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="persons-data.json"'
    assert "no-store" in response["Cache-Control"]
    [data] = json.loads(response.content)
    assert (data["name"], data["email"], data["phone"], data["note"]) == (NAME, EMAIL, PHONE, NOTE)
    assert (data["therapy"], data["practitioner"], data["days"]) == ("Cupping", "Deirdre", [1, 3])
    assert data["consent_text"] == "I agree."
    assert [note["text"] for note in data["notes"]] == [DESK_NOTE]
    assert [mail["kind"] for mail in data["mails"]] == ["received"]
    assert data["appointment"]["starts_at"]
    assert logged() == [(persons.HAND_OUT, mine.reference, manager)]


def test_the_file_has_whatever_the_models_have():
    """What is added to them is in the file, or somebody has said that it is nobody's data."""
    data = persons.everything(make_whole_request())
    parts = [
        (BookingRequest, data),
        (BookingNote, data["notes"][0]),
        (BookingMail, data["mails"][0]),
        (Appointment, data["appointment"]),
    ]
    for model, part in parts:
        names = {field.name for field in model._meta.concrete_fields}
        assert names - set(part) <= persons.LEFT_OUT
    related = {relation.get_accessor_name() for relation in BookingRequest._meta.related_objects}
    assert related == {"notes", "mails", "appointment"}


def test_a_text_that_no_key_opens_is_not_said_to_be_empty(settings):
    request = make_request()
    settings.SECRET_KEY = "another"
    request.refresh_from_db()
    assert persons.everything(request)["note"] is None


def test_many_requests_take_as_many_queries_as_one(django_assert_num_queries, tree):
    for number in range(5):
        make_whole_request(therapy=tree.therapy(f"Therapy {number}"))
    with django_assert_num_queries(3):
        requests = persons.whole(persons.requests_by_email(EMAIL))
        assert len([persons.everything(request) for request in requests]) == 5


# --- Erasing -------------------------------------------------------------------------------------


def test_erasing_takes_all_of_it(desk, manager):
    mine = [make_whole_request(), make_request(status="spam")]
    other = make_request(email="other@patient.example")

    response = desk.post(VIEW, {"contact": EMAIL, "do": "erase", "seen": "2"}, follow=True)
    assert response.redirect_chain == [(VIEW, 302)]
    assert "2 requests were erased for good." in response.content.decode()
    assert BookingRequest.objects.get() == other
    for model in (BookingNote, BookingMail, Appointment):
        assert not model.objects.exists()
    assert set(logged()) == {(persons.ERASE, each.reference, manager) for each in mine}


@pytest.mark.parametrize("seen", [{}, {"seen": ""}, {"seen": "1"}, {"seen": "3"}, {"seen": "on"}])
def test_erasing_needs_a_yes_to_what_there_is(desk, seen):
    make_request()
    make_request()
    response = look(desk, do="erase", **seen)
    assert "Nothing was erased." in response.content.decode()
    assert len(references(response)) == BookingRequest.objects.count() == 2
    # The box that is ticked next says how many there are.
    assert soup_of(response).select_one("[name=seen]")["value"] == "2"


def test_the_log_keeps_the_reference_and_nothing_of_the_person(desk, manager, tree):
    mine = make_whole_request(therapy=tree.therapy())
    look(desk)
    look(desk, do="file")
    look(desk, do="erase", seen="1")

    entries = ModelLogEntry.objects.filter(label=mine.reference).values()
    assert [entry["action"] for entry in entries.order_by("pk")] == [
        persons.FIND,
        persons.HAND_OUT,
        persons.ERASE,
    ]
    assert all(entry["data"] == {} for entry in entries)
    assert not [word for word in WORDS if word in repr(list(entries))]
    kinds = ContentType.objects.get_for_models(BookingRequest, BookingNote, Appointment).values()
    assert not ReferenceIndex.objects.filter(base_content_type__in=kinds).exists()


# --- Who may -------------------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["", "file", "erase"])
@pytest.mark.parametrize(
    "who",
    [
        make_editor,
        # As at the desk, one does not do without the other.
        lambda: user_with("export_bookingrequest"),
        lambda: user_with("work_bookingrequest"),
        lambda: user_with("see_own_appointment", "export_bookingrequest"),
    ],
    ids=["marketing", "who may export alone", "reception", "a practitioner who may export"],
)
def test_others_are_refused(client, tree, who, do):
    request = make_request()
    client.force_login(who())
    for response in (client.get(VIEW), look(client, do=do, seen="1")):
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")
    assert BookingRequest.objects.get() == request
    assert logged() == []
    assert VIEW not in client.get("/admin/").content.decode()


def test_marketing_does_not_read_the_log_of_requests(client, manager):
    mine = make_request()
    persons.note_found(persons.requests_by_email(EMAIL), manager)
    history = "/admin/reports/site-history/results/"
    client.force_login(make_editor())
    assert mine.reference not in client.get(history).content.decode()
    client.force_login(manager)
    assert mine.reference in client.get(history).content.decode()


def test_strangers_are_sent_to_log_in(client, tree):
    assert look(client)["Location"].startswith("/admin/login/")


def test_the_menu_names_it_to_those_who_may(desk):
    assert VIEW in desk.get("/admin/").content.decode()


# --- The command ---------------------------------------------------------------------------------


@pytest.fixture
def command(monkeypatch, capsys):
    def run(typed, *options):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        call_command("booking_data", *options)
        # Only the data: it may be written to a file.
        return json.loads(capsys.readouterr().out)

    return run


def test_the_command_writes_the_data(command, tree):
    mine = make_whole_request()
    for typed, option in ((EMAIL, "--email"), ("085 765 4321", "--phone")):
        [data] = command(typed, option)
        assert (data["reference"], data["note"]) == (mine.reference, NOTE)
    assert logged() == [(persons.HAND_OUT, mine.reference, None)] * 2
    assert command("nobody@patient.example", "--email") == []


def test_the_command_erases(command):
    mine = make_whole_request()
    assert command(EMAIL, "--email", "--erase") == {"erased": [mine.reference]}
    assert not BookingRequest.objects.exists()
    assert logged() == [(persons.ERASE, mine.reference, None)]


@pytest.mark.parametrize(("typed", "option"), [("12", "--phone"), ("", "--phone"), ("", "--email")])
def test_the_command_refuses_what_is_no_contact(command, typed, option):
    make_request(email="", phone="")
    with pytest.raises(CommandError, match="Enter"):
        command(typed, option, "--erase")
    assert BookingRequest.objects.exists()


def test_the_command_takes_no_contact_from_its_arguments():
    for options in (["--email", EMAIL], [f"--email={EMAIL}"], ["--erase"]):
        with pytest.raises(CommandError):
            call_command("booking_data", *options)


def test_an_appointment_gives_its_time_back(command, tree):
    request = make_request()
    Appointment.objects.create(request=request, starts_at=days_ago(-1), ends_at=days_ago(-1))
    command(EMAIL, "--email", "--erase")
    assert not Appointment.objects.exists()
