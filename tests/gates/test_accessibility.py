"""WCAG 2.2 AA and axe's best practice, in light and in dark, on a telephone and on a desktop."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.gates.report import Faults
from tests.sizes import IS_PROOF

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": TAGS},
    # The only rule of WCAG 2.2, which axe leaves off until the law asks for it.
    "rules": {"target-size": {"enabled": True}},
}
RULES = ["color-contrast", "link-in-text-block"]
# The colours alone, which is all that a dark scheme changes; in `make proof` everything again.
COLOURS = OPTIONS if IS_PROOF else {**OPTIONS, "runOnly": RULES}
FAULTY = """
    <!doctype html><html lang="en"><title>A</title><main><h1>A</h1>
    <p style="color: #999">Too pale</p><a href="/1" style="display: block; line-height: 10px">a</a>
    <a href="/2" style="display: block; line-height: 10px">b</a><h4>Too deep</h4></main>
"""


@pytest.mark.parametrize("screen", ["phone", "desktop"])
def test_no_violation(request, screen, addresses, visit):
    page = request.getfixturevalue(screen)
    found = Faults()
    for address in addresses:
        page.emulate_media(color_scheme="light")
        visit(page, address)
        # At the end the bar with the way to book lies where it belongs. Anywhere else it covers a
        # part of some link, until one scrolls; test_keyboard.py sees what has the focus.
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        found.add(f"{address.path} (light)", violations(page))
        page.emulate_media(color_scheme="dark")
        found.add(f"{address.path} (dark)", violations(page, COLOURS))
    found.must_be_none()


def test_violations_are_found(desktop):
    desktop.set_content(FAULTY)
    rules = {line.split(":")[0] for line in violations(desktop)}
    assert rules == {"color-contrast", "heading-order", "target-size"}


def test_pale_words_are_found_by_the_rules_of_colours_alone(desktop):
    desktop.set_content(FAULTY)
    assert {line.split(":")[0] for line in violations(desktop, COLOURS)} >= {"color-contrast"}


def violations(page, options=OPTIONS) -> list[str]:
    """Rule, element and reason, one line each."""
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {' '.join(_reasons(node))}"
        for rule in Axe().run(page, options=options).response["violations"]
        for node in rule["nodes"]
    ]


def _reasons(node) -> list[str]:
    return [check["message"] for check in (*node["any"], *node["all"], *node["none"])]
