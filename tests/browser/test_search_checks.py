"""An editor sees beside her form what keeps a page from ranking, and puts it right."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editor import sign_in
from tests.editors import make_editor

TOO_LONG = "What helps with sciatica, lower back pain and pain that runs down the leg at night"


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def sciatica(tree, editor):
    return tree.condition(seo_title=TOO_LONG)


@pytest.fixture(autouse=True)
def axe_logs_what_it_finds(problems):
    yield
    problems[:] = [each for each in problems if "axe.run results" not in each]


def open_checks(page, sciatica):
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    return page.locator("[data-checks-panel]")


def test_a_finding_goes_when_the_field_is_put_right(page, sciatica):
    checks = open_checks(page, sciatica)
    finding = checks.get_by_text("The title is cut off among search results")
    expect(finding).to_be_visible()
    expect(checks.get_by_text("Shorten it, or write a shorter title tag")).to_be_visible()
    expect(checks.get_by_text("The page says little of its own")).to_be_visible()
    expect(checks.get_by_text("Another page has the same title")).to_have_count(0)

    page.get_by_role("tab", name="Promote").click()
    page.get_by_label("Title tag").fill("Sciatica: what helps")
    expect(finding).to_have_count(0, timeout=15_000)
    expect(checks.get_by_text("The page says little of its own")).to_be_visible()
