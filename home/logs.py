"""Log lines for machines and people to read, which tell on nobody."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.core.signals import request_finished

# Addresses that whoever has them may use: to manage a booking, a calendar, for a new password.
# Up to the end of the line, or of an address in an access log: a link that a mail program broke has
# spaces in it.
SECRET = re.compile(
    r"(/booking/manage/|/booking/calendar/|/admin/password_reset/confirm/).*?(?= HTTP/|$)",
    re.MULTILINE,
)
# What somebody searched for. Quotes stand in it as they were typed.
QUERY = re.compile(r"(/[^\s\"'?]*)\?\S*")
ID = re.compile(r"[A-Za-z0-9-]{8,64}")

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def with_request_id(get_response):
    """Middleware: all lines of one request have an id in common, that of the web server's log."""
    # Django itself writes down what was answered, once all middleware is done.
    request_finished.connect(_forget, dispatch_uid="home.logs")

    def middleware(request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        _request_id.set(given if ID.fullmatch(given) else uuid4().hex)
        return get_response(request)

    return middleware


def _forget(**kwargs) -> None:
    _request_id.set("")


def discreet(text: str) -> str:
    """`text` without secret parts of addresses, and without what comes after "?" in them."""
    return QUERY.sub(r"\1", SECRET.sub(r"\1-", text))


class Record(logging.LogRecord):
    """A line that tells nothing secret, whoever writes it and wherever to: the console, a file of
    gunicorn's, a mail to the ADMINS.

    `logging.setLogRecordFactory(Record)` makes all lines of a process such ones.
    """

    def getMessage(self) -> str:
        return discreet(super().getMessage())

    # A traceback is written once, by the first that needs it, and kept here for the others.
    @property
    def exc_text(self) -> str | None:
        return self._exc_text

    @exc_text.setter
    def exc_text(self, text: str | None) -> None:
        self._exc_text = text and discreet(text)


class Lines(logging.Formatter):
    """A JSON object for each record: time, level, logger, message, and the request's id if any."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            # With the traceback, if there is one.
            "message": super().format(record),
        }
        if request_id := _request_id.get():
            line["request_id"] = request_id
        return json.dumps(line, ensure_ascii=False)


def to_console(loggers: dict, **more) -> dict:
    """A configuration for logging: everything goes to the console, a line of JSON each."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "home.logs.Lines"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "loggers": loggers,
        **more,
    }
