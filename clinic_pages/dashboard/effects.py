"""What a publish has done: on how many pages it is seen, and which keep their own words."""

from contextvars import ContextVar

from django.utils.translation import ngettext

from ..overrides.stored import find_overrides
from ..pages.therapies import TherapyPage

# The pages told of since `begin`, while an editor publishes.
_told: ContextVar[set[int] | None] = ContextVar("clinic_told", default=None)
# Of more pages nobody counts who keeps words of her own, since each is read for it.
MOST_READ = 500


def begin() -> None:
    _told.set(set())


def forget(**kwargs) -> None:
    """A publish that somebody was asked about, and that did not happen, is counted no longer than
    its request lasts."""
    _told.set(None)


def on_pages_changed(sender, page_ids, **kwargs) -> None:
    told = _told.get()
    if told is not None:
        told |= page_ids


def end(page) -> str:
    """What an editor is told who has published `page`; "" where no other page shows it."""
    told = (_told.get() or set()) - {page.pk}
    _told.set(None)
    if not told:
        return ""
    own = _with_own_words(page, told)
    changed = ngettext(
        "%(count)d other page that shows it is up to date.",
        "%(count)d other pages that show it are up to date.",
        len(told),
    ) % {"count": len(told)}
    if not own:
        return changed
    kept = ngettext(
        "%(count)d of them keeps its own words.", "%(count)d of them keep their own words.", own
    ) % {"count": own}
    return f"{changed} {kept}"


def _with_own_words(page, told: set[int]) -> int:
    if not isinstance(page, TherapyPage) or len(told) > MOST_READ:
        return 0
    return len({each.page.pk for each in find_overrides(therapy=page)} & told)
