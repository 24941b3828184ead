"""An editor is told of a page that her text names, and links to it with one click."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editing import publish, sign_in
from tests.editors import make_editor


@pytest.fixture
def editor(db):
    return make_editor()


def test_from_the_form_to_the_published_link(page: Page, phone: Page, tree, editor):
    tree.therapy("Cupping", shared_text="<p>Warm cups.</p>")
    text = "<p>Pain down the leg. Many are <b>glad of cupping</b>, and rest.</p>"
    sciatica = tree.sciatica_with(("section", {"heading": "What helps", "text": text}))
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    expect(page.get_by_text("The text names 1 other page without a link to it.")).to_be_visible()
    page.get_by_role("link", name="Suggested links").click()

    row = page.get_by_role("row", name="Many are glad of cupping, and rest.")
    expect(row.locator("mark")).to_have_text("cupping")
    expect(row.get_by_role("link", name="Cupping")).to_be_visible()
    row.get_by_role("button", name="Insert link: Cupping").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“cupping” is a link now, in a draft")).to_be_visible()
    expect(page.get_by_text("The text names no other page")).to_be_visible()
    phone.goto("/conditions/sciatica/")
    expect(phone.get_by_role("main").get_by_role("link", name="cupping")).to_have_count(0)

    page.get_by_role("link", name="Back to the page").click()
    body = page.locator("[data-contentpath=text] [contenteditable=true]")
    expect(body.locator(".TooltipEntity")).to_have_text("cupping")
    expect(page.get_by_role("link", name="Suggested links")).to_have_count(0)
    publish(page)
    phone.goto("/conditions/sciatica/")
    phone.get_by_role("main").get_by_role("link", name="cupping").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Cupping")
