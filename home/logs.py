"""Log lines for machines and people to read, which tell on nobody."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

from django.core.signals import request_finished

# Addresses that whoever has them may use: to manage a booking, a calendar, for a new password.
SECRET = re.compile(
    r"(/booking/manage/|/booking/calendar/|/admin/password_reset/confirm/)[^\s\"'?]+"
)
# What somebody searched for.
QUERY = re.compile(r"(/[^\s\"'?]*)\?[^\s\"']*")
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


class Lines(logging.Formatter):
    """A JSON object for each record: time, level, logger, message, and the request's id if any."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            # With the traceback, if there is one.
            "message": discreet(super().format(record)),
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
