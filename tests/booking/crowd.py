"""A process with some of many visitors, who all want to book at the same moment.

`python -m tests.booking.crowd FIRST LAST MOMENT...` says "ready", waits for a line, and prints how
the visitors of these numbers fared, as JSON; the times are seconds since 1970. `... report` prints
what is stored. DATABASE_URL names a database in which a clinic offers times.
"""

import json
import os
import secrets
import sys
import time
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")

import django

django.setup()

from django.core import signing  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402

from clinic_pages.booking.form import tokens  # noqa: E402
from clinic_pages.booking.models import Appointment, BookingMail, BookingRequest, TakenCell  # noqa: E402
from clinic_pages.models import TherapyPage  # noqa: E402
from tests.booking.visitors import FORM, TYPED, fields_of, problems, soup_of  # noqa: E402

# PostgreSQL gives out 100 connections to all processes together.
THREADS = 12
# Where SQLite has let somebody wait for too long, the answer is a button to send it again.
TRIES = 3


def typed_by(number: int, moment: str) -> dict:
    a_minute_ago = time.time() - 60
    token = signing.dumps([secrets.token_urlsafe(12), a_minute_ago], salt=tokens.SALT)
    own = {
        "therapy": str(TherapyPage.objects.get().pk),
        "name": f"Visitor {number}",
        "email": f"{number}@patient.example",
        "phone": "",
    }
    return TYPED | own | {"token": token, "time": moment}


def visit(number: int, moment: str) -> dict:
    typed = typed_by(number, moment)
    try:
        client = Client(REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        for _attempt in range(TRIES):
            response = client.post(FORM, typed)
            if response.status_code != 503:
                return outcome(response, typed)
        return {"status": 503}
    finally:
        connections.close_all()


def outcome(response, typed: dict) -> dict:
    """reference: of the thanks. is_told: that the time is taken. has_all: what was typed."""
    thanks = soup_of(response).select_one(".clinic-thanks__reference")
    if thanks:
        return {"status": response.status_code, "reference": thanks.get_text()}
    kept = fields_of(response)
    return {
        "status": response.status_code,
        "is_told": "no longer free" in problems(response).get("time", ""),
        "has_all": all(kept[name] == typed[name] for name in ("name", "email", "note")),
    }


def report() -> dict:
    return {
        "references": list(BookingRequest.objects.values_list("reference", flat=True)),
        "starts": [str(each.starts_at) for each in Appointment.objects.all()],
        "cells": TakenCell.objects.count(),
        "notices": BookingMail.objects.filter(kind="notice").count(),
    }


def main(arguments: list[str]):
    if arguments == ["report"]:
        return report()
    first, last, *moments = arguments
    numbers = range(int(first), int(last))
    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(THREADS) as pool:
        wanted = [moments[number % len(moments)] for number in numbers]
        return list(pool.map(visit, numbers, wanted))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
