"""Every condition page stands in the same order, whatever order its editor wrote it in."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup

from clinic_pages.models import ConditionBodyArea
from home.factories import BodyAreaFactory
from tests.trees import read, texts

EMERGENCY = ("care_card", {"level": "emergency", "heading_override": "", "text": "<p>Call.</p>"})
LATER = ("care_card", {"level": "non_urgent", "heading_override": "", "text": "<p>Ask.</p>"})
FACTS = ("key_facts", {"facts": [{"term": "How long", "detail": "Weeks."}]})
QUESTION = {"question": "Does it hurt?", "answer": "<p>Hardly.</p>"}
QUESTIONS = ("questions", {"heading_override": "", "questions": [QUESTION]})
SOURCE = {"citation": "NICE guideline NG59", "url": "https://www.nice.org.uk/guidance/ng59"}
SOURCES = ("references", {"references": [SOURCE]})
BOOKING = ("booking", None)

# The outer elements of blocks, as a visitor meets them.
BLOCKS = (
    ".clinic-care-card, .clinic-key-facts, .clinic-contents, .clinic-section, .clinic-therapy, "
    ".clinic-booking, .clinic-questions, .clinic-references, .clinic-related, .clinic-finding"
)


def section(heading):
    return ("section", {"heading": heading, "text": "<p>Words.</p>"})


def order(soup) -> list[str]:
    return [element["class"][0].removeprefix("clinic-") for element in soup.select(BLOCKS)]


def contents(soup) -> dict[str, str]:
    return {a["href"]: a.get_text() for a in soup.select(".clinic-contents a")}


@pytest.fixture
def related(tree):
    return ("related_condition", {"condition": tree.condition("Back pain")})


def preview_of(page):
    response = page.make_preview_request(preview_mode="")
    return BeautifulSoup(response.content, "html.parser")


def test_blocks_stand_in_one_order(client, tree, related):
    blocks = [related, SOURCES, QUESTIONS, section("What is it?"), LATER, FACTS, EMERGENCY]
    leg = ConditionBodyArea(body_area=BodyAreaFactory(name="Leg"))
    page = tree.sciatica_with(*blocks, body_areas=[leg])
    for soup in (read(client, page), preview_of(page)):
        assert order(soup) == [
            "care-card", "key-facts", "contents", "section", "care-card", "booking", "questions",
            "references", "related", "finding",
        ]  # fmt: skip
        first = soup.select_one(".clinic-care-card")
        assert "clinic-care-card--emergency" in first["class"]


def test_a_code_is_for_machines(client, tree):
    soup = read(client, tree.condition(code="M54.3"))
    assert '"M54.3"' in soup.select_one("script[type='application/ld+json']").text
    assert "M54.3" not in soup.body.get_text()


def test_the_main_part_keeps_the_editors_order(client, tree):
    page = tree.sciatica_with(
        section("Two"), QUESTIONS, section("One"), EMERGENCY, section("Three")
    )
    assert texts(read(client, page), ".clinic-section h2") == ["Two", "One", "Three"]


def test_other_pages_keep_the_editors_order_in_everything(client, tree):
    tree.home.body = [QUESTIONS, EMERGENCY]
    tree.home.save_revision().publish()
    assert order(read(client, tree.home))[:2] == ["questions", "care-card"]


@pytest.mark.parametrize("places", [0, 1, 2])
def test_there_is_one_booking(client, tree, places):
    page = tree.sciatica_with(*[BOOKING] * places, section("After"))
    soup = read(client, page)
    assert len(soup.select(".clinic-booking")) == 1
    assert len(soup.select("#booking")) == 1
    assert order(soup) == (["booking", "section"] if places else ["section", "booking"])


# --- The list of contents ------------------------------------------------------------------------


def test_contents_lead_to_each_part(client, tree, related):
    shown = ("therapy", {"therapy": tree.therapy()})
    page = tree.sciatica_with(section("What is it?"), shown, LATER, QUESTIONS, SOURCES, related)
    soup = read(client, page)
    assert contents(soup) == {
        "#what-is-it": "What is it?",
        "#acupuncture-for-sciatica": "Acupuncture for Sciatica",
        "#see-a-doctor-if": "See a doctor if",
        "#booking": "Booking",
        "#questions-and-answers": "Questions and answers",
        "#sources": "Sources",
        "#related-conditions": "Related conditions",
    }
    for target in contents(soup):
        assert len(soup.select(f"[id='{target[1:]}']")) == 1, target


def test_no_id_is_there_twice(client, tree, related):
    names = ["Booking", "Contents", "Main", "Related conditions", "Site nav", "Search query"]
    twice = [section(name) for name in names + names]
    soup = read(client, tree.sciatica_with(*twice, section("痛"), section("?"), related, QUESTIONS))
    ids = Counter(element["id"] for element in soup.select("[id]"))
    assert [each for each, number in ids.items() if number > 1] == []
    assert set(contents(soup)) <= {f"#{each}" for each in ids}


def test_a_therapy_that_is_hidden_is_not_in_the_contents(client, tree):
    hidden = ("therapy", {"therapy": tree.therapy("Cupping", publish=False)})
    page = tree.sciatica_with(*(section(name) for name in "ABC"), hidden)
    assert list(contents(read(client, page)).values()) == ["A", "B", "C", "Booking"]


def test_related_conditions_that_are_hidden_leave_no_heading(client, tree):
    draft = tree.condition("Draft", publish=False)
    page = tree.sciatica_with(
        *(section(name) for name in "ABC"), ("related_condition", {"condition": draft})
    )
    soup = read(client, page)
    assert "Related conditions" not in soup.text
    assert not soup.select(".clinic-related")


def test_few_headings_need_no_contents(client, tree):
    assert not read(client, tree.sciatica_with(section("Alone"))).select(".clinic-contents")
    assert not read(client, tree.condition("Empty")).select(".clinic-contents")


def test_where_booking_is_placed_by_a_block_the_contents_do_not_repeat_it(client, tree):
    page = tree.sciatica_with(*(section(name) for name in "ABC"), BOOKING)
    assert "#booking" not in contents(read(client, page))


# --- Key facts, questions and sources ------------------------------------------------------------


def test_key_facts_and_sources_say_what_was_written(client, tree):
    soup = read(client, tree.sciatica_with(FACTS, SOURCES))
    assert texts(soup, ".clinic-key-facts dt, .clinic-key-facts dd") == ["How long", "Weeks."]
    [link] = soup.select(".clinic-references a")
    assert (link.get_text(), link["href"]) == (SOURCE["citation"], SOURCE["url"])


def test_a_source_without_an_address_is_no_link(client, tree):
    page = tree.sciatica_with(("references", {"references": [{**SOURCE, "url": ""}]}))
    soup = read(client, page)
    assert texts(soup, ".clinic-references li") == [SOURCE["citation"]]
    assert not soup.select(".clinic-references a")


def test_a_preview_shows_what_is_hidden(tree):
    draft, cupping = tree.condition("Draft", publish=False), tree.therapy("Cupping", publish=False)
    page = tree.sciatica_with(
        ("related_condition", {"condition": draft}), ("therapy", {"therapy": cupping})
    )
    soup = preview_of(page)
    notices = " ".join(texts(soup, ".clinic-notice"))
    assert "“Draft” is not published." in notices
    assert "“Cupping” is not published." in notices
    assert texts(soup, ".clinic-related h2") == ["Related conditions"]
