"""An editor's content as one screen: in few clicks (printed with -s), by keys, and accessible."""

import re

import pytest
from playwright.sync_api import Page, expect

from clinic_pages.models import ConditionPage
from tests.browser.clicks import Clicks
from tests.browser.editing import sign_in
from tests.editors import make_editor
from tests.gates.test_accessibility import violations
from tests.overrides.helpers import publish

GRID = "/admin/clinic-pages/grid/"
OLD, NEW = "<p>Warm herbs.</p>", "<p>Hot herbs, twice.</p>"
OWN = {"text_override": "<p>Only here.</p>"}


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def moxa(tree, editor):
    """A therapy that three conditions do not have and one has reworded, before it changed."""
    needles = tree.therapy(shared_text="<p>Fine needles.</p>")
    cups = tree.therapy("Cupping", shared_text="<p>Warm cups.</p>")
    moxa = tree.therapy("Moxibustion", shared_text=OLD)
    tree.therapy("Herbal medicine", publish=False)
    shows = [("therapy", {"therapy": each}) for each in (needles, cups)]
    for title in ("Gout", "Knee pain", "Sciatica"):
        tree.condition(title, body=shows)
    tree.condition("Migraine", body=[*shows, ("therapy", {"therapy": moxa, **OWN})])
    publish(moxa, shared_text=NEW)
    return moxa


def titles_on(title: str) -> list[str]:
    return [block.value["therapy"].title for block in ConditionPage.objects.get(title=title).body]


def cell(page: Page, therapy: str, condition: str):
    return page.locator(f"[data-clinic-grid] a[aria-label*='{therapy}, {condition}']")


def open_grid(page: Page, clicks: Clicks) -> None:
    clicks.click(page.get_by_role("link", name="Therapy grid"))


def test_few_clicks(page, moxa):
    sign_in(page)
    clicks = Clicks(page)
    open_grid(page, clicks)
    clicks.click(page.get_by_role("link", name="Add to pages: Moxibustion"))
    for title in ("Gout", "Knee pain", "Sciatica"):
        clicks.click(page.get_by_label(title, exact=True))
    clicks.click(page.get_by_role("button", name="Add and publish"))
    expect(page.get_by_text("“Moxibustion” is on 3 more pages, published")).to_be_visible()
    clicks.were_at_most(6, "a therapy to three pages, from the dashboard (24 before)")
    assert titles_on("Gout") == ["Acupuncture", "Cupping", "Moxibustion"]

    page.goto("/admin/")
    open_grid(page, clicks)
    clicks.click(cell(page, "Cupping", "Gout"))
    clicks.click(page.get_by_role("link", name="Reword"))
    block = ConditionPage.objects.get(title="Gout").body[1].id
    expect(page).to_have_url(re.compile(f"#:w:contentpath=body.{block}.text_override&reword$"))
    expect(page.locator(f"[data-contentpath='{block}']")).to_be_visible()
    clicks.were_at_most(3, "to reword a therapy on one page, from the dashboard")


def test_by_keys_in_place(page, moxa):
    sign_in(page)
    page.goto(GRID)
    region = page.get_by_role("region", name="Therapy grid")
    region.focus()
    # The names and links of the columns, then one stop for all cells.
    first = cell(page, "Acupuncture", "Gout")
    for _step in range(12):
        page.keyboard.press("Tab")
        if first.evaluate("link => link === document.activeElement"):
            break
    expect(first).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    outdated = cell(page, "Moxibustion", "Migraine")
    expect(outdated).to_be_focused()
    expect(outdated).to_have_text("Outdated")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Moxibustion, Migraine")
    expect(dialog.locator("ins").first).to_contain_text("Hot")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(outdated).to_be_focused()

    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Keep this text").click()
    expect(page.get_by_text("“Migraine” is changed and published.")).to_be_visible()
    # One is where one was.
    expect(outdated).to_be_focused()
    expect(outdated).to_have_text("Reworded")

    page.keyboard.press("Control+Home")
    expect(first).to_be_focused()
    page.keyboard.press("End")
    expect(cell(page, "Herbal medicine", "Gout")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Moxibustion, Gout")
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Preview with it").click()
    expect(opened.value.get_by_role("heading", name="Moxibustion for Gout")).to_be_visible()
    dialog.get_by_role("button", name="Add and publish").click()
    expect(page.get_by_text("“Gout” is changed and published.")).to_be_visible()
    assert titles_on("Gout")[-1] == "Moxibustion"

    # What Wagtail's search puts there answers to keys, too.
    page.locator("#id_q").fill("scia")
    expect(cell(page, "Cupping", "Gout")).to_have_count(0)
    cell(page, "Acupuncture", "Sciatica").focus()
    page.keyboard.press("ArrowRight")
    expect(cell(page, "Cupping", "Sciatica")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 400])
def test_an_open_cell_is_accessible(page, moxa, width):
    """800 pixels at 200 % are 400. The screens themselves: see test_screens.py."""
    sign_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark")
    page.goto(GRID)
    cell(page, "Moxibustion", "Migraine").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not violations(page)
