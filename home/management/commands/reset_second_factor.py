"""For whoever has lost the telephone: `manage.py reset_second_factor NAME`."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Takes a person's second factor away. At the next login they set up another one."

    def add_arguments(self, parser):
        parser.add_argument("name", help="The name that they log in with.")

    def handle(self, *args, name: str, **options):
        if not apps.is_installed("allauth.mfa"):
            raise CommandError("This site asks for no second factor: TWO_FACTOR is off.")
        from allauth.mfa.models import Authenticator

        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"There is nobody with the name {name}.")
        Authenticator.objects.filter(user=person).delete()
        self.stdout.write(f"{name} sets up another one at the next login.")
