"""`manage.py index_conditions`: what lists find conditions by, written anew."""

from django.core.management.base import BaseCommand

from ...finding.keeping import keep_all


class Command(BaseCommand):
    help = "Writes anew by what the lists of conditions find each of them: once after an update."

    def handle(self, **options):
        self.stdout.write(f"Wrote the entries of {keep_all()} conditions.")
