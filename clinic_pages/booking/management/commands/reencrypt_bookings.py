"""After a change of keys: `manage.py reencrypt_bookings`."""

from django.core.management.base import BaseCommand
from django.views.decorators.debug import sensitive_variables

from clinic_pages.booking.privacy.keys import reencrypt


class Command(BaseCommand):
    help = (
        "Encrypts all that visitors sent with the first key, so that the others can be removed. "
        "Safe to run again. See docs/settings.md."
    )

    @sensitive_variables()
    def handle(self, *args, **options):
        done = reencrypt()
        self.stdout.write(f"Rows encrypted with the first key: {done.rows - done.unreadable}")
        self.stdout.write(f"Rows that no key opens, and left: {done.unreadable}")
