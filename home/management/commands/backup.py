"""The whole site in one file: `manage.py backup FILE`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.backup import CannotBackUp, back_up


class Command(BaseCommand):
    help = "Writes the database and all uploaded files into one new file. See docs/security.md."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="such as /var/backups/clinic-2026-11-26.tar")

    def handle(self, *, file, **options):
        try:
            count = back_up(file)
        except (CannotBackUp, OSError) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{file}: the database and {count} uploaded files.")
