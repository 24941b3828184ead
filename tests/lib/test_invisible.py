"""What nobody sees of a text is no part of it."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic_pages.lib.invisible import BLANKS, has_letters, without_invisible

# Of texts alone.
pytestmark = pytest.mark.once

ZWNJ, ZWJ = "\u200c", "\u200d"
UNSEEN = ["\u200b", "\xad", "\u202e", "\u2066", "\ufeff", "\u2060", "\u034f", "\x00", "\U000e0041"]
# Format characters that one does see: numbers' and hieroglyphs' signs, of no use in a name.
SEEN = [*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD]
SEEN += range(0x13430, 0x13440)


@pytest.mark.parametrize(
    "name",
    [
        "Róisín Ní Bhriain",
        "O’Dea-Smith",
        "Ro\u0301isi\u0301n",
        "Нина",
        "김민준",
        "山田 葛\U000e0100",
        # Persian, Sinhala, Bengali, and Malayalam, whose names end with a joiner in older texts.
        f"علی{ZWNJ}رضا",
        f"ශ\u0dca{ZWJ}රී",
        f"র{ZWJ}\u09cdয",
        f"രാജന\u0d4d{ZWJ}",
        f"👩🏽{ZWJ}⚕\ufe0f",
        "one\r\ntwo\tthree",
    ],
)
def test_what_one_sees_and_what_joins_it_stays(name):
    assert without_invisible(name) == name


@pytest.mark.parametrize("mark", UNSEEN)
def test_what_one_does_not_see_is_lost(mark):
    assert without_invisible(f"{mark}Ma{mark}{mark}ry{mark}") == "Mary"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Ma{ZWJ}r{ZWNJ}y{ZWJ}", "Mary"),
        (f"Ngọ{ZWNJ}c", "Ngọc"),
        (f"علی{ZWNJ}{ZWNJ}\u200bرضا", f"علی{ZWNJ}رضا"),
        (f"{ZWNJ}علی{ZWNJ}", "علی"),
        (f"علی {ZWNJ}رضا", "علی رضا"),
        ("x\ufe0f \ufe0f", "x "),
        ("Anna\u2800Lee\u3164", "Anna Lee "),
    ],
)
def test_joiners_and_selectors_that_join_nothing_are_lost_and_blanks_are_spaces(text, left):
    assert without_invisible(text) == left


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\u3164", "\u2800\u2800", "\u115f\u1160\uffa0", ZWJ, "\u202e\u202c", "\xad"),
        *("\u0301", "\u0301\u0302 \u20dd", "\ufe0f", "…", "-", "12", "\x07"),
    ],
)
def test_marks_and_signs_are_no_letters(text):
    assert not has_letters(text)


@pytest.mark.parametrize("text", ["X", "é", "e\u0301", "ﷺ", "山", f"ش{ZWNJ}", "4U"])
def test_letters_of_any_script_are(text):
    assert has_letters(text)


def test_no_format_character_of_unicode_is_left_and_nothing_else_is_lost():
    characters = [chr(code) for code in range(sys.maxunicode + 1)]
    kinds = {each: unicodedata.category(each) for each in characters}
    unseen = [each for each, kind in kinds.items() if kind == "Cf" and ord(each) not in SEEN]
    assert not "".join(map(without_invisible, unseen))
    seen = "".join(
        each for each, kind in kinds.items() if kind[0] in "LNPSZ" and ord(each) not in BLANKS
    )
    assert without_invisible(seen) == seen


@given(st.text())
def test_done_twice_it_is_the_same(text):
    once = without_invisible(text)
    assert without_invisible(once) == once
