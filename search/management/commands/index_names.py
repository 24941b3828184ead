"""`manage.py index_names`: the names that the search knows, written anew."""

from django.core.management.base import BaseCommand

from search.indexing import write_all


class Command(BaseCommand):
    help = "Writes anew by which names the search knows each page: once after an update."

    def handle(self, **options):
        self.stdout.write(f"Wrote the names of {write_all()} pages.")
