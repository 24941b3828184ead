"""The entry in a patient's calendar moves with the appointment, and goes with it."""

import pytest
from django.core import mail

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import BookingSettings
from clinic_pages.booking.patient import manage
from clinic_pages.booking.times.free_times import FreeTime
from clinic_pages.booking.times.schedules import PractitionerSchedule
from tests.booking.diaries import in_days, practitioner
from tests.booking.reception import EMAIL, agree, make_request, make_user
from tests.booking.times.calendar_readers import READERS, calendar_after

# Rows are locked.
pytestmark = pytest.mark.postgres


@pytest.fixture(params=READERS, ids=lambda read: read.__name__)
def calendar_of_the_patient(request):
    """What it holds after all mails that have gone, opened in turn."""

    def entries():
        send_due()
        files = [
            content if isinstance(content, str) else content.decode()
            for message in mail.outbox
            if message.to == [EMAIL]
            for _name, content, _type in message.attachments
        ]
        return calendar_after(files, request.param)

    return entries


@pytest.fixture
def rita(client, tree):
    client.force_login(make_user("Reception", "rita"))
    return client


def test_it_moves_and_goes(rita, tree, calendar_of_the_patient):
    request, aoife = make_request(tree), practitioner(tree)
    agree(rita, request, in_days(3, 10), practitioner=aoife.pk)
    [first] = calendar_of_the_patient()
    assert first.begins == in_days(3, 10) and first.status == "CONFIRMED"

    agree(rita, request, in_days(4, 11), practitioner=aoife.pk)
    [moved] = calendar_of_the_patient()
    assert (moved.uid, moved.begins) == (first.uid, in_days(4, 11))

    request.refresh_from_db()
    schedules = tuple(PractitionerSchedule.objects.all())
    manage.move(request.appointment, BookingSettings(), FreeTime(in_days(5, 9), 60, schedules))
    [again] = calendar_of_the_patient()
    assert (again.uid, again.begins) == (first.uid, in_days(5, 9))

    request.refresh_from_db()
    manage.cancel(request.appointment, BookingSettings())
    assert calendar_of_the_patient() == []

    agree(rita, request, in_days(6, 9), practitioner=aoife.pk)
    [new] = calendar_of_the_patient()
    assert (new.uid, new.begins) == (first.uid, in_days(6, 9))


def test_a_mail_that_comes_late_changes_nothing(rita, tree, calendar_of_the_patient):
    request = make_request(tree)
    agree(rita, request, in_days(3, 10))
    calendar_of_the_patient()
    agree(rita, request, in_days(4, 11))
    calendar_of_the_patient()
    mail.outbox.reverse()
    [entry] = calendar_of_the_patient()
    assert entry.begins == in_days(4, 11)


def test_each_says_whom_to_ask_and_asks_for_no_answer(rita, tree):
    """Who declines in a calendar believes that it is cancelled: nobody is invited to."""
    tree.clinic.email = ""
    tree.clinic.save()
    agree(rita, make_request(tree), in_days(3, 10))
    send_due()
    [message] = [each for each in mail.outbox if each.to == [EMAIL]]
    [(_name, content, kind)] = message.attachments
    text = content if isinstance(content, str) else content.decode()
    assert "ORGANIZER" in text and "mailto:" in text
    assert "ATTENDEE" not in text and "RSVP" not in text
    assert kind == "text/calendar; method=PUBLISH"
