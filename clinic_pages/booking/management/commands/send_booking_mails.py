"""Sends the mails about bookings that are due: `manage.py send_booking_mails [--every SECONDS]`.

It also forgets who has sent requests, once that counts no longer: nothing else runs so often.
"""

import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from clinic_pages.booking.form import limits
from clinic_pages.booking.mails.sending import send_due


class Command(BaseCommand):
    help = (
        "Sends the mails about bookings that could not go at once, and forgets who has sent "
        "requests once their hour or day is over. Run it every minute, or with --every as a "
        "process of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="Go on for ever.")

    def handle(self, *args, every=None, **options):
        if not every:
            self.stdout.write(f"{send_due()} sent")
            limits.forget()
        while every:
            self.send(every)

    def send(self, every: float) -> None:
        try:
            if sent := send_due():
                self.stdout.write(f"{sent} sent")
            limits.forget()
        except DatabaseError as problem:
            self.stderr.write(f"The database is away: {type(problem).__name__}")
        # A connection that broke is not used again, and none is held while nothing is to do.
        connection.close()
        time.sleep(every)
