"""What visits ask about the whole site, kept in the process until something changes.

A fact is what a function marked `@fact` has answered: who may see what, the clinic, the menu, the
therapies that pages show. All facts belong to one generation, a token in the database. Whatever
readers may notice begins a new one (`changes.telling`), in whatever process it happens. A request
asks for the token once, before its first fact, and takes no fact of another generation: so what it
shows is never older than the request itself.

The search index is written later, by many tasks, and has a token of its own: with it only those
facts end that hang on it.

Within a request each fact is asked for once. Beyond it, facts are kept outside of transactions
only: what a transaction sees may be rolled back. Answers are shared: copy what you change.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial, wraps
from uuid import uuid4

from django.core.signals import request_finished, request_started
from django.db import connection, models, transaction
from django.db.models.signals import post_delete, post_save

from .signals import connect

# A change that no signal tells of, such as a script's, is seen after this number of seconds.
MOST_SECONDS = 60
# As many as a site of some size has therapies, lists, pictures and pages that are found often; the
# oldest go first.
MOST_FACTS = 5_000


# The rows of Generation: of whatever readers may notice, and of the search index.
OF_ALL, OF_INDEX = 1, 2


class Generation(models.Model):
    """A token that changes with what it stands for."""

    token = models.CharField(max_length=32)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.token


class _Kept(dict):
    """The facts of one generation in this process."""

    def __init__(self, token: str = "", of_index: str = ""):
        super().__init__()
        self.token, self.of_index = token, of_index
        self.until = time.monotonic() + MOST_SECONDS

    def with_index(self, of_index: str) -> "_Kept":
        """Another one, without what hung on the index as it was."""
        kept = _Kept(self.token, of_index)
        kept.update((key, each) for key, each in self.copy().items() if key[0] not in _on_index)
        kept.until = self.until
        return kept

    def keep(self, key, answer) -> None:
        if len(self) >= MOST_FACTS:
            self.pop(next(iter(self), None), None)
        self[key] = answer


# What functions ask the search index.
_on_index: set[Callable] = set()
_latest = _Kept()
# Of the request under way: None outside, _Kept() before its first question.
_of_request: ContextVar[_Kept | None] = ContextVar("clinic_pages_facts", default=None)

_is_being_found: ContextVar[bool] = ContextVar("clinic_pages_finding_facts", default=False)


def fact(ask: Callable) -> Callable:
    """The answers of a function are facts. Its arguments must tell all that the answer hangs on."""

    @wraps(ask)
    def known(*about):
        return known_as((ask, *about), partial(ask, *about))

    return known


def hangs_on_index(ask: Callable) -> Callable:
    """Marks a function whose answers, known by it as the first part of their key, end when entries
    of the search index are written."""
    _on_index.add(ask)
    return ask


def known_as(key: tuple, ask: Callable[[], object]):
    """The fact that is kept under `key`, else what `ask` answers. For answers that hang on more
    than a key can hold: an image, a part of a template."""
    kept = _facts()
    if kept is None:
        return ask()
    if key not in kept:
        kept.keep(key, _found(ask))
    return kept[key]


def known_of_each(ask: Callable[[list], dict], keys: Iterable) -> dict:
    """{key: what is known of it}; `ask` gives the same for keys that nothing is known of yet."""
    keys, kept = list(dict.fromkeys(keys)), _facts()
    if kept is None:
        return ask(keys)
    missing = [key for key in keys if (ask, key) not in kept]
    found = _found(partial(ask, missing)) if missing else {}
    for key, answer in found.items():
        kept.keep((ask, key), answer)
    return {key: kept[ask, key] for key in keys if (ask, key) in kept} | found


def _found(ask: Callable[[], object]):
    before = _is_being_found.set(True)
    try:
        return ask()
    finally:
        _is_being_found.reset(before)


def is_being_found() -> bool:
    """Whether a fact is asked for now: what is kept must not come from a copy that lags behind, as
    a host's database router might choose."""
    return _is_being_found.get()


def forget() -> None:
    """Within the transaction of a change: what this request knew may have changed."""
    if _of_request.get() is not None:
        _of_request.set(_Kept())


def begin_generation() -> None:
    """After the commit of a change: facts of before are none any more, in all processes."""
    _begin_token(OF_ALL)


def begin_index() -> None:
    """After entries of the search index were written."""
    _begin_token(OF_INDEX)


def _begin_token(row: int) -> None:
    token = uuid4().hex
    if not Generation.objects.filter(pk=row).update(token=token):
        Generation.objects.get_or_create(pk=row, defaults={"token": token})
    forget()


def end_with(*models: type) -> None:
    """Ends facts with each change of what no page shows, but facts hang on: editors' synonyms."""
    for signal in (post_save, post_delete):
        connect(signal, _on_change, *models)


def _on_change(**kwargs) -> None:
    forget()
    transaction.on_commit(begin_generation)


@contextmanager
def asked_once() -> Iterator[None]:
    """While the body runs, as in a request, each fact is asked for once. For tasks and commands."""
    before = _of_request.set(_Kept())
    try:
        yield
    finally:
        _of_request.reset(before)


def _facts() -> _Kept | None:
    """Where facts are kept now; None outside of requests."""
    kept = _of_request.get()
    if kept is None or kept.token:
        return kept
    kept = _of_this_request_alone() if connection.in_atomic_block else _of_generation()
    _of_request.set(kept)
    return kept


def _of_this_request_alone() -> _Kept:
    return _Kept("none")


def _of_generation() -> _Kept:
    global _latest
    tokens = dict(Generation.objects.values_list("pk", "token"))
    token, of_index = tokens.get(OF_ALL), tokens.get(OF_INDEX, "")
    if not token:
        return _of_this_request_alone()
    latest = _latest
    if latest.token != token or latest.until < time.monotonic():
        latest = _latest = _Kept(token, of_index)
    elif latest.of_index != of_index:
        latest = _latest = latest.with_index(of_index)
    return latest


def forget_all() -> None:
    """As if the process had just begun."""
    global _latest
    _latest = _Kept()
    forget()


def _begin(**kwargs) -> None:
    _of_request.set(_Kept())


def _end(**kwargs) -> None:
    _of_request.set(None)


def connect_requests() -> None:
    request_started.connect(_begin, dispatch_uid="clinic_pages.facts")
    request_finished.connect(_end, dispatch_uid="clinic_pages.facts")
