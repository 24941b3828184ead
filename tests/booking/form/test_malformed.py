"""Many malformed submissions: an answer that says so, or a whole request; never a 500."""

import re
import string
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as sized
from hypothesis import strategies as st

from clinic_pages.booking.form import tokens
from clinic_pages.booking.mails.kinds import Kind
from clinic_pages.booking.models import BookingRequest
from clinic_pages.lib.invisible import has_letters, without_invisible
from tests.booking.visitors import FORM, OPEN, TYPED
from tests.sizes import size

# What a text may hold, and how long it may be, differs between databases.
pytestmark = pytest.mark.postgres

EXAMPLES = size(40, 2500, "MALFORMED_EXAMPLES")
# Each example is sent in each of these ways of writing a form.
WAYS = ("urlencoded", "multipart", "json", "bytes")

AWKWARD = st.sampled_from(
    [
        "",
        " ",
        "\x00",
        "\r\nBcc: all@evil.example",
        "=HYPERLINK(1)",
        "<script>alert(1)</script>",
        "{{ 7|add:7 }}",
        "' OR 1=1 --",
        "٣",
        "\ud800",
        "👩🏽‍⚕️" * 40,
        "a@b",
        "+353 85 765 4321",
        "00353857654321",
        "9" * 400,
        "-1",
        "1e9",
        "null",
        "\u202e\u0000",
        "ﷺ" * 300,
        "\u3164\u200b",
        "01 555 0123 ext. 12",
        "085 765 4321 or 01 555 0123",
    ]
)
VALUES = AWKWARD | st.text(max_size=60) | st.text(string.printable, max_size=2000)
NAMES = st.sampled_from(
    [*TYPED, "therapy", "practitioner", "days", "parts_of_day", "page", "language", "leave_empty"]
)
CHANGES = st.dictionaries(
    NAMES | st.text(max_size=8), st.none() | st.lists(VALUES, max_size=4), max_size=6
)
# Mostly good: the rest lies behind it.
TOKENS = st.sampled_from(["good"] * 9 + ["none", "old", "", "made up", "a:b:c", "\x00"])


def token_for(kind: str) -> str | None:
    ages = {"good": 30, "old": 60 * 60 * 24}
    if kind == "none":
        return None
    if kind not in ages:
        return kind
    then = datetime.fromtimestamp(datetime.now().timestamp() - ages[kind], tz=UTC)
    with patch.object(tokens.timezone, "now", lambda: then):
        return tokens.hand_out()


def clean(value: str) -> str:
    """What can be sent at all: a lone surrogate is no text, and goes as its escape."""
    return value.encode("utf-8", "backslashreplace").decode()


def body_of(changes: dict, token: str | None) -> dict:
    fields = {name: [value] for name, value in TYPED.items()} | {"token": [token]}
    for name, values in changes.items():
        fields[name] = values or []
    return {
        clean(name): [clean(each) for each in values if each is not None]
        for name, values in fields.items()
        if name
    }


def send(client: Client, way: str, address: str, fields: dict, noise: bytes):
    if way == "multipart":
        return client.post(address, fields)
    if way == "json":
        return client.post(address, fields, content_type="application/json")
    if way == "bytes":
        kind = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
        return client.post(address, noise, content_type=kind[len(noise) % 2])
    from urllib.parse import urlencode

    return client.post(
        address, urlencode(fields, doseq=True), content_type="application/x-www-form-urlencoded"
    )


@pytest.mark.slow
def test_never_a_500_and_never_half_a_request(tree, settings, capsys):
    # The form alone, as its dialog wants it: a whole page takes longer, and is no better a test.
    client = Client(headers={"X-Clinic-Dialog": "1"})
    tree.therapy()
    codes: dict[int, int] = {}
    # What is to be found out lies behind the limits.
    settings.CLINIC_PAGES = settings.CLINIC_PAGES | {
        "BOOKING_LIMIT_PER_ADDRESS": 1_000_000,
        "BOOKING_LIMIT_PER_CONTACT": 1_000_000,
    }

    @sized(
        max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(CHANGES, TOKENS, st.sampled_from([FORM, FORM, FORM, OPEN]), st.binary(max_size=300))
    def submit(changes, token, address, noise):
        fields = body_of(changes, token_for(token))
        for way in WAYS:
            response = send(client, way, address, fields, noise)
            codes[response.status_code] = codes.get(response.status_code, 0) + 1
            assert response.status_code in (200, 400, 413, 422)

    submit()
    stored = BookingRequest.objects.all()
    with capsys.disabled():
        print(f"\n{sum(codes.values())} submissions answered {codes}; {len(stored)} stored")
    for request in stored:
        assert has_letters(request.name)
        assert request.name == without_invisible(request.name)
        assert re.fullmatch(r"(\+[0-9]+(;ext=[0-9]+)?)?", request.phone)
        assert request.email or request.phone
        assert "\n" not in request.name + request.email + request.phone
        assert request.consented_at
        kinds = set(request.mails.values_list("kind", flat=True))
        is_spam = request.status == BookingRequest.Status.SPAM
        wanted = {Kind.NOTICE, Kind.RECEIVED} if request.email else {Kind.NOTICE}
        assert kinds == (set() if is_spam else wanted)
    # All ends were met: taken, refused for a field, refused as a form.
    assert min(codes[200], codes[400], codes[422]) > EXAMPLES / 20
