"""An editor's first afternoon: a therapy, a page made from it, and a visitor who reads it."""

import re
from contextlib import suppress

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from clinic_pages.models import ConditionPage


@pytest.fixture
def editor(db):
    user = User.objects.create_user("mara", password="a-long-password")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def sign_in(page: Page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()


def write(page: Page, field: str, text: str):
    page.locator(f"[data-contentpath='{field}'] [contenteditable=true]").fill(text)
    # The editor hands its text to the form after a short pause.
    expect(page.locator(f"[name={field}]")).to_have_value(re.compile(re.escape(text)))


def choose_page(page: Page, title: str):
    dialog = page.get_by_role("dialog")
    # A block that was just inserted takes a moment until its chooser listens.
    for _attempt in range(10):
        page.get_by_role("button", name="Choose a page (Therapy)").first.click()
        with suppress(AssertionError):
            expect(dialog).to_be_visible(timeout=2_000)
            break
    dialog.get_by_role("link", name=title).click()


def publish(page: Page, done: str = "created and published"):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text(done).first).to_be_visible()


def test_from_a_new_therapy_to_a_visitor(page, phone, tree, editor):
    sign_in(page)

    page.goto(f"/admin/pages/add/clinic_pages/therapypage/{tree.therapies.pk}/")
    page.locator("#id_title").fill("Acupuncture")
    write(page, "shared_text", "Very fine needles are placed at points on the body.")
    publish(page)

    page.goto(f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/")
    page.locator("#id_title").fill("Sciatica")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Therapy", exact=True).click()
    choose_page(page, "Acupuncture")
    page.locator("[data-contentpath=heading_override] input").fill("Needles for a sore nerve")

    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    heading = preview.get_by_role("heading", name="Needles for a sore nerve")
    expect(heading).to_be_visible(timeout=15_000)
    expect(preview.get_by_text("Very fine needles are placed")).to_be_visible()
    assert not ConditionPage.objects.filter(live=True).exists()

    publish(page)
    phone.goto("/conditions/sciatica/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Sciatica")
    expect(phone.get_by_role("heading", name="Needles for a sore nerve")).to_be_visible()
    expect(phone.get_by_text("Very fine needles are placed")).to_be_visible()
    expect(phone.locator(".clinic-booking")).to_have_count(1)
