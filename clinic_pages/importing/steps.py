"""What editors do with a batch of uploaded files; each step may be repeated."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .batches import kind_of
from .models import GIVEN_UP, ImportBatch, ImportFile
from .tasks import import_batch, read_batch

State = ImportBatch.State
KEPT_DAYS = 30


@transaction.atomic
def make_batch(index, user, files: list[tuple[str, bytes]]) -> ImportBatch:
    """files: (name, content). What is old is forgotten."""
    oldest = timezone.now() - timedelta(days=KEPT_DAYS)
    ImportBatch.objects.filter(changed_at__lt=oldest).delete()
    batch = ImportBatch.objects.create(index=index, user=user)
    for name, content in files:
        is_picture = kind_of(name) == "picture"
        ImportFile.objects.create(batch=batch, name=name, content=content, is_picture=is_picture)
    transaction.on_commit(partial(read_batch.enqueue, batch.pk))
    return batch


def read_again(batch: ImportBatch) -> bool:
    return _begin(batch, [State.READ], State.READING, partial(read_batch.enqueue, batch.pk))


def begin_import(batch: ImportBatch) -> bool:
    """False where somebody else has begun."""
    work = partial(import_batch.enqueue, batch.pk, False)
    return _begin(batch, [State.READ, State.IMPORTED], State.IMPORTING, work)


def begin_publishing(batch: ImportBatch) -> bool:
    work = partial(import_batch.enqueue, batch.pk, True)
    return _begin(batch, [State.IMPORTED, State.PUBLISHED], State.PUBLISHING, work)


@transaction.atomic
def _begin(batch: ImportBatch, after: list[str], state: str, work: Callable) -> bool:
    now = timezone.now()
    is_due = Q(state__in=after) | Q(state=state, changed_at__lt=now - GIVEN_UP)
    found = ImportBatch.objects.filter(is_due, pk=batch.pk).update(state=state, changed_at=now)
    if found:
        batch.files.update(is_done=False)
        transaction.on_commit(work)
    return bool(found)


def correct(file: ImportFile, therapies: list[str], sections: list[str]) -> None:
    """These headings are therapies, and those are none."""
    file.said = {"therapies": therapies, "sections": sections}
    file.save(update_fields=["said"])
