"""Files -> condition pages: format -> flow -> neutral document -> mapping -> report.

A module per format reads a file into a flow (`formats`); everything after that is the same for all.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ..lib.text_folding import name_key
from .destinations import Destination, condition_names, find_destination, therapy_keys
from .errors import ImportFailed, UnreadableFile
from .formats import FORMATS, Format, format_of
from .known import Known
from .mapping import Run, finish, import_document
from .outline import to_document
from .report import FileReport, Report

logger = logging.getLogger(__name__)

__all__ = [
    "FORMATS",
    "Destination",
    "Format",
    "ImportFailed",
    "Report",
    "UnreadableFile",
    "files_at",
    "find_destination",
    "import_each",
    "import_files",
    "why_not",
]


def import_files(
    paths,
    under: str = "",
    site: str = "",
    destination: Destination | None = None,
    publish: bool = False,
    dry_run: bool = False,
    new_therapies=(),
    said: Mapping[str, Known] = {},
) -> Report:
    """Imports all of the files at `paths` or none. Raises ImportFailed.

    under, site: see `find_destination`; or the destination itself.
    dry_run: does all of it and takes it back, so that the plan is what would happen.
    new_therapies: names that headings may bring without a therapy of that name.
    said: {a file's name: what somebody says of its headings}.
    """
    contents = [(path, format_of(path).read(path)) for path in map(Path, paths)]
    run = Run(destination or find_destination(under, site), publish, tuple(new_therapies))
    try:
        with transaction.atomic():
            files = [_import_content(path, content, run, said) for path, content in contents]
            finish(run)
            transaction.set_rollback(dry_run)
    except BaseException:
        run.forget_pictures()
        raise
    if dry_run:
        run.forget_pictures()
    return Report(files, dry_run)


def import_each(
    paths,
    destination: Destination,
    publish: bool = False,
    said: Mapping[str, Known] = {},
    done: Callable = lambda path, report, problem: None,
) -> None:
    """Imports each of the files that can be, whatever becomes of the others.

    done: hears of each file: (path, report, ""), or (path, None, why it was not imported).
    """
    run = Run(destination, publish)
    for path in map(Path, paths):
        made = len(run.pictures)
        try:
            with transaction.atomic():
                content = format_of(path).read(path)
                report = _import_content(path, content, run, said)
        except Exception as error:
            run.forget_pictures(made)
            done(path, None, why_not(path, error))
        else:
            done(path, report, "")
    with transaction.atomic():
        finish(run)


def files_at(path) -> list[Path]:
    """The file at `path`, or those of a folder with the ending of a format, by their names."""
    path = Path(path)
    if not path.is_dir():
        return [path]
    files = sorted(each for each in path.iterdir() if each.suffix.lower() in FORMATS)
    if not files:
        raise ImportFailed(_("%(file)s: in this folder is no file to import.") % {"file": path})
    return [each for each in files if each.is_file()]


def why_not(path: Path, error: Exception) -> str:
    """For whoever uploaded it: what we did not foresee goes to the log, and stops no other."""
    if isinstance(error, ImportFailed):
        return str(error)
    logger.error("A file could not be imported", exc_info=error)
    return _("%(file)s: something went wrong on our side. Tell whoever runs the site.") % {
        "file": path
    }


def _import_content(path: Path, content, run: Run, said: Mapping[str, Known]) -> FileReport:
    known = known_of(run, said.get(path.name, Known()))
    flow = format_of(path).parse(content, path, known)
    return import_document(to_document(flow, file_name(path), known), run)


def known_of(run: Run, said: Known) -> Known:
    keys = therapy_keys(run.destination)
    return Known(
        names=lambda title: condition_names(run.destination, title),
        has_therapy=lambda name: name_key(name) in keys,
        new_therapies=(*run.new_therapies, *said.new_therapies),
        are_therapies=said.are_therapies,
        are_sections=said.are_sections,
    )


def file_name(path: Path) -> str:
    """A file's name may hold bytes that are no text, which no database would store."""
    return path.name.encode("utf-8", "replace").decode()
