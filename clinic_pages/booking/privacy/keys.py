"""Writes what lies encrypted anew, so that an old key can be thrown away."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet

from ..encryption import EncryptedTextField, Unreadable
from ..request.contacts import email_digest, phone_digest
from ..request.models import BookingRequest
from ..request.search_keys import store_keys

# Rows that are locked and written at once.
BATCH = 200
# By which a person's requests are found again.
DIGESTS = {"email": email_digest, "phone": phone_digest}


class Reencrypted(NamedTuple):
    rows: int
    # Rows of which no key opens a text; that text is left as it is.
    unreadable: int


def reencrypt() -> Reencrypted:
    """Writes all encrypted texts with the first key, and the digests of contacts and
    names with the SECRET_KEY of now. Safe to stop, and to run again."""
    done = [_rewrite(rows) for model in encrypted_models() for rows in _batches(model)]
    return Reencrypted(sum(rows for rows, _ in done), sum(unreadable for _, unreadable in done))


def encrypted_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if encrypted_fields(model)]


def encrypted_fields(model: type[Model]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if isinstance(f, EncryptedTextField)]


def _batches(model: type[Model]) -> Iterator[QuerySet]:
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield model.objects.filter(pk__in=keys[start : start + BATCH])


@transaction.atomic
def _rewrite(batch: QuerySet) -> tuple[int, int]:
    names = [*encrypted_fields(batch.model), *digest_fields(batch.model)]
    # Locked: what the reception writes at this moment is not written over.
    rows = list(batch.order_by("pk").select_for_update())
    for row in rows:
        _renew_digests(row)
    batch.model.objects.bulk_update(rows, names)
    if batch.model is BookingRequest:
        store_keys(row for row in rows if not _keeps_its_keys(row))
    return len(rows), sum(_is_unreadable(row) for row in rows)


def digest_fields(model: type[Model]) -> list[str]:
    return [f"{name}_digest" for name in DIGESTS] if model is BookingRequest else []


def _renew_digests(row: Model) -> None:
    """They are made with SECRET_KEY. That of a contact that cannot be read stays."""
    for name, digest_of in DIGESTS.items() if isinstance(row, BookingRequest) else []:
        contact = getattr(row, name)
        if not isinstance(contact, Unreadable):
            setattr(row, f"{name}_digest", digest_of(contact))


def _keeps_its_keys(request: BookingRequest) -> bool:
    """What cannot be read now has the keys that it had."""
    return any(isinstance(text, Unreadable) for text in (request.name, request.phone))


def _is_unreadable(row: Model) -> bool:
    return any(isinstance(getattr(row, name), Unreadable) for name in encrypted_fields(type(row)))
