"""What an editor does in Wagtail's admin."""

import re

from playwright.sync_api import Page, expect

from tests.browsing import wait_until

# Wagtail may begin more than once to look after a form, and each time takes for unchanged what it
# finds there two seconds later; no longer when it has found something.
COUNT_LOOKS = """
    window.formLooks = { begun: 0, taken: 0 };
    document.addEventListener("w-unsaved:ready", () => { formLooks.begun += !formLooks.taken; });
    document.addEventListener("w-unsaved:watch-edits", () => { formLooks.taken += 1; });
"""
IS_LOOKED_AFTER = "formLooks.begun > 0 && formLooks.taken >= formLooks.begun"


def sign_in(page: Page):
    page.goto("/admin/")
    page.get_by_label("Username").fill("mara")
    page.get_by_label("Password").fill("a-long-password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()


def open_looked_after(page: Page, address: str):
    """A form in which Wagtail sees every change that comes after this."""
    page.add_init_script(COUNT_LOOKS)
    page.goto(address)
    wait_until(page, lambda: page.evaluate(IS_LOOKED_AFTER))


def write_title(page: Page, title: str):
    """Key by key: Wagtail derives the slug when a key comes up, and saves no page without one."""
    page.locator("#id_title").press_sequentially(title)
    expect(page.locator("#id_slug")).not_to_have_value("")


def write(page: Page, field: str, text: str):
    page.locator(f"[data-contentpath='{field}'] [contenteditable=true]").fill(text)
    expect_in_form(page, field, text)


def expect_in_form(page: Page, field: str, text: str):
    """The editor of rich text hands it to the form after a short pause."""
    expect(page.locator(f"[name$='{field}']")).to_have_value(re.compile(re.escape(text)))


def expect_not_in_form(page: Page, field: str, text: str):
    expect(page.locator(f"[name$='{field}']")).not_to_have_value(re.compile(re.escape(text)))


def unfold_first_block(page: Page):
    """Blocks of a page that is there already are a line each."""
    page.locator("[data-streamfield-child] [data-panel-heading]").first.click()


def choose_page(page: Page, title: str):
    dialog = page.get_by_role("dialog")
    page.get_by_role("button", name="Choose a page (Therapy)").first.click()
    dialog.get_by_role("link", name=title).click()


def click_publish(page: Page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()


def publish(page: Page):
    click_publish(page)
    # Of a new page it depends on the time: the first autosave may have made it already.
    done = re.compile("(created and|has been|updated and) published")
    expect(page.get_by_text(done).first).to_be_visible()
