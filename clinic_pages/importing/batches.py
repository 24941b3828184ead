"""What a batch of uploaded files would become, and becomes. For tasks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone
from wagtail.log_actions import LogContext

from . import import_each, import_files, why_not
from .destinations import destination_of
from .formats import FORMATS
from .known import Known
from .models import ImportBatch, ImportFile
from .report import FileReport, as_data

State = ImportBatch.State
PICTURES = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp"])


def kind_of(name: str) -> str:
    """ "document", "picture", or "" for what cannot be taken."""
    ending = Path(name).suffix.lower()
    if ending in FORMATS:
        return "document"
    return "picture" if ending in PICTURES else ""


def read_files(batch: ImportBatch) -> None:
    """Reads what each file would become, and writes nothing of it."""
    with _step(batch, State.READING, State.READ, State.READ), _on_disk(batch) as paths:
        destination = destination_of(batch.index)
        for file, path in paths.items():
            try:
                said = {path.name: _known(file)}
                report = import_files([path], destination=destination, dry_run=True, said=said)
                _done(batch, file, path, report.files[0], "")
            except Exception as error:
                _done(batch, file, path, None, why_not(path, error))


def import_read(batch: ImportBatch, publish: bool) -> None:
    """Imports each file that can be read; one that cannot keeps no other from it."""
    states = (
        (State.PUBLISHING, State.PUBLISHED, State.IMPORTED)
        if publish
        else (State.IMPORTING, State.IMPORTED, State.READ)
    )
    with _step(batch, *states), _on_disk(batch) as paths, LogContext(user=batch.user):
        files = {path.name: file for file, path in paths.items()}
        import_each(
            paths.values(),
            destination_of(batch.index),
            publish=publish,
            said={name: _known(file) for name, file in files.items()},
            done=lambda path, *found: _done(batch, files[path.name], path, *found),
        )


@contextmanager
def _step(batch: ImportBatch, during: str, after: str, before: str) -> Iterator[None]:
    """What stops all files takes the batch back to where the step can be tried again, and says why
    at each file that is not done; if all are, at each."""
    try:
        yield
    except Exception as error:
        documents = batch.files.filter(is_picture=False)
        waiting = documents.filter(is_done=False)
        for file in waiting or documents:
            _done(batch, file, Path(file.name), None, why_not(Path(file.name), error))
        _end(batch, during, before)
    else:
        _end(batch, during, after)


@contextmanager
def _on_disk(batch: ImportBatch) -> Iterator[dict[ImportFile, Path]]:
    """The documents, with the pictures beside them."""
    with TemporaryDirectory(prefix="clinic-import-") as name:
        folder, documents = Path(name), {}
        for file in batch.files.all():
            path = folder / file.name
            path.write_bytes(bytes(file.content))
            if not file.is_picture:
                documents[file] = path
        yield documents


def _known(file: ImportFile) -> Known:
    return Known(
        are_therapies=tuple(file.said.get("therapies", ())),
        are_sections=tuple(file.said.get("sections", ())),
    )


def _done(
    batch: ImportBatch, file: ImportFile, path: Path, report: FileReport | None, problem: str
) -> None:
    # The folder in which the file lay is gone, and nobody's business.
    problem = problem.replace(f"{path.parent}/", "")
    data = as_data(report) if report else {}
    batch.files.filter(pk=file.pk).update(report=data, problem=problem, is_done=True)
    ImportBatch.objects.filter(pk=batch.pk).update(changed_at=timezone.now())


def _end(batch: ImportBatch, before: str, after: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk, state=before).update(state=after)
