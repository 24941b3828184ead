"""Visitors who press the button again until they are thanked."""

import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

TOKEN = re.compile(r'name="token" value="([^"]+)"')
REFERENCE = re.compile(r'clinic-thanks__reference">([^<]+)<')
PATIENCE = 90
# Longer than a form is taken for a program's.
READING = 2.2


@dataclass
class Visit:
    number: int
    opened: float = 0
    token: str = ""
    reference: str = ""
    tries: int = 0

    @property
    def email(self) -> str:
        return f"patient{self.number}@patient.example"

    def typed(self) -> dict:
        return {
            "token": self.token,
            "name": f"Zebedee Quill {self.number}",
            "email": self.email,
            "is_returning": "no",
            "note": f"It aches in place {self.number}.",
            "consent": "on",
        }


def ask(url: str, fields: dict | None, number: int) -> str | None:
    """The page; None for no answer, and for one that asks to try again."""
    data = urllib.parse.urlencode(fields).encode() if fields is not None else None
    # Each visitor has an address of his own.
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    request = urllib.request.Request(url, data, {"X-Real-IP": address})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.read().decode()
    except urllib.error.HTTPError as answer:
        if answer.code < 500:
            raise AssertionError(f"{answer.code} for {number}: {answer.read()[:2000]}") from answer
        return None
    except (OSError, http.client.HTTPException):
        return None


def open_form(url: str, visit: Visit) -> None:
    for _ in _tries():
        page = ask(f"{url}/booking/", None, visit.number)
        if page:
            visit.token, visit.opened = TOKEN.search(page)[1], time.monotonic()
            return


def send_until_thanked(url: str, visit: Visit) -> None:
    time.sleep(max(0, visit.opened + READING - time.monotonic()))
    for _ in _tries():
        visit.tries += 1
        page = ask(f"{url}/booking/", visit.typed(), visit.number)
        if page:
            visit.reference = REFERENCE.search(page)[1]
            return


def _tries():
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        yield
        time.sleep(0.2)


def all_of(visits, url: str, what, at_once: int = 12) -> None:
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda visit: what(url, visit), visits))
