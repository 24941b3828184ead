"""An editor's first afternoon: a therapy, a page made from it, and a visitor who reads it."""

import pytest
from playwright.sync_api import expect

from clinic_pages.models import ConditionPage
from tests.browser.editing import choose_page, publish, sign_in, write, write_title
from tests.editors import make_editor


@pytest.fixture
def editor(db):
    return make_editor()


def test_from_a_new_therapy_to_a_visitor(page, phone, tree, editor):
    sign_in(page)

    page.goto(f"/admin/pages/add/clinic_pages/therapypage/{tree.therapies.pk}/")
    write_title(page, "Acupuncture")
    write(page, "shared_text", "Very fine needles are placed at points on the body.")
    publish(page)

    page.goto(f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/")
    write_title(page, "Sciatica")
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
