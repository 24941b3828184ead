"""What of an object readers may see, to be compared."""

from django.db.models import Model
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin

from ..pages.base import ClinicPage

# What Wagtail notes about a page's history and its editing, and no visitor sees.
BOOKKEEPING = {
    "comments", "content_type", "depth", "draft_title", "expire_at", "expired",
    "first_published_at", "go_live_at", "has_unpublished_changes", "last_published_at",
    "latest_revision", "latest_revision_created_at", "live_revision", "locked", "locked_at",
    "locked_by", "numchild", "owner", "path", "pk", "url_path",
}  # fmt: skip


def is_published(instance: Model | None) -> bool:
    """Whether readers may see it: what knows no drafts always is."""
    return instance is not None and (not isinstance(instance, DraftStateMixin) or instance.live)


def published_state(instance: Model | None) -> dict:
    """{name: value} of all that readers may see; {} while it is a draft or not stored.

    Children (opening hours, registrations) are part of it, by their values, not their keys.
    """
    if not is_published(instance):
        return {}
    if isinstance(instance, ClusterableModel):
        data = instance.serializable_data()
    else:
        data = {f.name: f.value_to_string(instance) for f in instance._meta.concrete_fields}
    derived = instance.derived_state() if isinstance(instance, ClinicPage) else {}
    kept = {name: _without_keys(value) for name, value in data.items() if name not in BOOKKEEPING}
    return kept | derived


def _without_keys(value):
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: each for name, each in value.items() if name != "pk"}
    return value


def differing(before: dict, after: dict) -> set[str]:
    """The names of what differs between two states."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
