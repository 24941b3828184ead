"""People of the clinic, what visitors have sent them, and how they work it at the desk."""

import secrets
from datetime import datetime, timedelta

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinic_pages.booking.models import BookingRequest
from clinic_pages.booking.request.contacts import email_digest, phone_digest
from clinic_pages.booking.roles import GROUPS, create_roles
from tests.editors import rows_of

DESK = "/admin/booking-desk/"
NAME, NOTE = "Róisín Ní Bhriain", "The pain runs down my left leg."
EMAIL, PHONE = "roisin@patient.example", "+353857654321"


def make_request(tree, **fields) -> BookingRequest:
    sent = {"name": NAME, "email": EMAIL, "phone": PHONE, "note": NOTE, "days": [1, 3]} | fields
    return BookingRequest.objects.create(
        site=tree.site,
        submission=secrets.token_hex(32),
        email_digest=email_digest(sent["email"]),
        phone_digest=phone_digest(sent["phone"]),
        language="en",
        consented_at=timezone.now(),
        consent_text="I agree.",
        **sent,
    )


def make_user(role: str, name: str = "") -> User:
    """role: the name of a group, "" for none, "superuser" for all."""
    if role in GROUPS and not Group.objects.filter(name=role).exists():
        create_roles()
    user = User.objects.create_user(name or f"a {role}", password="a-long-password")
    if role == "superuser":
        user.is_superuser = True
        user.save()
    elif role:
        user.groups.add(Group.objects.get(name=role))
    return user


def address(action: str, request: BookingRequest) -> str:
    return f"{DESK}{action}/{request.pk}/"


def seen(client, request: BookingRequest, action="inspect") -> BeautifulSoup:
    """The screen of the request."""
    response = client.get(address(action, request))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def version_on(soup) -> str:
    return soup.select_one("input[name=version]")["value"]


def buttons(soup) -> list[str]:
    """Those with words: the header has others."""
    found = soup.select("main button, main a.button")
    return [text for each in found if (text := each.get_text(strip=True))]


def press(client, request, step: str = "", note: str = "", version=None) -> str:
    """Presses a button of the request's screen; what the desk then says.

    version: of the screen that was seen; None looks now.
    """
    if version is None:
        version = version_on(seen(client, request))
    data = {"version": version, "note": note} | ({"step": step} if step else {})
    return said(client.post(address("step", request), data, follow=True))


def said(response) -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(each.get_text(" ", strip=True) for each in soup.select(".messages li"))


def next_monday(hour=10, minute=0) -> datetime:
    """In the clinic's time zone."""
    today = timezone.localtime(timezone=timezone.get_default_timezone())
    monday = today + timedelta(days=7 - today.weekday())
    return monday.replace(hour=hour, minute=minute, second=0, microsecond=0)


def agree(
    client, request, starts_at: datetime | None = None, version=None, *, is_sure=True, **typed
):
    """Sends the form of the agreed time; the answer, not followed.

    is_sure: whether a time that is not as usual is booked all the same.
    """
    starts_at = starts_at or next_monday()
    soup = seen(client, request, "book")
    data = {
        "version": version or version_on(soup),
        "day": f"{starts_at:%Y-%m-%d}",
        "time": f"{starts_at:%H:%M}",
        "minutes": soup.select_one("[name=minutes]")["value"],
        "practitioner": "",
    }
    response = client.post(address("book", request), data | typed)
    return book_all_the_same(client, response, data | typed) if is_sure else response


def book_all_the_same(client, response, data: dict):
    """The answer to what was asked about a time, if anything was."""
    soup = BeautifulSoup(response.content, "html.parser")
    button = soup.select_one("button[name=doubts_seen]")
    if button is None:
        return response
    return client.post(response.wsgi_request.path, data | {button["name"]: button["value"]})


def problems(response) -> dict[str, str]:
    """{field's name: its error} of a form of the admin."""
    soup = BeautifulSoup(response.content, "html.parser")
    found = {}
    for field in soup.select("main .w-field"):
        if error := field.select_one(".w-field__errors .error-message"):
            found[field.select_one("[name]")["name"]] = error.get_text(" ", strip=True)
    return found


def listed(client, query="") -> list[list[str]]:
    response = client.get(DESK + query)
    assert response.status_code == 200
    return rows_of(BeautifulSoup(response.content, "html.parser"), "table.listing")


def names(client, query="") -> list[str]:
    return [row[0] for row in listed(client, query)]


def log_of(request) -> list[tuple[str, str]]:
    entries = ModelLogEntry.objects.for_instance(request).order_by("pk")
    return [(entry.user.username, entry.action.split(".")[1]) for entry in entries]


def search(client, typed, query="") -> list[str]:
    response = client.post(DESK + query, {"typed": typed})
    assert response.status_code == 302
    assert typed not in response["Location"]
    rows = rows_of(BeautifulSoup(client.get(response["Location"]).content, "html.parser"))
    return [row[0] for row in rows]
