"""Looks for personal data wherever it must not be, in all that the suite makes the site say.

Whatever the tests submit for a patient has one of these marks in it: use them in new tests, too. A
mark may be read at the desk, in what a visitor typed himself and gets back, and on the way to the
patient.
"""

import logging
import re

from django.core import mail

# The address' domain, the name, the telephone number as typed and as stored, and the note.
MARKS = re.compile(
    r"patient\.example|Ní Bhriain|Zebedee Quill|85 ?765 ?4321|my left leg|N%C3%AD%20Bhriain"
    r"|patient%2Eexample",
    re.IGNORECASE,
)
# The desk, its calendar, and where a manager looks for one person's data.
DESK = (
    *("/admin/booking-desk/", "/admin/clinic-pages/calendar/"),
    "/admin/clinic-pages/persons-data/",
)
# Where reception and practitioners read of their day.
HOME = "/admin/"
# What those read who may see requests, on a page about something else.
WHOM_TO_CALL = re.compile(r"<ul[^>]* data-clinic-whom-to-call>.*?</ul>", re.DOTALL)

found: list[str] = []


def look_at(text: str, where: str) -> None:
    if mark := MARKS.search(text):
        around = text[max(0, mark.start() - 60) : mark.end() + 60]
        found.append(f"{where}: …{around}…")


class Middleware:
    """Of the test settings: every request's address, every answer's headers and text."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        look_at(request.get_full_path(), "an address")
        response = self.get_response(request)
        for name, value in response.items():
            look_at(value, f"the header {name} of {request.path}")
        for name, cookie in response.cookies.items():
            look_at(cookie.value, f"the cookie {name} of {request.path}")
        if not self._may_be_read(request) and not response.streaming:
            page = WHOM_TO_CALL.sub("", response.content.decode("utf-8", "replace"))
            look_at(page, f"the page {request.path}")
        return response

    def _may_be_read(self, request) -> bool:
        typed = " ".join(str(value) for _name, values in request.POST.lists() for value in values)
        is_at_work = request.path.startswith(DESK) or request.path == HOME
        return is_at_work or bool(MARKS.search(typed))


class Handler(logging.Handler):
    """Of the root logger: every line as it would be written."""

    def emit(self, record):
        look_at(self.format(record), f"a log line of {record.name}")


def look_at_mails() -> None:
    for message in mail.outbox if hasattr(mail, "outbox") else []:
        whole = message.message()
        look_at(str(message.subject), "a subject")
        for name, value in whole.items():
            # To whom it goes is how it gets there.
            if name != "To":
                look_at(str(value), f"the mail header {name}")
        look_at(str(message.body), "a mail's text")
        for attachment in message.attachments:
            look_at(str(attachment[1]), "an attachment")
