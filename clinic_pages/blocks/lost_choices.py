"""Blocks that lost what they show: they stand empty in the form, and the page can be published.

A new block needs a choice, so no more may stand empty than did before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from wagtail.blocks import ChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from ..lib.raw_streams import leaves

# How many more may stand empty, or a function that counts them when it is first asked.
_left: ContextVar[list | None] = ContextVar("choices_left_empty", default=None)


@contextmanager
def allowing(count: Callable[[], int]) -> Iterator[None]:
    """While the body runs, so many choices may stand empty. count: called once, if at all."""
    token = _left.set([count])
    try:
        yield
    finally:
        _left.reset(token)


def may_stay_empty() -> bool:
    """Whether one more may. Each that is told so counts."""
    left = _left.get()
    if left is None:
        return False
    if callable(left[0]):
        left[0] = left[0]()
    left[0] -= 1
    return left[0] >= 0


class MayLoseChoice:
    """A chooser that may stand empty where what was chosen is gone."""

    def clean(self, value):
        if value is None and self.required and may_stay_empty():
            return None
        return super().clean(value)


def count_lost(page: Page) -> int:
    """The choices in the streams of `page`, in memory or as it is published, that are gone. Of what
    is published also those that stand empty already."""
    drafted = [each for each in _chosen(page) if each.pk]
    stored = type(page).objects.live().filter(pk=page.pk).first()
    published = _chosen(stored) if stored else []
    there = _there({*drafted, *published})
    return max(sum(each not in there for each in chosen) for chosen in (drafted, published))


class Choice(NamedTuple):
    model: type
    pk: int | str | None


def _chosen(page: Page) -> list[Choice]:
    """What must be chosen in its streams, as stored."""
    streams = [field for field in page._meta.fields if isinstance(field, StreamField)]
    return [
        Choice(block.model_class, raw)
        for field in streams
        for block, raw in leaves(field.stream_block, list(getattr(page, field.name).raw_data))
        if isinstance(block, ChooserBlock) and block.required
    ]


def _there(choices: set[Choice]) -> set[Choice]:
    """Those that exist. A query for each model."""
    wanted = defaultdict(set)
    for each in choices:
        if each.pk:
            wanted[each.model].add(each.pk)
    return {
        Choice(model, pk)
        for model, keys in wanted.items()
        for pk in model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)
    }
