"""When entries are written: in the transaction of the change itself."""

from django.db.models.signals import post_delete
from wagtail.models import Page, get_page_models
from wagtail.signals import post_page_move

from ..changes.signals import object_changed
from ..lib.references import built_on
from ..lib.signals import connect
from ..pages.condition_entries import ConditionEntry
from ..pages.condition_filters import MODELS
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .keeping import keep, keep_without


def on_object_changed(instance, after, **kwargs):
    keep(instance, after)


def on_page_moved(instance, parent_page_after, **kwargs):
    ConditionEntry.objects.filter(condition=instance.pk).update(parent=parent_page_after.pk)


def on_choice_deleted(instance, **kwargs):
    # Its primary key is gone from the instance only later.
    keep_without(instance)


def connect_all() -> None:
    """Called once, when the apps are ready and all page types known."""
    connect(object_changed, on_object_changed, Page, *built_on(ConditionPage))
    connect(post_page_move, on_page_moved, *get_page_models())
    connect(post_delete, on_choice_deleted, *MODELS.values(), *built_on(TherapyPage))
