"""An editor sees a change on other pages before it is so: marked, in view, in few clicks."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from tests.browser.clicks import Clicks
from tests.browser.editing import open_looked_after, sign_in, write
from tests.browsing import wait_until
from tests.editors import make_editor
from tests.gates.test_accessibility import violations
from tests.photos import jpeg, upload
from tests.trees import Tree

LONG = [("section", {"heading": f"Part {n}", "text": "<p>Words.</p>" * 30}) for n in range(6)]
IN_VIEW = """
    (mark) => {
        const { top, bottom } = mark.getBoundingClientRect();
        return top >= 0 && Math.min(bottom, top + 40) <= window.innerHeight;
    }
"""


@pytest.fixture
def mara(db):
    return make_editor()


@pytest.fixture
def therapy(tree: Tree):
    """Shown far down on twenty-two pages, on one of them reworded."""
    therapy = tree.therapy(shared_text="<p>Very fine needles.</p>")
    for number in range(20):
        tree.condition(f"Ache {number:02}", body=[("therapy", {"therapy": therapy})])
    tree.condition("Zoster", body=[*LONG, ("therapy", {"therapy": therapy})])
    own = {"therapy": therapy, "text_override": "<p>Ours.</p>"}
    tree.condition("Zygoma pain", body=[*LONG, ("therapy", own)])
    return therapy


def expect_in_view(frame, page: Page, words: str):
    mark = frame.locator("[data-clinic-mark]").filter(has_text=words).first
    expect(mark).to_be_visible()
    wait_until(page, lambda: mark.evaluate(IN_VIEW))


def test_a_change_on_a_page_beyond_the_twentieth(page: Page, therapy, mara):
    sign_in(page)
    open_looked_after(page, f"/admin/pages/{therapy.pk}/edit/")
    write(page, "shared_text", "Needles as thin as a hair.")
    clicks = Clicks(page)
    panel = page.get_by_role("region", name="Shown on 25 pages")
    clicks.click(panel.get_by_role("button", name="Toggle section"))
    panel.get_by_label("Find a page by its title").press_sequentially("zost")
    clicks.click(panel.get_by_role("button", name="Preview here: Zoster"))
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Zoster")
    # As wide as a telephone: Wagtail's first choice.
    expect_in_view(frame, page, "Needles as thin as a hair.")
    clicks.were_at_most(2, "a change seen on a page beyond the twentieth")

    panel.get_by_label("Find a page by its title").fill("zygo")
    clicks.click(panel.get_by_role("button", name="Preview here: Zygoma pain"))
    expect(frame.get_by_text("This page has its own words")).to_be_visible()
    expect_in_view(frame, page, "Ours.")

    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Preview in new tab").click()
    expect_in_view(opened.value, opened.value, "Ours.")


def test_replacing_a_photo_everywhere(page: Page, tree: Tree, mara):
    photo = upload(jpeg(800, 600), "old.jpg")
    value = {"image": {"image": photo, "decorative": True, "alt_text": ""}, "caption": ""}
    for title in ("Knee pain", "Sciatica"):
        tree.condition(title, body=[*LONG, ("image", value)])
    sign_in(page)
    page.goto("/admin/")
    clicks = Clicks(page)
    clicks.click(page.get_by_role("link", name="Images", exact=True))
    clicks.click(page.get_by_role("link", name="old.jpg").first)
    clicks.count += 1  # The button that opens the window of files.
    file = {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": jpeg(1000, 500)}
    page.locator("#id_file").set_input_files(file)
    clicks.click(page.get_by_role("button", name="Save", exact=True))

    frame = page.frame_locator("iframe[name='clinic-preview']")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Knee pain")
    mark = frame.locator("img[data-clinic-mark]")
    wait_until(page, lambda: mark.evaluate(IN_VIEW))
    assert mark.evaluate("(image) => image.naturalWidth / image.naturalHeight") == 2
    assert get_image_model().objects.get(pk=photo.pk).width == 800

    assert not violations(page)
    clicks.click(page.get_by_role("button", name="Replace it on these 2 pages"))
    expect(page.get_by_text("updated")).to_be_visible()
    clicks.were_at_most(5, "a photo replaced everywhere (6 before)")
    assert get_image_model().objects.get(pk=photo.pk).width == 1000
