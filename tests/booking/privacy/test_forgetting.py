"""What visitors sent is gone when the clinic needs it no longer."""

from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Site

from clinic_pages.booking.management.commands import send_booking_mails
from clinic_pages.booking.models import (
    Appointment,
    BookingAttempt,
    BookingCount,
    BookingMail,
    BookingNote,
    BookingRequest,
    BookingSettings,
    ContactAttempt,
    TakenCell,
)
from clinic_pages.booking.privacy import forgetting
from clinic_pages.booking.privacy.tasks import forget_bookings
from clinic_pages.booking.times.appointments import take
from home.factories import PractitionerPageFactory
from tests.booking.people import EMAIL, NAME, closed, days_ago, make_request, make_whole_request

# Rows are locked and taken in batches.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def forget(capsys, *options) -> str:
    call_command("forget_bookings", *options)
    return capsys.readouterr().out


def kept() -> set[str]:
    return set(BookingRequest.objects.values_list("reference", flat=True))


def test_closed_requests_go_after_ninety_days(capsys):
    old = [closed(91, status) for status in ("booked", "declined", "spam")]
    young = [closed(89, status) for status in ("booked", "declined", "spam")]

    assert "Closed requests deleted: 3" in forget(capsys)
    assert kept() == {request.reference for request in young}
    assert not kept() & {request.reference for request in old}


def test_all_that_belongs_to_a_request_goes_with_it(capsys, tree):
    request = make_whole_request(status="booked", closed_at=days_ago(100))
    take(request, PractitionerPageFactory(parent=tree.home), days_ago(20), 60)
    assert TakenCell.objects.exists()
    forget(capsys)
    for model in (BookingRequest, BookingNote, BookingMail, Appointment, TakenCell):
        assert not model.objects.exists()


def test_each_site_keeps_them_as_long_as_it_says(capsys, tree):
    other = Site.objects.create(hostname="other.example", root_page=tree.home)
    BookingSettings.objects.create(site=other, retention_days=10)
    quick, slow = closed(11, site=other), closed(11)
    of_no_site = closed(91, site=None)

    forget(capsys)
    assert kept() == {slow.reference}
    BookingSettings.objects.create(site=tree.site, retention_days=5)
    forget(capsys)
    assert kept() == set()
    assert quick.pk and of_no_site.pk


def test_open_requests_stay_and_old_ones_are_counted(capsys):
    old = make_request(received_at=days_ago(400))
    contacted = make_request(received_at=days_ago(366), status="contacted")
    young = make_request(received_at=days_ago(300))
    # Opened again: what it was closed for is over.
    reopened = make_request(status="contacted", closed_at=days_ago(100))
    # Closed by something that did not say when.
    undated = make_request(received_at=days_ago(400), status="declined")

    printed = forget(capsys)
    assert "Closed requests deleted: 0" in printed
    assert "Open for over a year, and left: 3" in printed
    assert kept() == {each.reference for each in (old, contacted, young, reopened, undated)}


def test_an_appointment_to_come_is_kept_until_it_is_over(capsys):
    ahead, cancelled = closed(100), closed(100)
    for request, cancelled_at in ((ahead, None), (cancelled, timezone.now())):
        Appointment.objects.create(
            request=request,
            starts_at=days_ago(-20),
            ends_at=days_ago(-20),
            cancelled_at=cancelled_at,
        )
    forget(capsys)
    assert kept() == {ahead.reference}
    Appointment.objects.update(starts_at=days_ago(1), ends_at=days_ago(1))
    forget(capsys)
    assert kept() == set()


def test_attempts_go_after_an_hour_and_counts_stay(capsys, tree):
    BookingAttempt.objects.create(address_digest="a" * 64, made_at=days_ago(0.05))
    BookingAttempt.objects.create(address_digest="b" * 64)
    ContactAttempt.objects.create(contact_digest="c" * 64, made_at=days_ago(1.1))
    ContactAttempt.objects.create(contact_digest="d" * 64, made_at=days_ago(0.9))
    BookingCount.objects.create(page=tree.home, day=days_ago(900).date(), number=2)

    assert "Attempts that count no longer deleted: 2" in forget(capsys)
    assert BookingAttempt.objects.get().address_digest == "b" * 64
    assert ContactAttempt.objects.get().contact_digest == "d" * 64
    assert BookingCount.objects.get().number == 2


def often_and_for_ever():
    """As its process does every few seconds, one of its rounds."""
    send_booking_mails.Command().send(0)


@pytest.mark.parametrize("run", [lambda: call_command("send_booking_mails"), often_and_for_ever])
def test_attempts_go_though_nobody_books_any_more(monkeypatch, run):
    # It closes its connection, which is the test's.
    monkeypatch.setattr(send_booking_mails, "connection", Mock())
    for hours in (0.9, 1.1):
        BookingAttempt.objects.create(address_digest="a" * 64, made_at=days_ago(hours / 24))
        ContactAttempt.objects.create(contact_digest="a" * 64, made_at=days_ago(hours))
    run()
    assert BookingAttempt.objects.get().made_at > days_ago(1 / 24)
    assert ContactAttempt.objects.get().made_at > days_ago(1)


def test_a_dry_run_counts_and_deletes_nothing(capsys):
    request = make_whole_request(status="spam", closed_at=days_ago(100))
    BookingAttempt.objects.create(address_digest="a" * 64, made_at=days_ago(1))

    printed = forget(capsys, "--dry-run")
    assert "Closed requests to delete: 1" in printed
    assert "Attempts that count no longer to delete: 1" in printed
    assert BookingRequest.objects.get() == request
    assert BookingAttempt.objects.exists()


def test_many_are_deleted_in_parts(capsys, monkeypatch):
    monkeypatch.setattr(forgetting, "BATCH", 2)
    for _number in range(5):
        closed(91)
    assert "Closed requests deleted: 5" in forget(capsys)
    assert kept() == set()


def test_it_says_nothing_of_anybody(capsys, caplog):
    request = closed(91)
    with caplog.at_level("DEBUG"):
        printed = forget(capsys) + caplog.text
    for word in (NAME, EMAIL, request.reference):
        assert word not in printed


def test_a_scheduled_task_does_the_same():
    closed(91)
    forget_bookings.enqueue()
    assert kept() == set()
