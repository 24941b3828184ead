"""Headings go down one level at a time, whatever an editor begins a page with."""

from itertools import pairwise

import pytest

from home.factories import PractitionerPageFactory, PractitionersPageFactory, StandardPageFactory
from tests.trees import read

PLAIN = ("section", {"heading": "", "text": "<p>Pain.</p>"})
TEXT = "<h3>In short</h3><p>Pain.</p>"
WITHOUT_HEADING = ("section", {"heading": "", "text": TEXT})
WITH_HEADING = ("section", {"heading": "What is it?", "text": TEXT})
EMERGENCY = ("care_card", {"level": "emergency", "text": "<p>You cannot pee.</p>"})


def levels(client, page) -> list[int]:
    """Of the headings in the article, in the order of the page."""
    headings = read(client, page).select("article :is(h1, h2, h3, h4)")
    return [int(heading.name[1]) for heading in headings]


def assert_none_is_skipped(found: list[int]):
    assert found[0] == 1 and found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found)), found


@pytest.mark.parametrize(
    "body",
    [
        [WITHOUT_HEADING],
        [WITHOUT_HEADING, WITHOUT_HEADING],
        [PLAIN, WITHOUT_HEADING, WITH_HEADING],
        [PLAIN, EMERGENCY, WITHOUT_HEADING],
        [WITH_HEADING, WITHOUT_HEADING],
        [WITHOUT_HEADING, WITH_HEADING, EMERGENCY],
        [WITHOUT_HEADING, *[WITH_HEADING] * 4],
    ],
)
def test_no_level_is_skipped(client, tree, body):
    assert_none_is_skipped(levels(client, tree.condition(body=body)))
    assert_none_is_skipped(levels(client, StandardPageFactory(parent=tree.home, body=body)))
    for title, text in {"One": TEXT, "Two": "<p>Pain.</p>"}.items():
        assert_none_is_skipped(levels(client, tree.therapy(title, shared_text=text, body=body)))


def test_nor_on_a_practitioners_page(client, tree):
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(parent=team, about=TEXT)
    assert_none_is_skipped(levels(client, maeve))


def test_under_a_heading_it_stays_one_level_lower(client, tree):
    soup = read(client, tree.condition(body=[WITH_HEADING]))
    assert [each.get_text() for each in soup.select("article h3")] == ["In short"]
