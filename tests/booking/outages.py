"""A real mail server with bad days, and time that passes."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

from clinic_pages.booking.mails.reminders import post_reminders
from clinic_pages.booking.mails.sending import send_due
from tests.faults.sink import Sink, mail_server

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
# The mailer looks every minute; here, to be quick, as seldom as shows the same.
A_LOOK = timedelta(hours=6)


class Outage:
    """The mailer's process, and its clock. It begins with a server that is away."""

    def __init__(self, sink: Sink):
        self.sink = sink
        self.now = timezone.now()

    @contextmanager
    def clock(self):
        """Time is what it says, also for what is asked of the site meanwhile."""
        with patch("django.utils.timezone.now", lambda: self.now):
            yield self

    def until(self, moment: datetime, step: timedelta = A_LOOK) -> None:
        while self.now < moment:
            self.now = min(self.now + step, moment)
            post_reminders()
            send_due()

    def passes(self, time: timedelta, step: timedelta = A_LOOK) -> None:
        self.until(self.now + time, step)

    def server(self):
        return mail_server(self.sink)

    def taken_by(self, address: str) -> list:
        return [message for message in self.sink.taken if message["To"] == address]


def refuses(address: str, answer: str):
    """For a Sink: `answer` to this address, nothing to others."""
    return lambda asked: answer if asked == address else ""
