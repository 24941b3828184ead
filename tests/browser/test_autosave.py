"""An editor publishes while Wagtail's autosave is still under way."""

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from clinic_pages.models import BookingSnippet, TherapyPage
from tests.browser.editing import click_publish, open_looked_after, sign_in, write, write_title
from tests.browsing import wait_until
from tests.editors import make_editor


@pytest.fixture
def editor(db):
    user = make_editor()
    permissions = Permission.objects.filter(content_type__app_label="clinic_pages")
    user.user_permissions.add(*permissions.filter(codename__endswith="_bookingsnippet"))
    return user


class HeldAutosave:
    """Lets the next autosave reach the server, and keeps back what that answers."""

    def __init__(self, page: Page):
        self.page, self.answer = page, None
        page.route("**/admin/**", self._hold)

    def wait(self):
        wait_until(self.page, lambda: self.answer)

    def let_go(self):
        self.route.fulfill(response=self.answer)

    def _hold(self, route):
        is_autosave = (
            route.request.method == "POST"
            and route.request.headers.get("accept") == "application/json"
        )
        if self.answer or not is_autosave:
            route.fallback()
            return
        self.route, self.answer = route, route.fetch()


def publish_before_the_answer(page: Page, autosave: HeldAutosave):
    click_publish(page)
    expect(page.get_by_role("button", name="Publishing…")).to_be_visible()
    autosave.let_go()
    expect(page.get_by_text("published").first).to_be_visible()


def test_a_new_page_is_published_after_its_first_autosave(page, tree, editor):
    sign_in(page)
    open_looked_after(page, f"/admin/pages/add/clinic_pages/therapypage/{tree.therapies.pk}/")
    autosave = HeldAutosave(page)
    write_title(page, "Acupuncture")
    autosave.wait()
    # The page is made, and its form has not heard of it.
    assert not TherapyPage.objects.get().live
    write(page, "shared_text", "Very fine needles.")
    publish_before_the_answer(page, autosave)
    therapy = TherapyPage.objects.get()
    assert therapy.live
    assert "Very fine needles." in str(therapy.shared_text)


def test_a_new_booking_text_is_made_once(page, editor):
    sign_in(page)
    open_looked_after(page, "/admin/snippets/clinic_pages/bookingsnippet/add/")
    autosave = HeldAutosave(page)
    page.locator("#id_heading").fill("Come and see us")
    autosave.wait()
    assert not BookingSnippet.objects.get().live
    publish_before_the_answer(page, autosave)
    assert BookingSnippet.objects.get().live


def test_no_autosave_begins_while_a_page_is_sent(page, tree, editor):
    sign_in(page)
    open_looked_after(page, f"/admin/pages/{tree.therapies.pk}/edit/")
    begun = page.evaluate("""
        () => {
            const form = document.querySelector("[data-edit-form]");
            const begun = [];
            window.addEventListener("w-autosave:save", (save) => {
                begun.push(!save.defaultPrevented);
            });
            // Sent to nowhere, so that this page stays.
            form.target = "elsewhere";
            form.action = "about:blank";
            form.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true }));
            form.dispatchEvent(new CustomEvent("w-unsaved:add", { cancelable: true }));
            return begun;
        }
    """)
    assert begun == [False]
