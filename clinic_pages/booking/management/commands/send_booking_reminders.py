"""Reminds patients of their appointments: `manage.py send_booking_reminders`."""

from django.core.management.base import BaseCommand

from clinic_pages.booking.mails.reminders import post_reminders


class Command(BaseCommand):
    help = (
        "Reminds the patients whose agreed appointments are near, of each time once. Run it every "
        "few minutes; how near is set in the admin, under Settings > Booking."
    )

    def handle(self, *args, **options):
        self.stdout.write(f"{post_reminders()} reminded")
