"""The look-out for leaks sees them: each of these is one, and is planted here."""

import logging

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import RequestFactory

from tests import leaks
from tests.booking.visitors import TYPED, book

EMAIL = TYPED["email"]


@pytest.fixture
def seen():
    """What was found since; taken away, so that the test itself passes."""

    def seen() -> list[str]:
        leaks.look_at_mails()
        try:
            return list(leaks.found)
        finally:
            leaks.found.clear()
            mail.outbox.clear()

    return seen


def answer(request, response) -> None:
    leaks.Middleware(lambda _request: response)(request)


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(f"<p>{TYPED['name']}</p>"),
        HttpResponse(f"<p>{TYPED['note']}</p>"),
        HttpResponse("<p>Call +353857654321</p>"),
        HttpResponse(headers={"Location": f"/thanks/?email={EMAIL}"}),
    ],
)
def test_on_a_page_that_others_read(seen, response):
    answer(RequestFactory().get("/conditions/"), response)
    assert len(seen()) == 1


def test_in_a_cookie(seen):
    response = HttpResponse()
    response.set_cookie("who", EMAIL)
    answer(RequestFactory().get("/"), response)
    assert len(seen()) == 1


def test_in_an_address(seen):
    answer(RequestFactory().get("/booking/", {"email": EMAIL}), HttpResponse())
    assert len(seen()) == 1


def test_in_the_admin_outside_the_desk(seen):
    answer(RequestFactory().get("/admin/pages/"), HttpResponse(EMAIL))
    assert len(seen()) == 1
    for path in [*leaks.DESK, leaks.HOME]:
        answer(RequestFactory().get(path), HttpResponse(EMAIL))
    assert not seen()


def test_in_a_log_line(seen):
    logging.getLogger("clinic_pages.booking").warning("No mail for %s", EMAIL)
    assert len(seen()) == 1


def test_in_a_traceback(seen):
    try:
        raise ValueError(EMAIL)
    except ValueError:
        logging.getLogger("django.request").exception("Internal server error")
    assert len(seen()) == 1


@pytest.mark.parametrize("part", ["subject", "body"])
def test_in_a_mail(seen, part):
    mail.EmailMessage(**{part: TYPED["name"]}, to=["reception@clinic.example"]).send()
    assert len(seen()) == 1


def test_what_a_visitor_typed_may_come_back_to_him(client, tree, seen):
    assert book(client, name="").status_code == 422
    assert not seen()
