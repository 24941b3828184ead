"""Words are changed where they are seen: in few clicks (printed with -s), in the right place."""

import re

import pytest
from playwright.sync_api import Page, expect

from clinic_pages.models import ConditionPage
from tests.browser.clicks import Clicks
from tests.browser.editing import expect_in_form, publish, sign_in
from tests.editors import make_editor

SHARED = "<p>Warm cups <b>lift</b> the skin.</p><ul><li>for ten minutes</li></ul>"
OVERRIDE = "[data-contentpath=text_override] [contenteditable=true]"


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def cupping(tree, editor):
    therapy = tree.therapy("Cupping", shared_text=SHARED)
    for title in ("Gout", "Sciatica"):
        section = ("section", {"heading": f"What is {title}?", "text": "<p>It hurts.</p>"})
        tree.condition(title, body=[section, ("therapy", {"therapy": therapy})])
    return therapy


@pytest.fixture
def sciatica(cupping):
    return ConditionPage.objects.get(title="Sciatica")


def preview_of(page: Page):
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("button", name="Where the words come from")).to_be_visible()
    return preview


def test_a_therapy_is_reworded_on_one_page(page: Page, phone: Page, cupping, sciatica):
    sign_in(page)
    clicks = Clicks(page)
    clicks.click(page.get_by_role("link", name="Therapy grid"))
    clicks.click(page.locator("a[aria-label*='Cupping, Sciatica']"))
    clicks.click(page.get_by_role("link", name="Reword"))
    text = page.locator(OVERRIDE)
    expect(text).to_be_focused()
    expect(text).to_contain_text("Warm cups lift the skin.")
    expect(text.locator("li")).to_have_text("for ten minutes")
    clicks.were_at_most(3, "to reword cupping on one page, from the dashboard (6 before)")

    page.keyboard.press("ControlOrMeta+Home")
    page.keyboard.type("On your leg: ")
    expect_in_form(page, "text_override", "On your leg: Warm cups ")
    differs = page.locator(".clinic-shared-text details", has_text="What differs")
    differs.locator("summary").click()
    expect(differs.locator("ins")).to_contain_text("On your leg:")
    publish(page)
    phone.goto("/conditions/sciatica/")
    expect(phone.get_by_text("On your leg: Warm cups lift the skin.")).to_be_visible()
    expect(phone.locator(".clinic-therapy li")).to_have_text("for ten minutes")
    phone.goto("/conditions/gout/")
    expect(phone.get_by_text("On your leg:")).to_have_count(0)
    expect(phone.get_by_text("Warm cups lift the skin.")).to_be_visible()


def test_from_the_preview_into_the_form(page: Page, cupping, sciatica):
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    preview = preview_of(page)
    page.locator("#id_search_description").evaluate("field => field.value = 'a sore nerve'")
    clicks = Clicks(page)
    clicks.click(preview.get_by_text("It hurts."))
    section = page.locator("[data-contentpath=text] [contenteditable=true]")
    expect(section).to_be_focused()
    expect(section).to_be_in_viewport()
    clicks.were_at_most(1, "a text of the preview opened in the form (impossible before)")

    # Shared words: first the place on this page, where nothing has changed yet.
    clicks.click(preview.get_by_text("Warm cups"))
    text = page.locator(OVERRIDE)
    expect(text).to_be_focused()
    expect(text).to_have_text("")
    clicks.were_at_most(1, "a shared text of the preview opened in the form")
    preview.get_by_text("Warm cups").hover()
    label = preview.get_by_role("listitem").filter(has_text="shown on")
    shared = label.get_by_role("link", name="Shared text of “Cupping”, shown on 5 pages")
    with page.context.expect_page() as opened:
        clicks.click(shared)
    clicks.were_at_most(1, "the shared text itself")
    form = opened.value
    expect(form.locator("[data-contentpath=shared_text] [contenteditable=true]")).to_be_focused()
    expect(form.get_by_text("Shown on 5 pages. What you change here")).to_be_in_viewport()
    form.close()

    # By keys, in the order in which one reads.
    toggle = preview.get_by_role("button", name="Where the words come from")
    toggle.focus()
    page.keyboard.press("Enter")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    labels = preview.get_by_role("navigation", name="Where the words come from")
    reword = labels.get_by_role("link", name="Reword on this page only")
    for _step in range(40):
        page.keyboard.press("Tab")
        if reword.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_contain_text("Warm cups lift the skin.")
    # Nothing of it was left for another form.
    expect(page.locator("#id_search_description")).to_have_value("a sore nerve")


def test_from_the_published_page(page: Page, sciatica):
    sign_in(page)
    page.goto("/conditions/sciatica/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Where the words come from").click()
    labels = page.get_by_role("navigation", name="Where the words come from")
    expect(labels.get_by_role("link", name="This page → Title")).to_be_visible()
    page.get_by_text("It hurts.").click()
    expect(page).to_have_url(re.compile(r"/edit/#:w:contentpath=body\..*\.text$"))
    expect(page.locator("[data-contentpath=text] [contenteditable=true]")).to_be_focused()
