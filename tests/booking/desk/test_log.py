"""Who looked and who did what is in Wagtail's log, and nothing of the patient."""

import pytest
from wagtail.models import ModelLogEntry

from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    address,
    agree,
    log_of,
    make_user,
    press,
    search,
    seen,
)


def test_who_did_what_is_in_the_log(rita, ben, request_):
    seen(ben, request_)
    press(rita, request_, "contact", note="Called.")
    agree(rita, request_)
    assert log_of(request_) == [
        ("ben", "view_booking"),
        ("rita", "view_booking"),
        ("rita", "note_booking"),
        ("rita", "contact_booking"),
        # What the browser went back to.
        ("rita", "view_booking"),
        ("rita", "view_booking"),
        ("rita", "book_booking"),
    ]


def test_the_request_says_who_has_looked_at_it(rita, ben, request_):
    seen(ben, request_)
    assert "ben" in seen(rita, request_).select_one(".clinic-request__history details").get_text()


def test_nothing_of_the_patient_leaves_the_desk(rita, request_, caplog):
    caplog.set_level("DEBUG")
    search(rita, NAME)
    press(rita, request_, "contact", note="Róisín was not in.")
    agree(rita, request_, minutes="7")
    agree(rita, request_)
    rita.get(address("inspect", request_) + "x")
    entries = [str(vars(entry)) for entry in ModelLogEntry.objects.all()]
    for typed in (NAME, "Róisín", EMAIL, PHONE, "123456", NOTE):
        assert typed not in caplog.text
        assert not [entry for entry in entries if typed in entry]
    soup = seen(rita, request_)
    assert soup.title.get_text(strip=True).startswith(f"Booking request {request_.reference}")


@pytest.mark.parametrize("action", ["step", "book", "cancel", "mail"])
def test_an_error_report_quotes_nothing_that_was_typed(rita, request_, action):
    for url in (DESK, address(action, request_)):
        sent = rita.post(url, {"typed": NAME, "note": NOTE, "version": 0}).wsgi_request
        assert sent.sensitive_post_parameters == "__ALL__"


def test_reports_lead_to_the_request(rita, request_):
    press(rita, request_, "contact")
    rita.force_login(make_user("superuser"))
    html = rita.get("/admin/reports/site-history/").content.decode()
    assert address("inspect", request_) in html and request_.reference in html
    assert NAME not in html


def test_who_edits_a_therapy_does_not_read_which_requests_name_it(admin_client, request_):
    usage = admin_client.get(f"/admin/pages/{request_.therapy_id}/usage/")
    assert request_.reference not in usage.content.decode()
