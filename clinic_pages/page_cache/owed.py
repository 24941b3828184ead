"""Purges that the shared cache did not hear. Nothing it keeps is shown again before it does.

That something is owed stands in the database, since the process that owes it may end. A process
looks there when it starts, and whenever the cache server was away: before it trusts what it finds;
and now and then when a page is made anyway. The process that owes something does not wait
to be asked.
"""

import logging
import time
from threading import Thread

from django.db import Error, connection

from . import store
from .models import OwedPurge
from .tokens import ALL, renew

logger = logging.getLogger(__name__)

# Seconds between two attempts of the process that owes something.
PAUSE = 1
# Seconds after which a process that makes a page looks again.
LOOK_EVERY = 10


class _Memory:
    """Of this process. failures: of the store, when nothing was owed."""

    failures: int | None = None
    looked_at = 0.0
    owes = False


def owe() -> None:
    _Memory.owes = True
    try:
        OwedPurge.objects.create()
    except Error:
        logger.exception("Only this process knows that the page cache must be emptied")
    Thread(target=_keep_trying, daemon=True).start()


def is_settled(failures: int) -> bool:
    """Whether nothing is owed, as far as this process knows, after so many failures of the store.

    To be asked before the store: what it says until then may be wrong.
    """
    return _Memory.failures == failures


def is_due() -> bool:
    """Whether it is time to look again. Nobody does for a page that is kept."""
    return time.monotonic() > _Memory.looked_at + LOOK_EVERY


def settle() -> bool:
    """Tells the shared cache what is owed, if anything is; False where one of both is away."""
    failures, owes = store.failures(), _Memory.owes
    _Memory.owes = False
    try:
        _settle(owes)
    except (Error, store.Away):
        _Memory.owes |= owes
        return False
    _Memory.failures, _Memory.looked_at = failures, time.monotonic()
    return True


def _settle(owes: bool) -> None:
    owed = list(OwedPurge.objects.values_list("pk", flat=True))
    if owed or owes:
        renew([ALL])
        OwedPurge.objects.filter(pk__in=owed).delete()


def _keep_trying() -> None:
    try:
        while _Memory.owes and store.is_on():
            time.sleep(PAUSE)
            store.ask_again()
            settle()
    finally:
        connection.close()
