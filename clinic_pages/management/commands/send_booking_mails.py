"""Sends the mails about bookings that are due: `manage.py send_booking_mails [--every SECONDS]`."""

import time

from django.core.management.base import BaseCommand

from clinic_pages.booking.mail import send_due


class Command(BaseCommand):
    help = (
        "Sends the mails about bookings that could not go at once. Run it every minute, or with "
        "--every as a process of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="Go on for ever.")

    def handle(self, *args, every=None, **options):
        while True:
            sent = send_due()
            if sent or not every:
                self.stdout.write(f"{sent} sent")
            if not every:
                return
            time.sleep(every)
