"""Reception's morning in the calendar: by mouse, by keyboard, on paper; in few clicks."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from clinic_pages.booking.models import Appointment, BlockedTime
from clinic_pages.booking.times.appointments import block, take
from tests.booking.calendar.screens import CALENDAR, coming_monday
from tests.booking.diaries import practitioner
from tests.booking.reception import NAME, make_request, next_monday
from tests.browser.clicks import Clicks
from tests.browser.test_desk import sign_in
from tests.gates.test_accessibility import COLOURS, violations

WIDTHS = [1280, 800]


@pytest.fixture
def maeve(tree):
    tree.clinic.country = "IE"
    tree.clinic.save()
    tree.therapy(title="Cupping", duration_minutes=45)
    practitioner(tree, "Aoife Brennan")
    return practitioner(tree, "Maeve Lin")


@pytest.fixture
def booked(tree, maeve):
    """At ten on Monday."""
    request = make_request(tree, status="booked", therapy=tree.therapy(duration_minutes=45))
    take(request, maeve, next_monday(10), 45, is_agreed=True)
    return request


@pytest.fixture
def began(tree, maeve):
    """A few minutes ago."""
    request = make_request(tree, name="Seán Walsh", phone="", status="booked")
    stamp = (timezone.now() - timedelta(minutes=10)).timestamp() // 300 * 300
    return take(request, maeve, datetime.fromtimestamp(stamp, tz=UTC), 60, is_agreed=True)


@pytest.fixture
def monday(page, maeve):
    sign_in(page)
    page.goto(f"{CALENDAR}?day={coming_monday()}")
    return page


def entry(page: Page, name=NAME) -> Locator:
    return page.locator(".clinic-entry").filter(has_text=name)


def place(page: Page, clock: str, who="Maeve Lin") -> Locator:
    return page.get_by_role("link", name=f"{clock}, {who}", exact=False).first


def starts_at(request) -> str:
    found = Appointment.objects.get(request=request)
    return f"{timezone.localtime(found.starts_at):%H:%M}"


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(monday, booked):
    page = monday
    page.goto(f"{CALENDAR}new/?day={coming_monday()}&time=10:15&practitioner=")
    page.get_by_label("Name").fill("Seán Walsh")
    page.get_by_label("Practitioner").select_option("Maeve Lin")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Enter a telephone number or an e-mail address")).to_be_visible()
    page.get_by_label("Telephone").first.fill("085 765 4321")
    page.get_by_role("button", name="Book").click()
    expect(page.get_by_text("Maeve Lin has another appointment at that time.")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Seán Walsh")
    page.get_by_label("Time").fill("10:45")
    page.get_by_role("button", name="Book").click()
    expect(entry(page, "Seán Walsh")).to_contain_text("10:45 a.m.")


def test_an_appointment_is_dragged_to_another_time_and_person(monday, booked):
    page, clicks = monday, Clicks(monday)
    page.reload()
    clicks.drag(entry(page), place(page, "11 a.m.", "Aoife Brennan"))
    expect(page).to_have_url(re.compile(rf"/book/{booked.pk}/\?day=.*&time=11"))
    expect(page.get_by_label("Time")).to_have_value("11:00")
    assert starts_at(booked) == "10:00"
    clicks.click(page.get_by_role("button", name="Change the time"))
    expect(page.get_by_text("The appointment is booked.")).to_be_visible()
    # And one is where one was.
    expect(entry(page)).to_contain_text("11 a.m.")
    clicks.were_at_most(3, "a move")
    found = Appointment.objects.get()
    assert (starts_at(booked), found.practitioner.title) == ("11:00", "Aoife Brennan")
    assert found.ends_at - found.starts_at == timedelta(minutes=45)


def test_it_is_moved_with_the_keyboard_alone(monday, booked):
    page = monday
    page.reload()
    entry(page).focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Change the time").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Time").focus()
    page.keyboard.type("0900AM")
    expect(page.get_by_label("Time")).to_have_value("09:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The appointment is booked.")).to_be_visible()
    assert starts_at(booked) == "09:00"


def test_what_is_over_is_not_dragged(page, began):
    sign_in(page)
    day = timezone.localtime(began.starts_at).date()
    page.goto(f"{CALENDAR}?day={day}")
    expect(entry(page, "Seán Walsh")).not_to_have_attribute("draggable", "true")


def test_arrow_keys_go_from_cell_to_cell(monday, booked):
    page = monday
    page.reload()
    place(page, "9:30 a.m.").focus()
    for key, focused in [
        ("ArrowDown", entry(page)),
        ("ArrowDown", place(page, "10:45 a.m.")),
        ("ArrowUp", entry(page)),
        ("ArrowLeft", place(page, "10 a.m.", "Aoife Brennan")),
        ("ArrowRight", entry(page)),
    ]:
        page.keyboard.press(key)
        expect(focused).to_be_focused()


def test_a_time_is_blocked_and_given_back(monday):
    page, clicks = monday, Clicks(monday)
    clicks.click(page.get_by_role("link", name="Block a time"))
    clicks.choose(page.get_by_label("Practitioner"), "Maeve Lin")
    page.get_by_label("From").fill("11:00")
    page.get_by_label("Until").fill("12:00")
    page.get_by_label("Reason").fill("Team meeting")
    clicks.click(page.get_by_role("button", name="Block the time"))
    expect(entry(page, "Team meeting")).to_contain_text("Blocked")
    clicks.were_at_most(4, "a blocked time")
    clicks.click(entry(page, "Team meeting"))
    clicks.click(page.get_by_role("button", name="Yes, give the time back"))
    expect(page.get_by_text("The time is free again.")).to_be_visible()
    clicks.were_at_most(2, "a blocked time given back")
    assert not BlockedTime.objects.exists()


def test_the_menu_leads_there(page, maeve):
    sign_in(page)
    page.get_by_role("link", name="Calendar", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Calendar")).to_be_attached()


@pytest.mark.parametrize("width", [1280, 800, 360])
def test_only_the_table_is_scrolled_sideways(page, booked, width):
    sign_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    for query in ("", "&view=week", "&as=list", "&view=week&as=list"):
        page.goto(f"{CALENDAR}?day={coming_monday()}{query}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, query
        inside = page.evaluate("document.querySelector('main').scrollWidth")
        assert inside <= page.evaluate("document.querySelector('main').clientWidth"), query


@pytest.mark.parametrize("width", WIDTHS)
def test_the_calendar_is_accessible(page, booked, began, maeve, width):
    block(maeve, next_monday(11), 30, "Team meeting")
    blocked = BlockedTime.objects.get()
    sign_in(page)
    page.set_viewport_size({"width": width, "height": 800})
    day = coming_monday()
    today = timezone.localtime(began.starts_at).date()
    found = []
    for address in (
        *(f"?day={day}", f"?day={day}&view=week&practitioner={maeve.pk}"),
        *(f"?day={day}&as=list", f"?day={today}&as=list", f"?day={today}"),
        *(f"new/?day={day}&time=09:00", "block/", f"unblock/{blocked.pk}/"),
        f"day-list/?day={day}",
    ):
        page.emulate_media(color_scheme="light")
        page.goto(CALENDAR + address)
        found += [f"{address} (light) {line}" for line in violations(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{address} (dark) {line}" for line in violations(page, COLOURS)]
    assert not found, "\n".join(found)
