"""The mail server has bad days: what it is sent, and what the reception sees meanwhile."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.utils import timezone

from clinic_pages.booking.mails.kinds import Kind
from clinic_pages.booking.mails.posting import post
from clinic_pages.booking.mails.sending import GIVE_UP_AFTER, PAUSES, send_due
from clinic_pages.booking.models import BookingMail, BookingSettings
from tests.booking.outages import A_DAY, AN_HOUR, refuses
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    address,
    agree,
    listed,
    log_of,
    make_request,
    make_user,
    names,
    next_monday,
    said,
    seen,
    version_on,
)

# Rows are claimed, and a constraint refuses what is pressed twice.
pytestmark = pytest.mark.postgres

CLINIC = "hello@clinic.example"
UNKNOWN = "550 5.1.1 No such user here"
PHONE = "085 765 4321"
MARK = "Telephone: an e-mail did not arrive"


def in_some_weeks(hour=10):
    """So far ahead that nobody is reminded of it meanwhile."""
    return next_monday(hour) + 14 * A_DAY


def home(client) -> str:
    """What the panel of the admin's first page says."""
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return " ".join(soup.select_one("#clinic-waiting-section .clinic-home").get_text(" ").split())


def mails_on(client, request) -> list[str]:
    """A line for each mail on the request's screen, its buttons included."""
    lines = seen(client, request).select(".clinic-request__mails li")
    return [" ".join(line.get_text(" ").split()) for line in lines]


def to_do(client, request) -> str:
    return " ".join(seen(client, request).select_one(".clinic-request__do").get_text(" ").split())


def press(client, request, act: str, kind: Kind = Kind.BOOKED, /, **typed):
    """A button beside the latest mail of the kind."""
    mail = request.mails.filter(kind=kind).latest("pk")
    return client.post(address("mail", request), {"mail": mail.pk, "act": act} | typed, follow=True)


# --- Away for two days ---------------------------------------------------------------------------


def test_away_for_two_days_around_an_appointment(rita, tree, request_, outage):
    """Nobody is told of what is over, and everybody of what is to come."""
    later = make_request(tree, name="Tom", email="tom@patient.example")
    tomorrow = timezone.localtime(outage.now + A_DAY).replace(minute=0)
    agree(rita, request_, tomorrow)
    agree(rita, later, tomorrow + 4 * A_DAY)
    outage.passes(3 * AN_HOUR, AN_HOUR)
    assert "the mail server has not taken it since" in mails_on(rita, request_)[0]
    # The reminder of tomorrow's is due as well.
    assert "5 e-mails are delayed" in home(rita)

    outage.passes(2 * A_DAY)
    with outage.server():
        outage.passes(2 * AN_HOUR, AN_HOUR)
    assert [message["To"] for message in outage.sink.taken] == ["tom@patient.example", CLINIC]
    assert [line.split(": ", 2)[-1] for line in mails_on(rita, request_)] == [
        "not sent: the appointment had begun"
    ] * 3
    assert "delayed" not in home(rita) and "did not arrive" not in home(rita)
    assert MARK not in rita.get(DESK).content.decode()


def test_a_request_that_was_answered_meanwhile_is_not_thanked_for(rita, request_, outage):
    post(request_, [Kind.NOTICE, Kind.RECEIVED])
    outage.passes(A_DAY)
    agree(rita, request_, in_some_weeks())
    with outage.server():
        outage.passes(A_DAY)
    # The time that is agreed, and nothing of a request that waits.
    assert len(outage.sink.taken) == 2
    assert "agreed" in outage.taken_by(EMAIL)[0].get_payload(0).get_payload()
    lines = mails_on(rita, request_)
    assert all("not sent: the request no longer waited" in line for line in lines[:2])


def test_moved_twice_meanwhile_it_is_told_once(rita, request_, outage):
    for hour in (9, 10, 11):
        agree(rita, request_, in_some_weeks(hour))
        outage.passes(AN_HOUR)
    with outage.server():
        outage.passes(A_DAY)
    [told] = outage.taken_by(EMAIL)
    assert "11 a.m." in told.get_payload(0).get_payload()
    assert (
        sum("not sent: a newer e-mail took its place" in s for s in mails_on(rita, request_)) == 4
    )


# --- Refused -------------------------------------------------------------------------------------


@pytest.fixture
def unknown(rita, request_, outage):
    """The patient's address has a mistake, and the appointment is agreed."""
    outage.sink.at_rcpt = refuses(EMAIL, UNKNOWN)
    with outage.server():
        agree(rita, request_, in_some_weeks())
        outage.passes(A_DAY)
        yield outage


def test_an_address_that_is_refused_is_asked_once(rita, unknown, request_):
    assert unknown.sink.refused == 1
    assert len(unknown.taken_by(CLINIC)) == 1
    [line, _clinics] = mails_on(rita, request_)
    assert "it did not arrive: the mail server refuses the address" in line
    assert f"Telephone this patient: {PHONE}" in to_do(rita, request_)
    assert "the mail server refuses this address" in seen(rita, request_).get_text()


def test_the_list_and_the_first_page_say_whom_to_telephone(rita, tree, unknown, request_):
    make_request(tree, name="Waits longer", received_at=unknown.now - 9 * A_DAY)
    first, *others = listed(rita)
    assert first[0] == NAME and MARK in first[2]
    assert not [row for row in others if MARK in row[2]]
    assert "Telephone 1 patient: an e-mail did not arrive." in home(rita)
    soup = BeautifulSoup(rita.get("/admin/").content, "html.parser")
    shown = soup.select_one("#clinic-waiting-section .clinic-undelivered a")["href"]
    assert names(rita, shown.removeprefix(DESK)) == [NAME]


def test_what_comes_later_is_not_tried_there(rita, unknown, request_):
    """And whoever agrees or cancels a time is told so before."""
    for screen in ("book", "cancel"):
        text = seen(rita, request_, screen).get_text()
        assert "refuses the patient’s e-mail address" in text and "gets an e-mail" not in text
    agree(rita, request_, in_some_weeks(16))
    unknown.passes(A_DAY)
    assert unknown.sink.refused == 1
    assert len(unknown.taken_by(CLINIC)) == 2
    assert "Telephone 1 patient" in home(rita)
    # Of the newer time alone.
    assert to_do(rita, request_).count("did not arrive") == 1


def test_who_was_told_is_marked_no_longer(rita, unknown, request_):
    assert "Saved." in said(press(rita, request_, "see_to"))
    assert log_of(request_)[-2] == ("rita", "see_to_mail_of_booking")
    assert "did not arrive" not in home(rita)
    assert MARK not in rita.get(DESK).content.decode()
    assert names(rita, "?status=undelivered") == []
    assert "Telephone this patient" not in to_do(rita, request_)
    assert "seen to" in mails_on(rita, request_)[0]


def test_nobody_is_to_be_told_of_what_is_over(rita, unknown, request_):
    unknown.until(in_some_weeks())
    # She has signed in again since.
    rita.force_login(User.objects.get(username="rita"))
    assert "did not arrive" not in home(rita)
    assert MARK not in rita.get(DESK).content.decode()


def test_without_a_number_nobody_is_told_to_dial_one(rita, tree, outage):
    request = make_request(tree, phone="")
    outage.sink.at_rcpt = refuses(EMAIL, UNKNOWN)
    with outage.server():
        agree(rita, request, in_some_weeks())
        outage.passes(AN_HOUR)
    assert "none was given" in to_do(rita, request)


def test_the_clinics_own_address_may_be_the_wrong_one(rita, tree, request_, outage):
    outage.sink.at_rcpt = refuses(CLINIC, UNKNOWN)
    with outage.server():
        agree(rita, request_, in_some_weeks())
        outage.passes(A_DAY)
        assert outage.sink.refused == 1
        assert "1 e-mail to the clinic itself did not arrive." in home(rita)
        # The patient has his.
        assert "Telephone" not in home(rita) and MARK not in rita.get(DESK).content.decode()
        assert "it did not arrive" in mails_on(rita, request_)[1]
        BookingSettings.objects.create(site=tree.site, notice_email="desk@clinic.example")
        press(rita, request_, "send_again", Kind.BOOKED_CLINIC)
        outage.passes(AN_HOUR)
    assert len(outage.taken_by("desk@clinic.example")) == 1
    assert "did not arrive" not in home(rita)


def test_a_mail_that_is_refused_for_what_it_says_is_not_sent_again_by_itself(
    rita, request_, outage
):
    outage.sink.at_data = refuses(EMAIL, "554 5.6.0 Looks like spam")
    with outage.server():
        agree(rita, request_, in_some_weeks())
        outage.passes(A_DAY)
    assert outage.sink.refused == 1
    assert "it did not arrive: the mail server refuses the e-mail" in mails_on(rita, request_)[0]
    assert "Telephone 1 patient" in home(rita)


def test_a_newer_mail_that_arrives_is_enough(rita, request_, outage):
    outage.sink.at_data = refuses(EMAIL, "554 5.6.0 Looks like spam")
    with outage.server():
        agree(rita, request_, in_some_weeks())
        outage.passes(AN_HOUR)
        assert "Telephone 1 patient" in home(rita)
        outage.sink.at_data = refuses("", "")
        agree(rita, request_, in_some_weeks(16))
        outage.passes(AN_HOUR)
    assert len(outage.taken_by(EMAIL)) == 1
    assert "did not arrive" not in home(rita)


# --- Busy for a week -----------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["at_mail", "at_rcpt", "at_data"])
def test_a_server_that_is_busy_for_a_week_ends_with_a_telephone_call(rita, request_, outage, step):
    setattr(outage.sink, step, lambda asked: "421 4.3.2 Too busy")
    agree(rita, request_, in_some_weeks())
    with outage.server():
        outage.passes(GIVE_UP_AFTER - AN_HOUR)
        assert "2 e-mails are delayed" in home(rita) and "did not arrive" not in home(rita)
        assert "the mail server has not taken it since" in mails_on(rita, request_)[0]
        tried = outage.sink.refused
        outage.passes(3 * A_DAY)
        # Both once more: for the hour that was left.
        assert outage.sink.refused <= tried + 2
        setattr(outage.sink, step, lambda asked: "")
        outage.passes(A_DAY)
    assert outage.sink.taken == []
    for line in mails_on(rita, request_):
        assert "it did not arrive: the mail server has not taken it for days" in line
    text = home(rita)
    assert "Telephone 1 patient" in text and "1 e-mail to the clinic itself" in text
    assert "delayed" not in text
    assert f"Telephone this patient: {PHONE}" in to_do(rita, request_)


def test_where_nobody_sent_mails_for_a_week_each_is_tried_all_the_same(rita, request_, outage):
    agree(rita, request_, in_some_weeks())
    outage.now += 7 * A_DAY
    send_due()
    with outage.server():
        outage.passes(sum(PAUSES, timedelta()))
    assert len(outage.sink.taken) == 2


# --- Sent again by hand --------------------------------------------------------------------------


@pytest.fixture
def sent(rita, request_, outage):
    """The appointment is agreed, and both mails have arrived."""
    with outage.server():
        agree(rita, request_, in_some_weeks())
        outage.passes(AN_HOUR)
        yield outage


def test_what_has_arrived_is_sent_again_as_another_mail(rita, sent, request_):
    assert "goes out again" in said(press(rita, request_, "send_again"))
    sent.passes(AN_HOUR)
    first, second = sent.taken_by(EMAIL)
    assert first["Message-ID"] != second["Message-ID"]
    assert first.get_payload(0).get_payload() == second.get_payload(0).get_payload()
    assert "(once more): sent" in mails_on(rita, request_)[2]
    assert ("rita", "send_again_booking") in log_of(request_)


def test_pressed_twice_it_is_sent_once(rita, sent, request_):
    mail = request_.mails.get(kind=Kind.BOOKED)
    for _press in range(2):
        assert "goes out again" in said(press(rita, request_, "send_again", mail=mail.pk))
    sent.passes(AN_HOUR)
    assert len(sent.taken_by(EMAIL)) == 2
    assert [act for _who, act in log_of(request_)].count("send_again_booking") == 1
    # The button is beside the new one, for who wants to send a third.
    assert ["Send again" in line for line in mails_on(rita, request_)] == [False, True, True]


def test_a_try_that_failed_keeps_its_message_id(rita, request_, outage):
    answers = iter(["451 4.7.1 Greylisted", ""])
    outage.sink.at_data = lambda asked: next(answers, "")
    ids = []
    taken = outage.sink.handle_DATA

    async def handle_data(server, session, envelope):
        ids.extend(line for line in envelope.content.splitlines() if line.startswith(b"Message-ID"))
        return await taken(server, session, envelope)

    outage.sink.handle_DATA = handle_data
    post(request_, [Kind.RECEIVED])
    with outage.server():
        outage.passes(2 * AN_HOUR, AN_HOUR)
    assert len(ids) == 2 and len(set(ids)) == 1


def test_a_refused_address_is_tried_again_by_who_knows_better(rita, unknown, request_):
    """Its mailbox was not there yet, or full."""
    unknown.sink.at_rcpt = lambda asked: ""
    press(rita, request_, "send_again")
    unknown.passes(AN_HOUR)
    assert len(unknown.taken_by(EMAIL)) == 1
    assert "did not arrive" not in home(rita)
    # It is known to work now.
    agree(rita, request_, in_some_weeks(16))
    unknown.passes(AN_HOUR)
    assert len(unknown.taken_by(EMAIL)) == 2


def test_a_reminder_can_be_sent_again(rita, request_, outage):
    with outage.server():
        agree(
            rita, request_, timezone.localtime(outage.now + timedelta(hours=20)).replace(minute=0)
        )
        outage.passes(AN_HOUR)
        press(rita, request_, "send_again", Kind.REMINDER)
        outage.passes(2 * AN_HOUR, AN_HOUR)
    assert [mail.kind for mail in request_.mails.all()].count(Kind.REMINDER) == 2
    assert len(outage.taken_by(EMAIL)) == 3


def test_what_is_true_no_longer_is_not_sent_again(rita, sent, request_):
    rita.post(address("cancel", request_), {"version": version_on(seen(rita, request_))})
    mail = request_.mails.get(kind=Kind.BOOKED)
    assert "cannot be done" in said(press(rita, request_, "send_again", mail=mail.pk))
    assert request_.mails.filter(kind=Kind.BOOKED).count() == 1
    assert not [line for line in mails_on(rita, request_)[:2] if "Send again" in line]


@pytest.mark.parametrize(
    "typed", [{"act": "nonsense"}, {"act": ""}, {"mail": "0"}, {"mail": "x"}, {"mail": ""}]
)
def test_what_is_no_button_does_nothing(rita, sent, request_, typed):
    assert "cannot be done" in said(press(rita, request_, "send_again", **typed))
    assert request_.mails.count() == 2


def test_a_mail_of_another_request_is_not_touched(rita, tree, sent, request_):
    other = make_request(tree, name="Tom")
    mail = request_.mails.get(kind=Kind.BOOKED)
    data = {"mail": mail.pk, "act": "send_again"}
    assert "cannot be done" in said(rita.post(address("mail", other), data, follow=True))
    assert BookingMail.objects.count() == 2


def test_practitioners_send_nothing(rita, sent, request_):
    rita.force_login(make_user("Practitioner"))
    mail = request_.mails.get(kind=Kind.BOOKED)
    rita.post(address("mail", request_), {"mail": mail.pk, "act": "send_again"})
    assert request_.mails.count() == 2
