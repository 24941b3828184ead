"""Before publishing and before removing: an editor sees what becomes of the pages that show it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editing import sign_in, write
from tests.browsing import wait_until
from tests.editors import make_editor

PREVIEW_IS_QUIET = """
    () => {
        const element = document.querySelector("[data-controller~='w-preview']");
        const preview = wagtail.app.getControllerForElementAndIdentifier(element, "w-preview");
        return preview.ready && !preview.updatePromise;
    }
"""


@pytest.fixture
def acupuncture(tree):
    therapy = tree.therapy(shared_text="<p>Very fine needles.</p>")
    block = ("therapy", {"therapy": therapy})
    for title in ("Sciatica", "Knee pain", "Migraine"):
        tree.condition(title, body=[block])
    return therapy


@pytest.fixture
def editor(db):
    return make_editor()


def choose_preview(page: Page, mode: str, until):
    """Wagtail forgets a mode that is chosen while a preview still loads: she chooses it again."""

    def is_shown():
        wait_until(page, lambda: page.evaluate(PREVIEW_IS_QUIET))
        page.get_by_label("Preview mode").select_option(mode)
        wait_until(page, lambda: page.evaluate(PREVIEW_IS_QUIET))
        return until()

    wait_until(page, is_shown)


def test_before_publishing(page: Page, phone: Page, acupuncture, editor):
    sign_in(page)
    page.goto(f"/admin/pages/{acupuncture.pk}/edit/")
    panel = page.get_by_role("region", name="Shown on 6 pages")
    expect(panel.get_by_role("row", name=re.compile("Sciatica Shared text"))).to_be_visible()

    write(page, "shared_text", "Needles as thin as a hair.")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    title = preview.get_by_role("heading", level=1)
    expect(preview.get_by_text("Needles as thin as a hair.")).to_be_visible()
    choose_preview(page, "As shown on Sciatica", until=lambda: title.inner_text() == "Sciatica")
    expect(preview.get_by_text("Needles as thin as a hair.")).to_be_visible()

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview in new tab").click()
    tab = opened.value
    expect(tab.get_by_role("heading", name="Acupuncture for Sciatica")).to_be_visible()
    expect(tab.get_by_text("Needles as thin as a hair.")).to_be_visible()

    phone.goto("/conditions/sciatica/")
    expect(phone.get_by_text("Very fine needles.")).to_be_visible()
    expect(phone.get_by_text("Needles as thin as a hair.")).to_have_count(0)


def test_before_removing(page: Page, phone: Page, acupuncture, editor):
    sign_in(page)
    address = f"/admin/pages/{acupuncture.pk}/unpublish/"

    page.goto(address)
    row = page.get_by_role("row", name="Sciatica")
    expect(row).to_contain_text("Loses the block “Acupuncture for Sciatica”.")
    page.get_by_role("link", name="No, leave it as it is").click()
    phone.goto("/conditions/sciatica/")
    expect(phone.locator(".clinic-therapy")).to_have_count(1)

    # One click on one page.
    page.goto(address)
    page.get_by_role("button", name="Yes, unpublish it").click()
    expect(page.get_by_text("Page 'Acupuncture' unpublished.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sciatica")
    expect(phone.locator(".clinic-therapy")).to_have_count(0)
    expect(phone.get_by_text("Acupuncture")).to_have_count(0)


def test_before_making_private(page: Page, acupuncture, editor):
    """Wagtail's dialog asks, and closes on either answer."""
    sign_in(page)
    page.goto(f"/admin/pages/{acupuncture.pk}/edit/")
    page.get_by_role("button", name="Toggle status").click()
    dialog = page.locator("#set-privacy")

    def ask():
        page.get_by_role("button", name="Change privacy").click()
        dialog.get_by_label("Private, accessible to any logged-in users").check()
        dialog.get_by_role("button", name="Save").click()
        expect(dialog.get_by_role("row", name="Sciatica")).to_contain_text("Loses the block")

    ask()
    dialog.get_by_role("button", name="No, leave it as it is").click()
    expect(dialog).to_be_hidden()
    assert not acupuncture.get_view_restrictions()
    ask()
    dialog.get_by_role("button", name="Yes, make it private").click()
    expect(dialog).to_be_hidden()
    assert acupuncture.get_view_restrictions().get().restriction_type == "login"
