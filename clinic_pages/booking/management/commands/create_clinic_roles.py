"""The groups of people that a clinic has: `manage.py create_clinic_roles`."""

from django.core.management.base import BaseCommand

from clinic_pages.booking.roles import GROUPS, create_roles


class Command(BaseCommand):
    help = (
        "Makes the groups Marketing, Reception, Practitioner and Clinic manager, and gives them "
        "the permissions that they lack. It takes none away."
    )

    def handle(self, *args, **options):
        new = create_roles()
        for name in GROUPS:
            self.stdout.write(f"{name}: {'made' if name in new else 'looked after'}")
