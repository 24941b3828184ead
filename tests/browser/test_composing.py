"""An editor composes a condition: what it costs, and what she sees."""

import re

import pytest
from playwright.sync_api import expect

from clinic_pages.models import ConditionPage
from tests.browser.clicks import Clicks
from tests.browser.editing import expect_in_form, publish, sign_in, write_title
from tests.editors import make_editor
from tests.photos import jpeg, upload

THERAPIES = ("Acupuncture", "Acupressure Massage", "Cupping", "Moxibustion", "Herbal Remedies")


@pytest.fixture
def editor(db):
    return make_editor()


def insert(page, clicks, number, name):
    clicks.click(page.locator("[data-streamfield-stream-container] .c-sf-add-button").nth(number))
    clicks.click(page.get_by_role("option", name=name, exact=True))


def write_section(page, clicks, heading, text):
    """The cursor stands in the heading of a new block."""
    page.keyboard.type(heading)
    clicks.click(page.locator("[data-contentpath=text] [contenteditable=true]"))
    page.keyboard.type(text)
    expect_in_form(page, "text", text)


def tick(page, clicks, name):
    clicks.click(page.get_by_role("checkbox", name=name))
    expect(page.get_by_text(f"“{name}” is in the content below.")).to_be_visible()


def test_sciatica_from_nothing(page, phone, tree, editor):
    for name in THERAPIES:
        tree.therapy(title=name, shared_text=f"<p>{name}, in words.</p>")
    sign_in(page)
    clicks = Clicks(page)
    clicks.click(page.get_by_role("button", name="Clinic"))
    clicks.click(page.get_by_role("link", name="Conditions", exact=True))
    clicks.click(page.get_by_role("link", name="Add condition"))

    expect(page.locator("#id_title")).to_be_focused()
    page.keyboard.type("Sciatica")
    clicks.click(page.locator("#id_summary"))
    page.keyboard.type("Pain that runs from the back down the leg.")
    expect(page.get_by_text("Characters left: 258")).to_be_visible()
    for name in THERAPIES:
        tick(page, clicks, name)
    insert(page, clicks, 0, "Section")
    write_section(page, clicks, "What is Sciatica?", "The nerve is pressed.")
    insert(page, clicks, 1, "Therapies together")
    note = page.locator("[data-contentpath=therapies]")
    choose = note.get_by_role("button", name="Choose a page (Therapy)")
    expect(choose).to_have_count(2)
    expect(note.get_by_text("The minimum number of items")).to_have_count(0)
    for name in THERAPIES[:2]:
        clicks.click(choose.first)
        clicks.click(page.get_by_role("dialog").get_by_role("link", name=name))
    clicks.count += 2
    publish(page)
    clicks.were_at_most(20, "Sciatica with five therapies, from nothing (36 before)")

    phone.goto("/conditions/sciatica/")
    headings = phone.locator("main h2").all_inner_texts()
    wanted = ["What is Sciatica?", *(f"{name} for Sciatica" for name in THERAPIES)]
    assert [each for each in headings if each in wanted] == wanted
    expect(phone.get_by_text("Herbal Remedies, in words.")).to_be_visible()


def test_a_page_like_this_one_and_ticks(page, tree, editor):
    needles = tree.therapy()
    tree.therapy(title="Cupping")
    tree.sciatica_with(
        ("section", {"heading": "What is it?", "text": "<p>Pain.</p>", "topic": ""}),
        ("therapy", {"therapy": needles}),
        summary="Pain in the leg.",
        alternate_names="Lumbago",
    )
    sign_in(page)
    page.goto("/admin/conditions/")
    clicks = Clicks(page)
    clicks.click(page.get_by_role("button", name="More options for 'Sciatica'"))
    clicks.click(page.get_by_role("link", name="New page like this one"))
    expect(page.locator("#id_title")).to_be_focused()
    clicks.were_at_most(2, "a page like this one (7 before)")

    expect(page.get_by_text("Left empty: Other names.")).to_be_visible()
    needles, cups = (page.get_by_role("checkbox", name=name) for name in THERAPIES[::2][:2])
    expect(needles).to_be_checked()
    needles.uncheck()
    cups.check()
    write_title(page, "Hip pain")
    expect(page.get_by_text("“Cupping” is in the content below.")).to_be_visible()
    publish(page)
    hip = ConditionPage.objects.get(slug="hip-pain")
    shown = [str(each.value.get("therapy", each.value.get("heading"))) for each in hip.body]
    assert shown == ["What is it?", "Cupping"]
    assert (hip.summary, hip.alternate_names) == ("Pain in the leg.", "")


def height_of_form(page, slug) -> int:
    condition = ConditionPage.objects.get(slug=slug)
    page.goto(f"/admin/pages/{condition.pk}/edit/")
    expect(page.locator(".clinic-ticks")).to_be_visible()
    return page.evaluate("document.querySelector('[data-edit-form]').scrollHeight")


def test_the_form_is_short_and_opens_where_it_is_asked_to(page, demo, editor):
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page)
    height = height_of_form(page, "sciatica")
    print(f"the form of sciatica: {height} px")
    assert height <= 3000
    for name in ("#id_title", "#id_summary", "[data-streamfield-child]"):
        expect(page.locator(name).first).to_be_in_viewport()

    sciatica = ConditionPage.objects.get(slug="sciatica")
    block = next(each for each in sciatica.body if each.block_type == "therapy")
    for path, field in (
        (f"body.{block.id}.text_override", "[data-contentpath=text_override]"),
        ("reviewer", "#id_reviewer-chooser"),
    ):
        page.goto("about:blank")
        page.goto(f"/admin/pages/{sciatica.pk}/edit/#:w:contentpath={path}")
        expect(page.locator(field).locator("visible=true").first).to_be_in_viewport()


def test_the_picker_fits_and_nothing_is_called_null(page, tree, editor):
    sign_in(page)
    page.goto(f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/")
    page.get_by_role("button", name="Insert a block").first.click()
    picker = page.get_by_role("dialog").or_(page.locator(".w-combobox")).first
    box = picker.bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]
    page.get_by_role("option", name="Therapy", exact=True).click()
    page.locator("[data-streamfield-child] [data-panel-toggle]").first.click()
    heading = page.locator("[data-streamfield-child] [data-panel-heading]").first
    expect(heading).to_have_text(re.compile(r"^\s*Therapy\W*$"))

    summary = page.locator("#id_summary")
    summary.fill("x" * 310)
    expect(page.get_by_text("Characters too many: 10")).to_be_visible()
    expect(summary).to_have_value("x" * 310)


def test_no_picture_is_described_by_the_name_of_its_file(page, tree, editor):
    described = upload(jpeg(800, 600), "IMG_4712.jpg")
    described.description = "Needles in a back"
    described.save()
    upload(jpeg(800, 600), "IMG_4711.jpg")
    sign_in(page)
    page.goto(f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/")
    pictures = (("IMG_4712.jpg", "Needles in a back"), ("IMG_4711.jpg", ""))
    for number, (name, said) in enumerate(pictures):
        insert(page, Clicks(page), number, "Image")
        choose = page.get_by_role("button", name=re.compile("^Choose an image"))
        choose.locator("visible=true").last.click()
        page.get_by_role("dialog").get_by_role("link", name=name).click()
        expect(page.locator("[data-contentpath=alt_text] input").nth(number)).to_have_value(said)
