"""A visitor books a free time, and cancels it by the link in the mail."""

import re
from datetime import time

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from clinic_pages.booking.form import tokens
from clinic_pages.booking.mails.kinds import Kind
from clinic_pages.booking.mails.posting import post
from clinic_pages.booking.mails.sending import send_due
from clinic_pages.booking.models import (
    Appointment,
    BookingSettings,
    PractitionerSchedule,
)
from clinic_pages.booking.times.appointments import take
from clinic_pages.models import BookingSnippet, PractitionerPage, TherapyPage
from tests.booking.diaries import every_day
from tests.browsing import PHONE, watched_page
from tests.gates.test_accessibility import violations


@pytest.fixture(autouse=True)
def free_times(demo, site, monkeypatch):
    # So that nobody has to wait until a form is no longer taken for a program's.
    monkeypatch.setattr(tokens, "SECONDS_TOO_FAST", 0)
    BookingSnippet.objects.update(way="request")
    BookingSettings.objects.filter(site=site).update(offers_times=True)
    schedule = PractitionerSchedule(
        practitioner=PractitionerPage.objects.first(),
        working_hours=every_day(time(9), time(12)),
    )
    schedule.save()


def work_until(hour: int) -> None:
    schedule = PractitionerSchedule.objects.get()
    schedule.working_hours = every_day(time(9), time(hour))
    schedule.save()


@pytest.fixture
def visitor(new_context, live_server, problems):
    """A phone that runs no scripts."""
    context = new_context(**PHONE, java_script_enabled=False)
    yield from watched_page(context, live_server.url, problems)


def fill_in(page: Page):
    page.get_by_label("Your name").fill("Róisín Ní Bhriain")
    page.get_by_label("E-mail").fill("roisin@patient.example")
    page.get_by_label("I agree that").check()


def choose(page: Page) -> str:
    """Later days, and the first time of the second of them; gives the day."""
    first = page.locator(".clinic-times__day legend").first.inner_text()
    page.get_by_role("button", name="Later days").click()
    expect(page.locator(".clinic-times__day legend").first).not_to_have_text(first)
    day = page.locator(".clinic-times__day").nth(1)
    day.get_by_label("9:30 a.m.").check()
    return day.locator("legend").inner_text()


def expect_accessible(page: Page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        # Colours change in a moment, not at once.
        page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        assert not violations(page)


def expect_held(page: Page, day: str):
    expect(page.locator(".clinic-thanks__time")).to_contain_text(day.partition(",")[0])
    expect(page.locator(".clinic-thanks__time")).to_contain_text("9:30 a.m.")
    held = Appointment.objects.get()
    assert not held.is_agreed
    assert held.request.name == "Róisín Ní Bhriain"


def agree() -> str:
    """What reception does; gives the link in the mail."""
    held = Appointment.objects.get()
    take(held.request, held.practitioner, held.starts_at, 60, is_agreed=True)
    post(held.request, [Kind.BOOKED])
    send_due()
    [link] = re.findall(r"/booking/manage/\S+", mail.outbox[-1].body)
    return link


def test_without_scripts_on_a_phone(visitor):
    visitor.goto("/conditions/sciatica/")
    visitor.get_by_role("button", name="Request an appointment").first.click()
    fill_in(visitor)
    day = choose(visitor)
    expect(visitor.get_by_label("Your name")).to_have_value("Róisín Ní Bhriain")
    expect(visitor.get_by_label("I agree that")).to_be_checked()
    visitor.get_by_role("button", name="Send the request").click()
    expect_held(visitor, day)

    visitor.goto(agree())
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your appointment")
    expect(visitor.locator("body")).not_to_contain_text("Róisín")
    visitor.get_by_text("Cancel the appointment").click()
    visitor.get_by_role("button", name="Yes, cancel it").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Your appointment is cancelled")
    assert not Appointment.objects.get().cells.exists()


def test_where_scripts_run_the_times_follow_what_is_chosen(page):
    page.goto("/conditions/sciatica/")
    page.get_by_role("button", name="Request an appointment").first.click()
    dialog = page.get_by_role("dialog")
    fill_in(dialog)
    expect(dialog.get_by_role("group", name="Free times, 60 minutes")).to_be_visible()
    therapy = dialog.get_by_label("Therapy")
    therapy.focus()
    asked = []
    page.route("**/booking/", lambda route: asked.append(route), times=1)
    therapy.select_option(label="Moxibustion")
    # Until the new times are there nobody chooses an old one.
    expect(dialog.locator(".clinic-times[inert]")).to_be_visible()
    asked[0].continue_()
    expect(dialog.get_by_role("group", name="Free times, 30 minutes")).to_be_visible()
    expect(dialog.get_by_role("status")).to_have_text("Free times, 30 minutes")
    # Nobody has to ask for them, and one goes on where one was.
    expect(dialog.get_by_role("button", name="Show times")).to_be_hidden()
    expect(therapy).to_be_focused()
    dialog.get_by_role("button", name="Later days").click()
    expect(dialog.get_by_role("group", name="Free times")).to_be_focused()
    day = choose(dialog)
    expect(dialog.get_by_label("Your name")).to_have_value("Róisín Ní Bhriain")
    # The Enter key sends the request, and does not ask for times.
    dialog.get_by_label("E-mail").press("Enter")
    expect_held(page, day)
    held = Appointment.objects.get()
    assert (held.ends_at - held.starts_at).seconds == 30 * 60


def test_a_time_that_does_not_fit_the_therapy_chosen_after_it_is_named(page):
    TherapyPage.objects.filter(slug="acupuncture").update(duration_minutes=75)
    page.goto("/booking/")
    fill_in(page)
    page.get_by_label("11 a.m.").first.check()
    page.get_by_label("Anything we should know").fill("Hello")
    page.get_by_label("Therapy").select_option(label="Acupuncture")
    times = page.get_by_role("group", name="Free times, 75 minutes")
    expect(times).to_contain_text("The time that you had chosen is not free here.")
    expect(times).to_contain_text("11 a.m.")
    expect(page.get_by_role("status")).to_have_text("Free times, 75 minutes. Choose a time.")
    # The page has not been loaded again.
    expect(page.get_by_label("Anything we should know")).to_have_value("Hello")
    assert page.url.endswith("/booking/")


def test_where_the_times_do_not_come_there_is_a_button(page, problems):
    page.goto("/booking/")
    fill_in(page)
    page.route("**/booking/", lambda route: route.abort(), times=1)
    page.get_by_label("Therapy").select_option(label="Cupping")
    page.get_by_role("button", name="Show times").click()
    expect(page.get_by_role("group", name="Free times, 30 minutes")).to_be_focused()
    expect(page.locator(".clinic-times[inert]")).to_have_count(0)
    problems[:] = [line for line in problems if "ERR_FAILED" not in line]


def test_a_long_day_unfolds_without_scripts(visitor):
    work_until(18)
    visitor.goto("/booking/")
    fill_in(visitor)
    second = visitor.locator(".clinic-times__day").nth(1)
    expect(second.get_by_label("4:30 p.m.")).to_be_hidden()
    second.get_by_text("17 times, from 9 a.m. to 5 p.m.").click()
    second.get_by_label("4:30 p.m.").check()
    visitor.get_by_role("button", name="Send the request").click()
    expect(visitor.locator(".clinic-thanks__time")).to_contain_text("4:30 p.m.")


def test_accessible_in_light_and_dark(page):
    page.goto("/booking/")
    page.get_by_text("None of these times suits you?").click()
    expect_accessible(page)
    page.get_by_label("9:30 a.m.").first.check()
    fill_in(page)
    page.get_by_role("button", name="Send the request").click()
    expect(page.locator(".clinic-thanks__time")).to_contain_text("9:30 a.m.")
    page.goto(agree())
    page.get_by_text("Move it to another time").click()
    page.get_by_text("Cancel the appointment").click()
    expect_accessible(page)
    page.get_by_label("10:30 a.m.").first.check()
    page.get_by_role("button", name="Move the appointment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your appointment is moved")
