"""Publishes what imports made, and nothing that an editor has changed since."""

from ..blocks.therapies import TherapyValue
from ..pages.booking_texts import BookingSnippet
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .destinations import latest
from .memory import is_as_imported, last_import


def publish_imported(page: ConditionPage) -> list:
    """Publishes `page` and what it shows, each if it is still as an import saved it.

    Returns what was published. What the page shows comes first, so that the page is complete when
    the signal of its publication is sent.
    """
    return [each for each in [*_needed_by(page), _fresh(page)] if _publish(each)]


def _needed_by(page: ConditionPage) -> list:
    draft = latest(page)
    therapies = list(TherapyPage.objects.filter(pk__in=_therapy_keys(draft)).order_by("path"))
    parents = {each.get_parent().pk: each.get_parent() for each in [page, *therapies]}
    snippets = BookingSnippet.objects.filter(pk=draft.booking_snippet_id)
    return [*snippets, *(parent.specific for parent in parents.values()), *therapies]


def _therapy_keys(page: ConditionPage) -> list[int]:
    values = [child.value for child in page.body if isinstance(child.value, TherapyValue)]
    return [value["therapy"].pk for value in values if value["therapy"]]


def _fresh(page):
    return type(page).objects.get(pk=page.pk)


def _publish(instance) -> bool:
    if not _is_ours(instance) or _is_published(instance):
        return False
    instance.latest_revision.publish()
    return True


def _is_ours(instance) -> bool:
    return is_as_imported(instance) and last_import(instance).all_ours


def _is_published(instance) -> bool:
    return instance.live and instance.live_revision_id == instance.latest_revision_id
