"""Files -> condition pages: reader -> neutral document -> mapping -> report.

A module per format makes the neutral document (`text`); everything after that is the same for all.
"""

from pathlib import Path

from django.db import transaction

from . import text
from .errors import ImportFailed, UnreadableFile
from .mapping import Run, import_document
from .places import condition_names, find_place
from .reading import read_text
from .report import FileReport, Report

__all__ = ["ImportFailed", "Report", "UnreadableFile", "import_files"]


def import_files(paths, under="", publish=False, dry_run=False) -> Report:
    """Imports all of the files at `paths` or none. Raises ImportFailed.

    under: slug of the list of conditions; "" for the first one on the default site.
    dry_run: does all of it and takes it back, so that the plan is what would happen.
    """
    texts = [(Path(path), read_text(Path(path))) for path in paths]
    run = Run(under, publish)
    with transaction.atomic():
        files = [_import_text(path, content, run) for path, content in texts]
        transaction.set_rollback(dry_run)
    return Report(files, dry_run)


def _import_text(path: Path, content: str, run: Run) -> FileReport:
    place = find_place(run.under)
    # A file's name may hold bytes that are no text, which no database would store.
    file = path.name.encode("utf-8", "replace").decode()
    document = text.parse(content, file, lambda title: condition_names(place, title))
    return import_document(document, run)
