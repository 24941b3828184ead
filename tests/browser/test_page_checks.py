"""An editor sees beside her form what keeps a page from ranking, and puts it right."""

import re

import pytest
from playwright.sync_api import expect

from clinic_pages.search_engines.results import TITLE, cut
from tests.browser.editing import open_looked_after, sign_in
from tests.editors import make_editor

TOO_LONG = "What helps with sciatica, lower back pain and pain that runs down the leg at night"


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def sciatica(tree, editor):
    return tree.condition(seo_title=TOO_LONG)


def open_checks(page, sciatica):
    sign_in(page)
    open_looked_after(page, f"/admin/pages/{sciatica.pk}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    return page.locator("[data-checks-panel]")


def test_a_failed_check_goes_when_the_field_is_put_right(page, sciatica):
    checks = open_checks(page, sciatica)
    failed = checks.get_by_text("The title is cut off among search results")
    expect(failed).to_be_visible()
    expect(checks.get_by_text("Shorten it, or write a shorter title tag")).to_be_visible()
    expect(checks.get_by_text("The page says little of its own")).to_be_visible()
    expect(checks.get_by_text("Another page has the same title")).to_have_count(0)

    # It leads to the field, and no row names a place as developers do.
    row = checks.locator("[data-content-checker-row]", has_text="The title is cut off")
    row.get_by_role("link", name="Go to the field").click()
    expect(page.get_by_label("Title tag")).to_be_focused()
    expect(checks.get_by_text("data-clinic")).to_have_count(0)
    page.get_by_label("Title tag").fill("Sciatica: what helps")
    expect(failed).to_have_count(0)
    expect(checks.get_by_text("The page says little of its own")).to_be_visible()


# What Wagtail does with each place that it finds.
ADD_ROW = """selector => {
  const row = document.querySelector("#w-content-checker-row-template").content.cloneNode(true);
  row.querySelector("[data-content-checker-selector-text]").textContent = selector;
  document.querySelector("[data-checks-panel]").append(row);
}"""


def test_what_wagtail_finds_is_named_in_words_of_the_page(page, sciatica):
    checks = open_checks(page, sciatica)
    expect(checks.get_by_role("link", name="Go to the field").first).to_be_visible()
    for selector in ("h1", "nav > p:nth-child(99)"):
        page.evaluate(ADD_ROW, selector)
    said = checks.locator("[data-content-checker-selector-text]")
    expect(said).to_have_text(["Heading: “Sciatica”", "Somewhere on the page"])


def results(page):
    return page.locator(".clinic-results__view--desktop")


def test_the_search_result_follows_the_typing(page, sciatica):
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/#tab-promote")
    expect(results(page).locator(".clinic-results__title")).to_have_text(
        "What helps with sciatica, lower back pain and pain that runs…"
    )
    page.get_by_label("Title tag").fill("Leg pain at night")
    expect(results(page).get_by_text("Leg pain at night – Test clinic")).to_be_visible()
    page.get_by_label("Meta description").fill("words that go on " * 20)
    expect(results(page).get_by_text("words that go on words")).to_have_text(re.compile("…$"))
    page.get_by_label("Slug").fill("leg-pain")
    expect(results(page).get_by_text("› leg-pain")).to_be_visible()


def test_the_script_cuts_as_the_server_does(page, sciatica):
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/#tab-promote")
    title = results(page).locator(".clinic-results__title")
    expect(title).to_have_text(cut(TOO_LONG, TITLE))
    page.get_by_label("Title tag").fill("")
    expect(title).to_have_text("Sciatica – Test clinic")
    for typed in (
        TOO_LONG,
        "Rückenschmerzen: quälend, ätzend, überall – " * 3,
        "坐骨神经痛 针灸 " * 7,
    ):
        page.get_by_label("Title tag").fill(typed)
        expect(title).to_have_text(cut(typed, TITLE))


def test_a_failed_check_leads_to_its_field(page, sciatica):
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/#tab-promote")
    page.get_by_role("link", name="Go to the field: Nobody is named").click()
    expect(page.get_by_role("tab", name="Content")).to_have_attribute("aria-selected", "true")
    chooser = page.locator("[data-contentpath=reviewer]")
    expect(chooser).to_be_in_viewport()
    expect(chooser.get_by_role("button", name="Choose")).to_be_focused()
