"""Each check, with a page that fails it and one that does not."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from clinic_pages.models import ConditionPage, TherapyPage
from clinic_pages.page_checks.base import CHECKS, failed_checks
from clinic_pages.page_checks.checks.data import problems
from clinic_pages.page_checks.facts import Facts, months_before
from home.models import HomePage, StandardPage

GRAPH = {
    "@graph": [
        {"@type": "WebSite", "@id": "#site", "name": "Clinic", "url": "/"},
        {"@type": "WebPage", "name": "Sciatica", "url": "/", "isPartOf": {"@id": "#site"}},
    ]
}
GOOD = Facts(
    title="Sciatica: what helps – Test clinic Dublin",
    description="What sciatica is and what we do for it.",
    heading_levels=(1, 2, 3, 2),
    words=400,
    shared_words=100,
    links_out=3,
    pictures_without_words=0,
    shows_booking=True,
    graph=GRAPH,
    hidden_blocks=0,
    stale_wordings=0,
    title_can_be_drawn=True,
    title_is_taken=False,
    description_is_taken=False,
    is_linked=True,
    may_be_short=False,
    is_kept_out=False,
    wants_review=True,
    has_reviewer=True,
    last_reviewed=date(2026, 5, 4),
    review_again_before=date(2026, 5, 4),
)
DANGLING = {"@graph": [{"@type": "WebPage", "name": "A", "url": "/", "about": {"@id": "#gone"}}]}

# (code, what is wrong with the page, what is just right)
CASES = [
    ("title_too_short", {"title": "Gout"}, {"title": "Gout – Test clinic Dublin"}),
    ("title_too_long", {"title": "Acupuncture " * 7}, {"title": "Acupuncture " * 4}),
    ("title_not_drawn", {"title_can_be_drawn": False}, {}),
    ("title_not_unique", {"title_is_taken": True}, {}),
    ("description_missing", {"description": ""}, {"description": "Short."}),
    ("description_too_long", {"description": "words " * 40}, {"description": "words " * 20}),
    ("description_not_unique", {"description_is_taken": True}, {}),
    ("not_one_main_heading", {"heading_levels": (1, 2, 1)}, {"heading_levels": (1,)}),
    ("not_one_main_heading", {"heading_levels": ()}, {}),
    ("heading_level_skipped", {"heading_levels": (1, 3)}, {"heading_levels": (1, 2, 3, 2, 2)}),
    ("thin_page", {"words": 249}, {"words": 250}),
    ("thin_page", {"words": 249}, {"words": 249, "may_be_short": True}),
    ("mostly_shared_text", {"words": 1000, "shared_words": 701}, {"words": 1000}),
    ("picture_without_words", {"pictures_without_words": 1}, {}),
    ("no_link_out", {"links_out": 0}, {"links_out": 1}),
    ("no_link_in", {"is_linked": False}, {}),
    ("no_way_to_book", {"shows_booking": False}, {}),
    ("no_reviewer", {"has_reviewer": False}, {"has_reviewer": False, "wants_review": False}),
    ("review_overdue", {"last_reviewed": date(2026, 5, 3)}, {"last_reviewed": None}),
    ("hidden_block", {"hidden_blocks": 1}, {}),
    ("stale_wording", {"stale_wordings": 1}, {}),
    ("invalid_structured_data", {"graph": None}, {}),
    ("invalid_structured_data", {"graph": DANGLING}, {}),
]


def codes(**changes) -> set[str]:
    return {check.code for check in failed_checks(replace(GOOD, **changes))}


def test_a_good_page_has_no_finding():
    assert codes() == set()


@pytest.mark.parametrize(("code", "wrong", "right"), CASES)
def test_a_page_with_it_and_a_page_without(code, wrong, right):
    assert codes(**wrong) == {code}
    assert codes(**right) == set()


def test_each_check_has_such_pages():
    assert {code for code, _wrong, _right in CASES} == set(CHECKS)


def test_nothing_is_found_on_a_page_that_nobody_shall_find():
    assert codes(is_kept_out=True, title="", title_is_taken=True) == set()


@override_settings(CLINIC_PAGES={"THIN_PAGE_WORDS": 500})
def test_how_much_a_page_should_say_is_a_setting():
    assert codes() == {"thin_page"}


@pytest.mark.parametrize(
    ("node", "problem"),
    [
        ({"@type": "Offer", "price": 70}, "Offer without priceCurrency"),
        ({"@type": "Question", "name": "Why?"}, "Question without acceptedAnswer"),
        ({"@type": "WebPage", "name": "A", "url": "/a", "about": {"@id": "#x"}}, "of #x"),
        ({"@type": "Thing", "about": [{"@type": "Person"}]}, "Person without name"),
    ],
)
def test_what_is_wrong_with_a_graph(node, problem):
    [found] = problems({"@graph": [node]})
    assert problem in found


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 5, 31), 12, date(2025, 5, 31)),
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 12, 15), 24, date(2024, 12, 15)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected


def test_each_check_is_explained_to_editors():
    text = (Path(__file__).parents[2] / "docs" / "page-checks.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", text, re.MULTILINE))
    assert rows == {check.code: str(check.wrong) for check in CHECKS.values()}


def test_each_check_names_a_field_that_editors_find():
    models = (ConditionPage, TherapyPage, HomePage, StandardPage)
    fields = {field.name for model in models for field in model._meta.get_fields()}
    assert {check.field for check in CHECKS.values() if check.field} <= fields
    assert all(check.wrong and check.advice for check in CHECKS.values())
