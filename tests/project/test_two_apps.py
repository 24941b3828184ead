"""The plugin is two apps, and the pages know nothing of booking."""

import pytest

from .hosts import ONLY_FOR_BOOKING
from .test_project import PLUGIN, imports_of, plugin_modules

# What the files say is the same on every database.
pytestmark = pytest.mark.slow

REFUSED = {"clinic_pages.booking", *ONLY_FOR_BOOKING}
OF_THE_PAGES = [path for path in plugin_modules() if PLUGIN / "booking" not in path.parents]


@pytest.mark.parametrize("path", OF_THE_PAGES, ids=lambda path: path.relative_to(PLUGIN).as_posix())
def test_pages_import_nothing_of_booking(path):
    """Not even in a function: without booking it would fail once it is called."""
    parents = {
        ".".join(parts[:length])
        for parts in (name.split(".") for name in imports_of(path))
        for length in (1, 2)
    }
    assert not parents & REFUSED
