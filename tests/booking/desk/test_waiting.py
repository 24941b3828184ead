"""What waits is seen: requests, and e-mails that the mail server does not take."""

from datetime import timedelta
from unittest.mock import patch

from bs4 import BeautifulSoup
from django.utils import timezone

from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import BookingMail, BookingRequest
from tests.booking.reception import (
    agree,
    make_request,
    seen,
)

Status = BookingRequest.Status


def test_a_delayed_mail_is_seen(rita, request_):
    with patch("django.core.mail.EmailMessage.send", side_effect=OSError):
        agree(rita, request_)
        send_due()
    lines = seen(rita, request_).select_one(".clinic-request__mails").get_text(" ", strip=True)
    assert "the mail server has not taken it since" in lines
    assert "2 e-mails are delayed" in rita.get("/admin/").content.decode()
    mails = BookingMail.objects.all()
    mails.update(due_at=timezone.now())
    send_due()
    assert "delayed" not in rita.get("/admin/").content.decode()


def test_a_mail_that_nobody_sends_is_seen_too(rita, request_):
    agree(rita, request_)
    assert "on its way" in seen(rita, request_).select_one(".clinic-request__mails").get_text()
    BookingMail.objects.update(due_at=timezone.now() - timedelta(minutes=11))
    lines = seen(rita, request_).select_one(".clinic-request__mails").get_text(" ", strip=True)
    assert "has not taken it" in lines


def panel(client) -> str:
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    found = soup.select_one("#clinic-waiting-section .clinic-home")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_home_page_says_what_waits(rita, tree):
    assert "No request waits." in panel(rita)
    make_request(tree, received_at=timezone.now() - timedelta(days=3))
    make_request(tree, status=Status.CONTACTED)
    make_request(tree, status=Status.SPAM)
    text = panel(rita)
    assert "2 requests wait, 1 of which nobody has answered." in text
    assert "(3\xa0days)" in text or "(3 days)" in text


def test_the_menu_says_how_many_wait(rita, tree):
    assert "data-clinic-waiting" not in rita.get("/admin/").content.decode()
    make_request(tree)
    make_request(tree)
    html = rita.get("/admin/").content.decode()
    assert '"data-clinic-waiting": "2"' in html and "Desk, 2 wait" in html
