"""When entries are written: in the transaction of the change itself."""

from wagtail.models import Page, get_page_models
from wagtail.signals import post_page_move

from ..changes.signals import object_changed
from ..lib.references import built_on
from ..lib.signals import connect
from ..pages.condition_entries import ConditionEntry
from ..pages.conditions import ConditionPage
from .keeping import keep


def on_object_changed(instance, after, **kwargs):
    keep(instance, after)


def on_page_moved(instance, parent_page_after, **kwargs):
    ConditionEntry.objects.filter(condition=instance.pk).update(parent=parent_page_after.pk)


def connect_all() -> None:
    """Called once, when the apps are ready and all page types known."""
    connect(object_changed, on_object_changed, Page, *built_on(ConditionPage))
    connect(post_page_move, on_page_moved, *get_page_models())
