"""What earlier imports did, read from and written to Wagtail's audit log.

The log and not a model: it is where editors look for what happened to a page, and an import adds no
state that could contradict it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log
from wagtail.log_actions import registry as log_registry

IMPORTED = "clinic_pages.import"


@dataclass(frozen=True)
class PastImport:
    """revision_id: the revision that the import saved. all_ours: it holds no editor's draft."""

    digest: str
    revision_id: int
    when: datetime
    all_ours: bool


def remember(instance, revision, document, all_ours=True, created=()) -> None:
    """Writes to the log of `instance` that importing `document` saved `revision`.

    created: the objects made for a page, for the record.
    """
    data = {
        "digest": document.digest,
        "file": document.file,
        "revision": revision.pk,
        "all_ours": all_ours,
        "created": [[made._meta.label, made.pk] for made in created],
    }
    log(instance, IMPORTED, revision=revision, content_changed=True, data=data)


def last_import(instance) -> PastImport | None:
    entry = log_registry.get_logs_for_instance(instance).filter(action=IMPORTED).first()
    if entry is None:
        return None
    data = entry.data
    return PastImport(data["digest"], data["revision"], entry.timestamp, data["all_ours"])


def is_as_imported(instance) -> bool:
    """Whether nobody has saved `instance`, as it is in the database, since its last import."""
    past = last_import(instance)
    return past is not None and past.revision_id == instance.latest_revision_id


def imported_objects(model):
    """The objects of `model`, which is not a page type, that imports have made or changed."""
    entries = log_registry.get_log_model_for_model(model).objects.filter(
        action=IMPORTED, content_type=ContentType.objects.get_for_model(model)
    )
    keys = [int(key) for key in entries.values_list("object_id", flat=True)]
    return model.objects.filter(pk__in=keys)
