"""The plugin is two apps, and the pages know nothing of booking."""

import pytest

from .hosts import ONLY_FOR_BOOKING
from .test_rooms import imported_by, modules, wrong

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REFUSED = {"clinic_pages.booking", *ONLY_FOR_BOOKING}


def test_pages_import_nothing_of_booking():
    """Not even in a function: without booking it would fail once it is called."""

    def refused(module):
        if module[0] == "booking":
            return set()
        parents = {
            ".".join(parts[:length])
            for parts in (name.split(".") for name in imported_by(modules()[module]))
            for length in (1, 2)
        }
        return parents & REFUSED

    assert not wrong(refused)
