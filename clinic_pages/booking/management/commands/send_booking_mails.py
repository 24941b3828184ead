"""Sends the mails about bookings that are due: `manage.py send_booking_mails [--every SECONDS]`."""

import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from clinic_pages.booking.mails.sending import send_due


class Command(BaseCommand):
    help = (
        "Sends the mails about bookings that could not go at once. Run it every minute, or with "
        "--every as a process of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="Go on for ever.")

    def handle(self, *args, every=None, **options):
        if not every:
            self.stdout.write(f"{send_due()} sent")
        while every:
            self.send(every)

    def send(self, every: float) -> None:
        try:
            if sent := send_due():
                self.stdout.write(f"{sent} sent")
        except DatabaseError as problem:
            self.stderr.write(f"The database is away: {type(problem).__name__}")
        # A connection that broke is not used again, and none is held while nothing is to do.
        connection.close()
        time.sleep(every)
