"""Deletes the requests that the clinic need not keep: `manage.py forget_bookings [--dry-run]`."""

from django.core.management.base import BaseCommand

from clinic_pages.booking.privacy.forgetting import forget


class Command(BaseCommand):
    help = (
        "Deletes booking requests for good, once they have been closed for as many days as the "
        "booking settings say. Run it every day. See docs/booking.md."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would be deleted and delete nothing"
        )

    def handle(self, *args, dry_run, **options):
        found = forget(dry_run=dry_run)
        done = "to delete" if dry_run else "deleted"
        self.stdout.write(f"Closed requests {done}: {found.requests}")
        self.stdout.write(f"Attempts that count no longer {done}: {found.attempts}")
        self.stdout.write(f"Open for over a year, and left: {found.left_open}")
