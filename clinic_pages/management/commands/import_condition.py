"""Files become pages: `manage.py import_condition FILE...`."""

from django.core.management.base import BaseCommand, CommandError

from clinic_pages.importing import ImportFailed, files_at, import_files


class Command(BaseCommand):
    help = "Makes a condition page from each file. See docs/importing.md."

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            metavar="FILE",
            nargs="+",
            help="a text, Markdown, HTML or Word file, or a folder",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="print what would be done and write nothing"
        )
        parser.add_argument(
            "--publish", action="store_true", help="publish the page and what is made for it"
        )
        parser.add_argument(
            "--under",
            metavar="SLUG",
            default="",
            help="slug or address of the list of conditions",
        )
        parser.add_argument("--site", metavar="HOST", default="", help="host of the site")
        parser.add_argument(
            "--new-therapy",
            metavar="NAME",
            action="append",
            default=[],
            help="a therapy that the clinic does not have yet: “NAME for …” is its heading",
        )

    def handle(self, *args, files, dry_run, publish, under, site, new_therapy, **options):
        try:
            report = import_files(
                [path for each in files for path in files_at(each)],
                under=under,
                site=site,
                publish=publish,
                dry_run=dry_run,
                new_therapies=new_therapy,
            )
        except ImportFailed as error:
            raise CommandError(str(error)) from error
        for line in report.lines():
            self.stdout.write(line)
