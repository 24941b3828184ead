"""Pages become files: `manage.py export_conditions [SLUG...] --to FOLDER`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clinic_pages.importing import ImportFailed, find_destination
from clinic_pages.importing.exports import exported_pages
from clinic_pages.importing.exports.files import export_to


class Command(BaseCommand):
    help = "Writes condition pages as Markdown that import_condition reads. See docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument("slugs", metavar="SLUG", nargs="*", help="a condition's; all for none")
        parser.add_argument("--to", metavar="FOLDER", required=True, help="where the files go")
        parser.add_argument("--site", metavar="HOST", default="", help="host of the site")

    def handle(self, *args, slugs, to, site, **options):
        try:
            pages = exported_pages(slugs, find_destination(host=site).site)
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        if missing := set(slugs) - {page.slug for page in pages}:
            raise CommandError(f"There is no condition {', '.join(sorted(missing))}.")
        try:
            names = export_to(Path(to), pages)
        except OSError as error:
            raise CommandError(f"{to}: {error.strerror}.") from error
        self.stdout.write(f"Wrote {len(pages)} conditions as {len(names)} files to {to}.")
