"""A site from a backup: `manage.py restore FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backup import CannotRestore, restore


class Command(BaseCommand):
    help = "Fills an empty database and an empty media folder from what `backup` wrote."
    # There are no tables that could be looked at.
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            count = restore(file)
        except CannotRestore as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"Restored: the database and {count} uploaded files.")
