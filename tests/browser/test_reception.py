"""Reception's morning from the first page of the admin on, in few clicks (printed with -s)."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from clinic_pages.booking.models import Appointment, BookingRequest, PractitionerSchedule
from clinic_pages.booking.times.appointments import take
from tests.booking.calendar.screens import CALENDAR, coming_monday
from tests.booking.diaries import practitioner
from tests.booking.reception import make_request, next_monday
from tests.browser.clicks import Clicks
from tests.browser.test_desk import sign_in
from tests.gates.test_accessibility import OPTIONS

NAMES = ["Ada Nolan", "Ben Walsh", "Cara Daly", "Dan Roe", "Eva Kerr", "Finn Lacy"]


@pytest.fixture
def maeve(tree):
    tree.clinic.country = "IE"
    tree.clinic.save()
    practitioner(tree, "Aoife Brennan")
    return practitioner(tree, "Maeve Lin")


@pytest.fixture
def morning(page, tree, maeve) -> Page:
    """Six requests wait, of which one has chosen a time; somebody has not come; somebody is booked
    in on Monday."""
    therapy = tree.therapy(title="Cupping", duration_minutes=45)
    for number, name in enumerate(NAMES):
        received = timezone.now() - timedelta(hours=6 - number)
        make_request(tree, name=name, therapy=therapy, days=[1], received_at=received)
    take(BookingRequest.objects.get(pk=request_of("Finn Lacy").pk), maeve, next_monday(11), 45)
    stamp = (timezone.now() - timedelta(minutes=10)).timestamp() // 300 * 300
    began = make_request(tree, name="Seán Walsh", status="booked")
    take(began, maeve, datetime.fromtimestamp(stamp, tz=UTC), 60, is_agreed=True)
    monday = make_request(tree, name="Mona Burke", status="booked", therapy=therapy)
    take(monday, maeve, next_monday(10), 45, is_agreed=True)
    sign_in(page, "Clinic manager")
    return page


def request_of(name: str) -> BookingRequest:
    return next(each for each in BookingRequest.objects.all() if each.name == name)


def appointment_of(name: str) -> Appointment:
    return Appointment.objects.select_related("practitioner").get(request=request_of(name))


def test_receptions_morning(morning):
    page, clicks = morning, Clicks(morning)
    panel = page.locator("#clinic-waiting-section")
    expect(page.get_by_text("6 requests wait, 6 of which nobody has answered.")).to_be_visible()

    # What was chosen by the patient, and what the desk finds free.
    for name in ("Ada Nolan", "Ben Walsh", "Cara Daly"):
        page.goto("/admin/")
        clicks.click(page.get_by_role("link", name=name))
        clicks.click(page.locator(".clinic-free a").first)
        clicks.click(page.locator("[data-clinic-book]"))
        expect(page.locator(".clinic-request__time")).to_contain_text("Monday")
        clicks.were_at_most(3, "to agree a free time")
    starts = {
        name: appointment_of(name).starts_at for name in ("Ada Nolan", "Ben Walsh", "Cara Daly")
    }
    assert (
        len(set(starts.values())) == 3 or len({appointment_of(n).practitioner for n in starts}) > 1
    )
    page.goto("/admin/")
    clicks.click(page.get_by_role("link", name="Finn Lacy"))
    clicks.click(page.locator("main a.button[href*='/book/']"))
    clicks.click(page.locator("[data-clinic-book]"))
    expect(page.locator(".clinic-request__time")).to_contain_text("11 a.m.")
    clicks.were_at_most(3, "to agree the time that was chosen")
    for name, button in (("Dan Roe", "It is spam"), ("Eva Kerr", "I have contacted the patient")):
        page.goto("/admin/")
        clicks.click(page.get_by_role("link", name=name))
        clicks.click(page.get_by_role("button", name=button))
        expect(page.get_by_text("Saved.")).to_be_visible()
        clicks.were_at_most(2, button)
    page.goto("/admin/")
    expect(panel).to_contain_text("1 request waits")

    # Two telephone calls, one of which wants whatever is free.
    page.goto(f"{CALENDAR}?day={coming_monday()}")
    place = page.get_by_role("link", name="9:45 a.m., Maeve Lin").or_(
        page.get_by_role("link", name="9:30 a.m., Maeve Lin")
    )
    clicks.click(place.first)
    # One types at once.
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Gus Boyle")
    page.keyboard.press("Tab")
    page.keyboard.type("085 765 4321")
    clicks.choose(page.get_by_label("Therapy"), "Cupping")
    page.get_by_label("Length in minutes").fill("15")
    clicks.click(page.locator("[data-clinic-book]"))
    expect(page.get_by_text("Booked:")).to_be_visible()
    clicks.were_at_most(6, "a telephone booking at a place in the calendar")
    assert "Gus" not in page.title() + page.url

    clicks.click(page.get_by_role("link", name="New booking"))
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Hal Moran")
    page.keyboard.press("Tab")
    page.keyboard.type("085 765 4322")
    clicks.choose(page.get_by_label("Therapy"), "Cupping")
    expect(page.locator(".clinic-free[aria-busy]")).to_have_count(0)
    free = page.locator(".clinic-free button[name=free]").last
    said = free.inner_text()
    clicks.click(free)
    expect(page.locator("[data-clinic-book]")).to_be_focused()
    clicks.click(page.locator("[data-clinic-book]"))
    expect(page.get_by_text("Booked:")).to_be_visible()
    clicks.were_at_most(6, "a telephone booking at the next free time")
    assert said.split(", ")[1] == appointment_of("Hal Moran").practitioner.title

    # Somebody asks for another time, after hours.
    page.goto(f"{CALENDAR}?day={coming_monday()}")
    entry = page.locator(".clinic-entry").filter(has_text="Mona Burke")
    clicks.drag(entry, page.get_by_role("link", name="noon, Aoife Brennan"))
    clicks.click(page.locator("[data-clinic-book]"))
    expect(page.get_by_role("alert")).to_contain_text("works at other times on that day")
    clicks.click(page.get_by_role("button", name="Book it all the same"))
    expect(entry).to_contain_text("noon")
    clicks.were_at_most(3, "a move to an unusual time")
    assert appointment_of("Mona Burke").practitioner.title == "Aoife Brennan"

    # A holiday is entered over what was agreed.
    schedule = PractitionerSchedule.objects.get(practitioner__title="Maeve Lin")
    page.goto(f"/admin/snippets/clinic_booking/practitionerschedule/edit/{schedule.pk}/")
    clicks.click(page.get_by_role("button", name="Add exception"))
    # Not typed: Wagtail's picker would lie over the button.
    day = page.locator("[name=exceptions-0-first_day]")
    day.evaluate("(field, day) => { field.value = day; }", f"{coming_monday()}")
    clicks.click(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("would be outside of working hours")).to_be_visible()
    expect(page.get_by_role("link", name="Gus Boyle")).to_be_visible()
    # The rest of the form is Wagtail's own.
    assert not Axe().run(page, context="main .help-warning", options=OPTIONS).violations_count
    clicks.click(page.get_by_label("I have read this. Save all the same."))
    clicks.click(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text(re.compile("Working hours.*updated"))).to_be_visible()
    clicks.were_at_most(4, "a holiday over an agreed time")
    page.goto("/admin/")
    expect(
        page.get_by_text(re.compile(r"Telephone \d patients?: hours have changed"))
    ).to_be_visible()

    # And who has not come.
    began = timezone.localtime(appointment_of("Seán Walsh").starts_at).date()
    page.goto(f"{CALENDAR}?day={began}")
    clicks.click(page.get_by_role("link", name="List", exact=True))
    clicks.click(page.get_by_role("button", name="No-show"))
    expect(page.locator(".clinic-state", has_text="No-show")).to_be_visible()
    clicks.were_at_most(2, "a no-show")
    assert appointment_of("Seán Walsh").attendance == "no_show"

    # On paper.
    page.goto(f"{CALENDAR}?day={coming_monday()}")
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    clicks.click(page.get_by_role("link", name="Print the day"))
    row = page.get_by_role("row").filter(has_text="Gus Boyle")
    expect(row).to_contain_text("085 765 4321")
    clicks.click(page.get_by_role("button", name="Print"))
    expect(page).to_have_title("printed")
    clicks.were_at_most(2, "a printed day")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Back to the calendar")).to_be_hidden()
    expect(row).to_be_visible()
