"""Files become pages: `manage.py import_condition FILE...`."""

from django.core.management.base import BaseCommand, CommandError

from clinic_pages.importing import ImportFailed, import_files


class Command(BaseCommand):
    help = "Makes a condition page from each text file. See docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument("files", metavar="FILE", nargs="+", help="a text file")
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would be done and write nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish the page and what is made for it"
        )
        parser.add_argument(
            "--under", metavar="SLUG", default="", help="slug of the list of conditions"
        )

    def handle(self, *args, files, dry_run, publish, under, **options):
        try:
            report = import_files(files, under=under, publish=publish, dry_run=dry_run)
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        for line in report.lines():
            self.stdout.write(line)
