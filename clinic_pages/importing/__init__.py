"""Files -> condition pages: format -> neutral document -> mapping -> report.

A module per format makes the neutral document (`formats`); everything after that is the same for
all.
"""

from pathlib import Path

from django.db import transaction

from .destinations import condition_names, find_destination
from .errors import ImportFailed, UnreadableFile
from .formats import FORMATS, Format, format_of
from .mapping import Run, import_document
from .report import FileReport, Report

__all__ = ["FORMATS", "Format", "ImportFailed", "Report", "UnreadableFile", "import_files"]


def import_files(paths, under="", publish=False, dry_run=False) -> Report:
    """Imports all of the files at `paths` or none. Raises ImportFailed.

    under: slug of the list of conditions; "" for the first one on the default site.
    dry_run: does all of it and takes it back, so that the plan is what would happen.
    """
    contents = [(path, format_of(path).read(path)) for path in map(Path, paths)]
    run = Run(under, publish)
    with transaction.atomic():
        files = [_import_content(path, content, run) for path, content in contents]
        transaction.set_rollback(dry_run)
    return Report(files, dry_run)


def _import_content(path: Path, content, run: Run) -> FileReport:
    destination = find_destination(run.under)
    # A file's name may hold bytes that are no text, which no database would store.
    file = path.name.encode("utf-8", "replace").decode()
    document = format_of(path).parse(
        content, file, lambda title: condition_names(destination, title)
    )
    return import_document(document, run)
