"""Names, addresses and telephone numbers as people type and paste them."""

import pytest
from django.core.exceptions import ValidationError

from clinic_pages.booking.models import BookingRequest
from clinic_pages.booking.request.contacts import pretty_phone, read_phone
from tests.booking.visitors import TYPED, book, fields_of, problems

NUMBER = "+35315550123"
NOTE = "Anything we should know to find a time"


def stored() -> BookingRequest:
    return BookingRequest.objects.get()


# --- Extensions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["01 555 0123", "+353 1 555-0123", "(01) 5550123"])
@pytest.mark.parametrize(
    "extension",
    [
        *("ext. 12", "ext 12", "Ext.12", "extn 12", "extension 12", "extension no. 12", "x12"),
        *("X 12", "#12", "(ext. 12)", "- ext 12", ", ext 12", ";ext=12"),
        *("DW 12", "-DW 12", "/ dw12", "Durchwahl 12", "Durchwahl: 12", "Nebenstelle 12"),
    ],
)
@pytest.mark.parametrize("space", ["", " "])
def test_an_extension_is_kept(before, space, extension):
    assert read_phone(f"{before}{space}{extension}", "IE") == f"{NUMBER};ext=12"


@pytest.mark.parametrize("digits", ["1", "012", "123456789"])
def test_an_extension_keeps_its_digits(digits):
    assert read_phone(f"01 555 0123 x{digits}", "IE") == f"{NUMBER};ext={digits}"


@pytest.mark.parametrize("stored", [NUMBER, f"{NUMBER};ext=12"])
def test_what_is_stored_is_read_as_what_it_is(stored):
    assert read_phone(stored, "") == stored
    assert read_phone(pretty_phone(stored), "") == stored
    assert read_phone(pretty_phone(stored, "IE"), "IE") == stored


def test_a_number_with_an_extension_is_shown_as_one_writes_it():
    assert pretty_phone(f"{NUMBER};ext=12", "IE") == "(01) 555 0123 ext. 12"
    assert pretty_phone(f"{NUMBER};ext=12") == "+353 1 555 0123 ext. 12"


def test_a_visitors_extension_is_stored_with_the_number(client, tree):
    book(client, phone="01 555 0123 ext. 12")
    assert stored().phone == f"{NUMBER};ext=12"


# --- What else is typed there --------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("Tel. 085 765 4321", "Mobile: 085 765 4321", "085 765 4321 (mobile)"),
        *("tel:+353857654321", "\u202a+353 85 765 4321\u202c", "+353 (0)85 765 4321"),
    ],
)
def test_what_only_says_that_it_is_a_number_is_fine(typed):
    assert read_phone(typed, "IE") == "+353857654321"


@pytest.mark.parametrize(
    "typed",
    [
        *("085 765 4321 ask for Mary", "085 765 4321 after 5", "Mary 085 765 4321"),
        *("085 765 4321 or 01 555 0123", "085 765 4321 / 01 555 0123", "085 765 4321, 01 555 0123"),
        *("085 765 4321 01 555 0123", "085 765 4321\u200b; +44 20 7946 0123"),
        *("01 555 0123 x12 or x13", "01 555 0123, 12"),
        "085 765 4321, but please only between five and seven, and never on a Thursday",
    ],
)
def test_more_than_a_number_is_answered_with_what_to_do(client, tree, typed):
    response = book(client, phone=typed)
    says = problems(response)
    assert set(says) == {"phone"}
    assert "Enter one telephone number and nothing else, for example 085 012 3456." in says["phone"]
    assert NOTE in says["phone"]
    assert fields_of(response)["phone"] == typed
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("typed", ["call me", "12", "085 765 432l", "085 765 4321 7890", "ext. 12"])
def test_what_is_no_number_is_answered_with_an_example(typed):
    with pytest.raises(ValidationError, match="Enter a telephone number, for example 085 012 3456"):
        read_phone(typed, "IE")


# --- What nobody sees ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["\u200b", "\u3164", "\u2800 \u2800", "\u202e\u2066", "\xad\u200d", "\ufeff\x00"]
)
def test_a_name_that_nobody_sees_is_none(client, tree, name):
    assert problems(book(client, name=name)) == {"name": "Enter your name."}
    assert not BookingRequest.objects.exists()


@pytest.mark.parametrize("name", ["\u0301\u0302", "…", "-", "12", "\u200b\u0301"])
def test_marks_and_signs_alone_are_no_name(client, tree, name):
    assert problems(book(client, name=name)) == {"name": "Enter your name in letters."}


def test_a_name_loses_what_nobody_sees(client, tree):
    book(client, name="\u202bRóisín\u200b\u2800Ní  Bhri\xadain\u202c")
    assert stored().name == TYPED["name"]


def test_a_persian_name_keeps_its_joiner(client, tree):
    book(client, name="علی\u200cرضا")
    assert stored().name == "علی\u200cرضا"


def test_what_is_pasted_along_makes_no_address_wrong(client, tree):
    book(client, email=f"\u200b{TYPED['email']}\ufeff", phone="\u202a085 765 4321\u202c")
    assert (stored().email, stored().phone) == (TYPED["email"], "+353857654321")


def test_a_note_keeps_its_lines_and_loses_what_nobody_sees(client, tree):
    book(client, note="After\u202e five,\r\n\tnot\u200b before")
    assert stored().note == "After five,\n\tnot before"


def test_a_note_that_nobody_sees_is_none(client, tree):
    book(client, note="\u3164\u200b")
    assert stored().note == ""
