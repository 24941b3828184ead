"""How a visitor opens the booking form, fills it in and sends it."""

import time
from unittest.mock import patch

from bs4 import BeautifulSoup

from clinic_pages.booking.form import tokens

FORM = "/booking/"
OPEN = "/booking/open/"
TYPED = {
    "name": "Róisín Ní Bhriain",
    "phone": "085 765 4321",
    "email": "roisin@patient.example",
    "is_returning": "no",
    "note": "The pain runs down my left leg.",
    "consent": "on",
}


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields_of(response) -> dict:
    """What a browser would send if the visitor changed nothing: {name: value or list of values}."""
    form = soup_of(response).select_one("form.clinic-form")
    sent: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = field.get("type", field.name)
        if kind in ("checkbox", "radio"):
            if field.has_attr("checked"):
                sent.setdefault(field["name"], []).append(field.get("value", "on"))
        elif kind == "select":
            chosen = field.select_one("option[selected]") or field.option
            sent[field["name"]] = chosen["value"]
        elif kind == "textarea":
            sent[field["name"]] = field.text.removeprefix("\n")
        else:
            sent[field["name"]] = field.get("value", "")
    return sent


def opened(client, page=None) -> dict:
    """The fields of the form opened on `page`, as old as a form is that a person has filled in."""
    with patch.object(tokens.timezone, "now", lambda: _ago(30)):
        response = client.post(OPEN, {"page": page.pk} if page else {})
    assert response.status_code == 200
    return fields_of(response)


def _ago(seconds: float):
    from datetime import UTC, datetime

    return datetime.fromtimestamp(time.time() - seconds, tz=UTC)


def book(client, page=None, **typed):
    """Opens the form on `page`, fills it in and sends it; `None` leaves a field out."""
    return send(client, opened(client, page) | TYPED | typed)


def send(client, fields: dict, **headers):
    present = {name: value for name, value in fields.items() if value is not None}
    return client.post(FORM, present, **headers)


def problems(response) -> dict[str, str]:
    """{field's name: its error}, as they stand beside the fields."""
    found = {}
    for errors in soup_of(response).select("form.clinic-form .errorlist"):
        box = errors.find_parent(["div", "fieldset"])
        name = box.select_one("input[name], select[name], textarea[name]")["name"]
        found[name] = errors.get_text(" ", strip=True)
    return found
