"""Forgets old missed searches: `manage.py forget_searches`."""

from django.core.management.base import BaseCommand

from search.missed import KEPT_DAYS, forget_old


class Command(BaseCommand):
    help = f"Deletes searches without results that nobody has made for {KEPT_DAYS} days."

    def handle(self, **options):
        self.stdout.write(f"{forget_old()} searches forgotten.")
