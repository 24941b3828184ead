"""Words as search indexes hold them: what is asked for stands in whatever has it."""

import pytest

from clinic_pages.lib.index_words import as_asked, for_index, index_words
from clinic_pages.lib.passages import passages_in
from search.compounds import base_of, parts_of

# No database is asked.
pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bell’s pal\u00adsy", ("bells", "palsy")),
        ("ICD-10: M54.3, z. B.", ("icd", "10", "m543", "z", "b")),
        ("3.5 cm", ("3", "5", "cm")),
        ("MRT和腰痛2", ("mrt", "和腰痛", "2")),
        ("दर्द, боль", ("दर्द", "боль")),
    ],
)
def test_words(text, words):
    assert index_words(text) == words


@pytest.mark.parametrize("text", ["坐骨神经痛", "อาการปวดหลัง", "肩こり", "허리통증이"])
def test_any_part_of_a_text_without_blanks_stands_in_its_entry(text):
    stored = for_index(text)
    assert stored.isascii()
    parts = {text[a:b] for a in range(len(text)) for b in range(a + 1, len(text) + 1)}
    assert all(f" {as_asked([part])} " in f" {stored} " for part in parts)
    assert f" {as_asked([text[0] + text[-1]])} " not in f" {stored} "


def test_paragraphs_items_and_headings_are_lines():
    html = "<h3>Why</h3><p>One<br/>two &amp; t\u00adhree.</p><ul><li>a</li><li><b>b</b></li></ul>"
    assert passages_in(html) == ["# Why", "One", "two & three.", "a", "b"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("backpain", ("back", "pain")),
        ("lowbackpain", ("low", "back", "pain")),
        ("ruckenschmerz", ("rucken", "schmerz")),
        ("bandscheibenvorfall", ("bandscheibe", "vorfall")),
        ("backpains", ()),
        ("back", ()),
        ("backback2", ()),
    ],
)
def test_joined_words_are_told_apart(word, parts):
    known = {"low", "back", "pain", "rucken", "schmerz", "bandscheibe", "vorfall"}
    assert parts_of(word, known.__contains__) == parts


def test_declensions():
    assert base_of("schmerzen") == "schmerz"
    assert base_of("knee") == "knee"
