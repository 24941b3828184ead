"""Where on a page a therapy goes."""

import pytest

from clinic_pages.grid.placing import Usual, place_for

# What is asked here asks no database.
pytestmark = pytest.mark.once

NEEDLES, CUPS, MOXA, HERBS = 1, 2, 3, 4
TYPES = ["section", "image", "therapy", "therapies_together", "practitioner", "booking"]


def usual(*pages) -> Usual:
    return Usual(list(pages), [NEEDLES, CUPS, MOXA, HERBS], TYPES, "therapy")


@pytest.mark.parametrize(
    ("body", "pages", "place"),
    [
        # Between those that other pages have before and behind it.
        (["section", NEEDLES, CUPS, "booking"], [[NEEDLES, MOXA, CUPS]], 2),
        # Other pages count more than the order of the tree, most pages more than few.
        ([NEEDLES], [[MOXA, NEEDLES], [MOXA, "section", NEEDLES], [NEEDLES, MOXA]], 0),
        # Where they say nothing it is the order of the tree.
        (["section", NEEDLES, HERBS, "booking"], [], 2),
        (["section", HERBS, "booking"], [[NEEDLES, CUPS]], 1),
        (["section", CUPS, "section", "booking"], [], 2),
        # It stays beside therapies, whatever else stands around.
        (["section", NEEDLES, "section", "section", "booking"], [["section", MOXA]], 2),
        # The first therapy of a page: as pages have theirs, else as editors find the blocks.
        (["section", "image", "booking"], [["section", CUPS, "image"]], 1),
        (["section", "image", "booking"], [], 2),
        (["section", "practitioner", "booking"], [], 1),
        ([], [], 0),
    ],
)
def test_the_place(body, pages, place):
    assert place_for(MOXA, body, usual(*pages)) == place


@pytest.mark.parametrize(
    ("placed", "body", "pages", "place"),
    [
        # What is no therapy goes where other pages have it, behind its like.
        ("image", ["section", NEEDLES, "booking"], [["section", "image", CUPS]], 1),
        ("section", ["section", NEEDLES], [["section", NEEDLES]], 1),
        # Where they say nothing it is the order in which editors find the blocks.
        ("practitioner", ["section", NEEDLES, "booking"], [], 2),
        ("section", [], [], 0),
    ],
)
def test_the_place_of_another_block(placed, body, pages, place):
    assert place_for(placed, body, usual(*pages)) == place
