"""An editor rewords a text, the shared text changes, and she puts it right: here and there."""

import pytest
from playwright.sync_api import expect

from clinic_pages.overrides.stored import find_overrides, find_stale
from tests.browser.editing import (
    expect_in_form,
    expect_not_in_form,
    publish,
    sign_in,
    unfold_first_block,
)
from tests.editors import make_editor

OLD = "<p>Very fine needles are placed at points on the body.</p>"
NEW = "<p>Very fine needles stay at points on the body for twenty minutes.</p>"


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def therapy(tree):
    return tree.therapy(shared_text=OLD)


@pytest.fixture
def sciatica(tree, therapy):
    value = {"therapy": therapy, "text_override": "<p>For sciatica we needle the lower back.</p>"}
    return tree.sciatica_with(("therapy", value))


def publish_new_shared_text(therapy):
    therapy.shared_text = NEW
    therapy.save_revision().publish()


def note(page):
    return page.locator(".clinic-shared-text")


def test_from_a_new_wording_to_the_report(page, tree, therapy, editor):
    sciatica = tree.sciatica_with(("therapy", {"therapy": therapy}))
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    unfold_first_block(page)
    expect(note(page).get_by_text("Current shared text")).to_be_visible()
    expect(note(page).get_by_text("Very fine needles are placed")).to_be_hidden()
    note(page).get_by_text("Current shared text").click()
    expect(note(page).get_by_text("Very fine needles are placed")).to_be_visible()
    expect(note(page).get_by_role("button", name="Use the shared text")).to_be_hidden()

    # Another editor publishes a new text while this form is open.
    publish_new_shared_text(therapy)
    override = page.locator("[data-contentpath=text_override] [contenteditable=true]")
    override.click()
    page.keyboard.type("For sciatica we needle the lower back.")
    expect(note(page).get_by_role("button", name="Use the shared text")).to_be_visible()
    expect_in_form(page, "text_override", "For sciatica we needle the lower back.")
    publish(page)
    [stale] = find_stale()
    assert "are placed" in stale.seen

    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    expect(page.get_by_text("1 text was written against an older shared text.")).to_be_visible()
    expect(note(page).get_by_text("The shared text has changed since")).to_be_visible()
    expect(note(page).locator("ins").first).to_be_visible()
    page.get_by_role("link", name="See what has changed").click()

    row = page.get_by_role("row", name="Sciatica")
    expect(row.locator("del").first).to_contain_text("are placed")
    keep = row.get_by_role("button", name="Keep this text: Acupuncture on Sciatica")
    keep.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Sciatica” is changed and published.")).to_be_visible()
    expect(page.get_by_text("No reworded text waits to be checked.")).to_be_visible()
    assert list(find_stale()) == []
    assert len(list(find_overrides())) == 1


def test_the_shared_text_can_be_used_in_the_block(page, phone, sciatica, therapy, editor):
    publish_new_shared_text(therapy)
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    override = page.locator("[data-contentpath=text_override] [contenteditable=true]")
    note(page).get_by_role("button", name="Use the shared text").click()
    expect(override).not_to_contain_text("For sciatica")
    expect(note(page).get_by_text("The shared text has changed since")).to_be_hidden()
    note(page).get_by_role("button", name="Bring back my text").click()
    expect(override).to_contain_text("For sciatica")
    expect(note(page).get_by_text("The shared text has changed since")).to_be_visible()
    note(page).get_by_role("button", name="Use the shared text").click()
    expect(override).not_to_contain_text("For sciatica")
    expect_not_in_form(page, "text_override", "For sciatica")
    publish(page)
    assert list(find_overrides()) == []
    phone.goto("/conditions/sciatica/")
    expect(phone.get_by_text("stay at points on the body")).to_be_visible()


def test_a_text_can_be_kept_in_the_block(page, sciatica, therapy, editor):
    publish_new_shared_text(therapy)
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    note(page).get_by_role("button", name="Keep this text").click()
    expect(note(page).get_by_text("The shared text has changed since")).to_be_hidden()
    publish(page)
    [kept] = find_overrides()
    assert "twenty minutes" in kept.seen and not kept.is_stale


def test_another_therapys_text_appears_when_it_is_chosen(page, tree, sciatica, editor):
    tree.therapy("Cupping", shared_text="<p>Warm cups lift the skin.</p>")
    sign_in(page)
    page.goto(f"/admin/pages/{sciatica.pk}/edit/")
    unfold_first_block(page)
    field = page.locator("[data-contentpath=therapy]")
    field.get_by_role("button", name="Actions").click()
    field.get_by_role("button", name="Choose another page").click()
    page.get_by_role("dialog").get_by_role("link", name="Cupping").click()
    note(page).get_by_text("Current shared text").click()
    expect(note(page).get_by_text("Warm cups lift the skin.")).to_be_visible()
