"""What the site writes down of a visit, and what it never does."""

import json
import logging

import pytest

from home.logs import Lines, discreet

SECRETS = [
    ("Not Found: /booking/manage/mHbN2kQxv9w/", "mHbN2kQxv9w"),
    ("Forbidden: /booking/calendar/tZ81qLpAf0s.ics", "tZ81qLpAf0s"),
    ("Bad Request: /admin/password_reset/confirm/MQ/c7x-9f8e7d/", "c7x-9f8e7d"),
    ('"GET /search/?q=bleeding+after+birth HTTP/1.1" 500', "bleeding"),
    # Quotes are not always encoded.
    ('"GET /search/?q=it\'s+bleeding HTTP/1.1" 200', "bleeding"),
    ('"GET /search/?q=\\"why+bleeding HTTP/1.1" 200', "bleeding"),
    # A link that a mail program broke, or put a quote before.
    ("Not Found: /booking/manage/ mHbN2kQxv9w/", "mHbN2kQxv9w"),
    ("Not Found: /booking/manage/>\\n mHbN2k Qxv9w/", "Qxv9w"),
    ("Not Found: /booking/manage/'mHbN2kQxv9w/", "mHbN2kQxv9w"),
    # As gunicorn's access log quotes a Referer.
    (
        '"GET /a.css HTTP/1.1" 200 - "https://clinic.example/booking/manage/mHbN2kQxv9w/" "Me"',
        "mHbN2kQxv9w",
    ),
]


@pytest.fixture
def lines():
    """Of all loggers, as production writes them."""
    written = []

    class Written(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    handler, root = Written(), logging.getLogger()
    handler.setFormatter(Lines())
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.mark.parametrize(("message", "secret"), SECRETS)
def test_no_secret_is_written_down(lines, message, secret):
    assert secret in message
    logging.getLogger("django.request").warning("%s", message)
    [line] = lines
    assert secret not in json.dumps(line)
    assert line["level"] == "WARNING"
    assert line["logger"] == "django.request"


def test_nor_in_a_traceback(lines, caplog):
    try:
        raise ValueError("/booking/manage/mHbN2kQxv9w/ is no address")
    except ValueError:
        logging.getLogger("home").exception("It broke")
    [line] = lines
    # Whoever writes it: another handler as well.
    for text in (line["message"], caplog.text):
        assert "ValueError" in text
        assert "mHbN2kQxv9w" not in text


def test_what_is_no_address_stays():
    assert discreet("Are you sure? Yes. 3 of 4 in /media/a.jpg") == (
        "Are you sure? Yes. 3 of 4 in /media/a.jpg"
    )


def test_an_unknown_manage_link(client, tree, lines):
    client.get("/booking/manage/mHbN2kQxv9w/")
    assert "mHbN2kQxv9w" not in json.dumps(lines)


@pytest.mark.parametrize("given", ["5b9f3a0c7d1e4f62", ""])
def test_lines_of_a_request_have_its_id(client, tree, lines, given):
    client.get("/no/such/page/", headers={"X-Request-ID": given})
    client.get("/nor/this/", headers={"X-Request-ID": 'x" onload="'})
    one, other = (line["request_id"] for line in lines if line["logger"] == "django.request")
    assert one != other
    if given:
        assert one == given
    assert other.isalnum()
