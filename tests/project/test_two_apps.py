"""The plugin is two apps, and the pages know nothing of booking."""

import pytest

from .hosts import ONLY_FOR_BOOKING
from .test_rooms import imported_by, modules

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REFUSED = {"clinic_pages.booking", *ONLY_FOR_BOOKING}
OF_THE_PAGES = {".".join(module): path for module, path in modules().items() if module}


@pytest.mark.parametrize(
    "module", [name for name in OF_THE_PAGES if not name.startswith("booking")]
)
def test_pages_import_nothing_of_booking(module):
    """Not even in a function: without booking it would fail once it is called."""
    parents = {
        ".".join(parts[:length])
        for parts in (name.split(".") for name in imported_by(OF_THE_PAGES[module]))
        for length in (1, 2)
    }
    assert not parents & REFUSED
