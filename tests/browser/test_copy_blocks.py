"""Blocks copied to other pages from the form of a page, in few clicks (printed with -s)."""

import pytest
from playwright.sync_api import expect

from clinic_pages.models import ConditionPage
from tests.browser.clicks import Clicks
from tests.browser.editing import sign_in
from tests.editors import make_editor

SECTION = ("section", {"heading": "What is it?", "text": "<p>It hurts.</p>"})


@pytest.fixture
def editor(db):
    return make_editor()


def test_from_one_page_to_two(page, tree, editor):
    sciatica = tree.sciatica_with(SECTION)
    for title in ("Gout", "Knee pain"):
        tree.condition(title)
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    clicks = Clicks(page)
    header = page.locator("header")
    clicks.click(header.get_by_role("button", name="Actions"))
    clicks.click(header.get_by_role("link", name="Copy blocks to other pages"))
    clicks.click(page.get_by_label("Section What is it? It hurts."))
    clicks.click(page.get_by_role("button", name="Choose pages"))
    clicks.click(page.get_by_label("Gout", exact=True))
    # What is ticked stays ticked while one looks for others, with the Enter key.
    page.get_by_label("Name of a page").fill("knee")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Gout", exact=True)).to_be_checked()
    expect(page.get_by_role("checkbox", name="Clinic")).to_have_count(0)
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview: Knee pain").click()
    expect(opened.value.get_by_role("heading", name="What is it?")).to_be_visible()
    clicks.click(page.get_by_label("Knee pain", exact=True))
    clicks.click(page.get_by_role("button", name="Copy and publish"))
    expect(page.get_by_text("to 2 pages, published: Gout, Knee pain.")).to_be_visible()
    clicks.were_at_most(7, "a block to two pages, from the form")
    bodies = [page.body for page in ConditionPage.objects.exclude(pk=sciatica.pk)]
    assert [body[0].value["heading"] for body in bodies] == ["What is it?"] * 2
