"""Reports of errors, as Django mails them to the ADMINS, hold nothing of a patient: in a house
whose settings nobody knows, and on the reference site."""

import io
import logging
import sys
from collections.abc import Iterator
from html import unescape
from smtplib import SMTPRecipientsRefused
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils.log import AdminEmailHandler
from django.utils.module_loading import import_string
from django.views.decorators.debug import sensitive_variables
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from clinic_pages.booking.form.submit import Submission
from clinic_pages.booking.mails import sending
from clinic_pages.booking.mails.reminders import post_reminders
from clinic_pages.booking.models import BookingMail, BookingSettings, PractitionerSchedule
from clinic_pages.booking.times.appointments import take
from clinic_pages.booking.times.links import manage_url
from clinic_pages.lib.error_reports import Report
from tests.booking import diaries, people
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    address,
    make_request,
    make_user,
    next_monday,
)
from tests.booking.visitors import TYPED, book, opened, send

# Rows are locked.
pytestmark = pytest.mark.postgres

DESK_NOTE = "Rang Zebedee Quill, prefers mornings"
PERSONS_DATA = "/admin/clinic-pages/persons-data/"
# Of the visitor, of what is typed at the desk, and in whatever way it is written.
PLANTED = [NAME, "Bhriain", EMAIL, "patient.example", PHONE, "857654321", "085 765 4321", NOTE]
PLANTED += ["down my left leg", DESK_NOTE, "Zebedee"]


class Broken(Exception):
    pass


def breaks(*args, **kwargs):
    raise Broken("It broke.")


def breaks_off(*args):
    """As whoever looks after processes does it."""
    raise SystemExit


class Reports(AdminEmailHandler):
    """What would be mailed: subject, text and page of each."""

    def __init__(self):
        super().__init__(include_html=True)
        self.written: list[str] = []

    def send_mail(self, subject, message, *args, html_message=None, **kwargs):
        self.written.append(unescape(f"{subject}\n{message}\n{html_message}"))

    def of_problem(self, problem: BaseException) -> None:
        """For what is called by no view: as a tracer of a host's would write it."""
        kind = (type(problem), problem, problem.__traceback__)
        reporter = self.reporter_class(None, *kind)
        text, page = reporter.get_traceback_text(), reporter.get_traceback_html()
        self.written.append(unescape(f"{text}\n{page}"))

    def look(self) -> str:
        """The one report that there is."""
        [text] = self.written
        assert "in breaks" in text
        return text


@pytest.fixture
def site_reports() -> Iterator[Reports]:
    handler, logger = Reports(), logging.getLogger("django")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


@pytest.fixture
def in_a_strangers_house(settings) -> None:
    settings.DEFAULT_EXCEPTION_REPORTER = "django.views.debug.ExceptionReporter"


@pytest.fixture
def reports(in_a_strangers_house, site_reports) -> Reports:
    return site_reports


@pytest.fixture
def visitor(tree) -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def manager(tree) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user("Clinic manager"))
    return client


def tells(text: str) -> list[str]:
    return [planted for planted in PLANTED if planted in text]


# --- What a report would say ---------------------------------------------------------------------


def handle(name: str):
    breaks(name)


def test_without_more_a_report_tells_all(reports):
    """So that there is something to find."""
    try:
        handle(NAME)
    except Broken as problem:
        reports.of_problem(problem)
    assert NAME in reports.look()


@pytest.mark.parametrize(
    ("call", "is_told"),
    [
        (lambda: handle(NAME), False),
        (lambda: [handle(name) for name in [NAME]], False),
        (lambda: list(handle(name) for name in [NAME]), True),  # noqa: C400
    ],
    ids=["a function", "a list", "a generator"],
)
def test_for_what_a_decorator_of_djangos_counts(reports, call, is_told):
    """For all that is called below, but for what a generator calls: decision 38."""
    try:
        sensitive_variables()(call)()
    except Broken as problem:
        reports.of_problem(problem)
    assert (NAME in reports.look()) == is_told


# --- Visitors ------------------------------------------------------------------------------------

FORM = "clinic_pages.booking.form"
WIDGET = "django.forms.widgets.Widget.get_context"


def breaks_at(text: str):
    """A function that breaks once it is given this text, alone, and gives back all others."""
    return lambda value: breaks(value) if value == text else value


@pytest.mark.parametrize(
    ("where", "typed"),
    [
        (f"{FORM}.form.read_phone", {}),
        (f"{FORM}.submit.limits.is_beyond", {}),
        (f"{FORM}.submit.BookingRequest.save", {}),
        (f"{FORM}.submit.posting.post", {}),
        ("clinic_pages.booking.request.search_keys.tails", {}),
        ("clinic_pages.booking.encryption.encrypt", {}),
        (WIDGET, {"consent": None}),
        (WIDGET, {"show_times": ""}),
    ],
)
def test_a_visitor_sends_the_form(visitor, reports, monkeypatch, where, typed):
    fields = opened(visitor) | TYPED | typed
    monkeypatch.setattr(where, breaks)
    assert send(visitor, fields).status_code == 500
    assert tells(reports.look()) == []


def test_what_was_typed_is_handed_back(visitor, reports, monkeypatch):
    """Where the database is away, and what says so breaks as well. The database quotes a value."""
    monkeypatch.setattr(f"{FORM}.views.render_to_string", breaks)
    away = OperationalError(f"DETAIL: Failing row contains ({EMAIL})")
    with patch(f"{FORM}.views.sent_before", side_effect=away):
        assert book(visitor).status_code == 500
    # In a line of the log, too: nothing_leaks would see it there.
    assert tells(reports.look()) == []


def test_what_was_sent_does_not_describe_itself():
    """Tracers with ways of their own ask each variable how it would be written."""
    sent = Submission(site=None, form_key="", fields=TYPED, address="")
    assert tells(repr(sent)) == []


def test_a_patient_uses_the_link(tree, visitor, reports, monkeypatch):
    made = diaries.appointment(tree, diaries.practitioner(tree), name=NAME, email=EMAIL)
    link = urlsplit(manage_url(made)).path
    monkeypatch.setattr(RECIPIENT, lambda request, kind: breaks(request.email))
    assert visitor.post(link, {"cancel": ""}).status_code == 500
    assert tells(reports.look()) == []


# --- The desk ------------------------------------------------------------------------------------

AT_DESK = "clinic_pages.booking.desk"
RECIPIENT = "clinic_pages.booking.mails.posting.recipient"
AGREED = {
    "version": 0,
    "day": f"{next_monday():%Y-%m-%d}",
    "time": "10:00",
    "minutes": 45,
    "practitioner": "",
}


@pytest.mark.parametrize(
    ("where", "what", "query"),
    [
        (f"{AT_DESK}.columns.when_it_suits", breaks, ""),
        (f"{AT_DESK}.export.as_text", breaks_at(NOTE), "?export=csv"),
        (f"{AT_DESK}.export.dialled_phone", breaks, "?export=csv"),
    ],
)
def test_the_list(tree, manager, reports, monkeypatch, where, what, query):
    make_request(tree)
    monkeypatch.setattr(where, what)
    assert manager.get(DESK + query).status_code == 500
    assert tells(reports.look()) == []


@pytest.mark.parametrize("where", [f"{AT_DESK}.columns.when_it_suits", f"{AT_DESK}.lookup._begins"])
def test_a_search(tree, manager, reports, monkeypatch, where):
    make_request(tree)
    found = manager.post(DESK, {"typed": NAME})["Location"]
    monkeypatch.setattr(where, breaks)
    assert manager.get(found).status_code == 500
    assert tells(reports.look()) == []


@pytest.mark.parametrize(
    ("action", "typed", "where"),
    [
        ("inspect", None, f"{AT_DESK}.views.requests.pretty_phone"),
        ("inspect", None, "clinic_pages.booking.models.BookingMail.get_kind_display"),
        ("step", {"version": 0, "note": DESK_NOTE}, f"{AT_DESK}.steps.log"),
        ("step", {"version": 0, "note": DESK_NOTE}, "clinic_pages.booking.encryption.encrypt"),
        ("book", AGREED, RECIPIENT),
        ("book", {"version": 0, "day": NOTE}, f"{AT_DESK}.appointment_forms.practitioners"),
    ],
)
def test_a_request(tree, manager, reports, monkeypatch, action, typed, where):
    request = make_request(tree)
    request.notes.create(text=DESK_NOTE)
    request.mails.create(kind="notice")
    what = breaks if where != RECIPIENT else lambda request, kind: breaks(request.email)
    monkeypatch.setattr(where, what)
    url = address(action, request)
    response = manager.get(url) if typed is None else manager.post(url, typed)
    assert response.status_code == 500
    assert tells(reports.look()) == []


# --- Beside the desk -----------------------------------------------------------------------------


def test_the_first_page(tree, manager, reports, monkeypatch):
    make_request(tree)
    monkeypatch.setattr(f"{AT_DESK}.menu.alarm_of", lambda request: breaks(request.name))
    assert manager.get("/admin/").status_code == 500
    assert tells(reports.look()) == []


def test_whom_to_call(tree, manager, reports, monkeypatch):
    aoife = diaries.practitioner(tree)
    make_request(tree, practitioner=aoife)
    monkeypatch.setattr(f"{AT_DESK}.patients.pretty_phone", breaks)
    assert manager.post(f"/admin/pages/{aoife.pk}/unpublish/").status_code == 500
    assert tells(reports.look()) == []


def test_whom_to_call_about_hours(tree, manager, reports, monkeypatch):
    aoife = diaries.practitioner(tree)
    request = make_request(tree)
    take(request, aoife, next_monday(10), 45)
    monkeypatch.setattr(f"{AT_DESK}.patients.pretty_phone", breaks)
    schedule = PractitionerSchedule.objects.get()
    away = inline_formset([{"first_day": f"{next_monday():%Y-%m-%d}"}])
    hours = list(schedule.working_hours.values("id", "weekday", "opens", "closes"))
    data = {"practitioner": aoife.pk, "buffer_minutes": 0, "exceptions": away}
    data["working_hours"] = inline_formset(hours, initial=len(hours))
    url = f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/"
    assert manager.post(url, nested_form_data(data)).status_code == 500
    assert tells(reports.look()) == []


# --- One person's data ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("do", "where", "what"),
    [
        ("", "clinic_pages.booking.privacy.persons.email_digest", breaks),
        ("", WIDGET, breaks),
        ("file", "clinic_pages.booking.privacy.persons._plain", breaks_at(NOTE)),
        ("erase", "clinic_pages.booking.privacy.persons.limits.forget_contacts", breaks),
    ],
)
def test_one_persons_data(tree, manager, reports, monkeypatch, do, where, what):
    make_request(tree)
    monkeypatch.setattr(where, what)
    sent = {"contact": EMAIL, "do": do, "seen": "1"}
    assert manager.post(PERSONS_DATA, sent).status_code == 500
    assert tells(reports.look()) == []


# --- What nobody waits for -----------------------------------------------------------------------


def due_mail() -> None:
    request = people.make_request(name=NAME, email=EMAIL, phone=PHONE, note=NOTE)
    BookingMail.objects.create(request=request, kind="received")


def broken(what) -> BaseException:
    try:
        what()
    except BaseException as problem:
        return problem
    raise AssertionError("it did not break")


@pytest.mark.django_db
def test_a_process_that_is_ended_in_the_middle_of_a_mail(reports, monkeypatch):
    due_mail()
    monkeypatch.setattr(EmailMessage, "send", lambda message: breaks_off(message.to))
    reports.of_problem(broken(sending.send_due))
    assert tells(reports.look()) == []


@pytest.mark.django_db
def test_a_mail_servers_words_are_in_no_other_traceback(monkeypatch, reports):
    """Of whoever handles that a mail did not go: tasks and services write it down as text."""
    due_mail()
    refused = SMTPRecipientsRefused({EMAIL: (550, b"unknown")})
    monkeypatch.setattr(sending, "_not_sent", breaks)
    with patch.object(EmailMessage, "send", side_effect=refused):
        problem = broken(sending.send_due)
    assert isinstance(problem, Broken)
    assert problem.__context__ is None
    reports.of_problem(problem)
    assert tells(reports.look()) == []


def test_reminders(tree, reports, monkeypatch):
    BookingSettings.objects.create(site=tree.site, reminder_hours=24 * 7)
    diaries.appointment(tree, diaries.practitioner(tree), name=NAME, email=EMAIL)
    monkeypatch.setattr(RECIPIENT, lambda request, kind: breaks(request.email))
    reports.of_problem(broken(post_reminders))
    assert tells(reports.look()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "where"),
    [
        (["booking_data", "--email"], "clinic_pages.booking.privacy.persons.email_digest"),
        (["reencrypt_bookings"], "clinic_pages.booking.encryption.encrypt"),
    ],
)
def test_commands(reports, monkeypatch, command, where):
    due_mail()
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{EMAIL}\n"))
    monkeypatch.setattr(where, breaks)
    reports.of_problem(broken(lambda: call_command(*command)))
    assert tells(reports.look()) == []


# --- The reference site --------------------------------------------------------------------------


def test_the_site_has_the_report_of_its_own(settings):
    assert import_string(settings.DEFAULT_EXCEPTION_REPORTER) is Report


def test_what_is_sent_and_fails_before_a_view_begins(tree, manager, site_reports, monkeypatch):
    request = make_request(tree)
    monkeypatch.setattr("django.contrib.messages.middleware.default_storage", breaks)
    assert manager.post(address("step", request), {"note": DESK_NOTE}).status_code == 500
    assert tells(site_reports.look()) == []


def test_what_was_searched_for_and_by_whom(visitor, site_reports, monkeypatch):
    monkeypatch.setattr("search.views.search_pages", breaks)
    where = {"REMOTE_ADDR": "203.0.113.77", "headers": {"Referer": "http://other.example/secret"}}
    assert visitor.get("/search/", {"q": "bleeding"}, **where).status_code == 500
    report = site_reports.look()
    for each in ("bleeding", "203.0.113.77", "other.example"):
        assert each not in report


def test_a_secret_link_is_in_no_subject(visitor, site_reports, monkeypatch):
    monkeypatch.setattr("clinic_pages.booking.patient.views.uid_in", breaks)
    assert visitor.get("/booking/manage/mHbN2kQxv9w/").status_code == 500
    report = site_reports.look()
    assert "/booking/manage/-" in report.splitlines()[0]
    assert "mHbN2kQxv9w" not in report


def test_a_developer_reads_all(settings):
    settings.DEBUG = True
    reporter = Report(None, Broken, Broken("x"), None)
    try:
        handle("seen")
    except Broken as problem:
        reporter = Report(None, Broken, problem, problem.__traceback__)
    assert "seen" in reporter.get_traceback_html()
