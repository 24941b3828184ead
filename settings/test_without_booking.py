"""The test suite's settings for a site without booking, and without what only booking needs."""

import sys
from importlib.abc import MetaPathFinder

# The app, and what the extras install for it.
ABSENT = {
    "clinic_pages.booking",
    "wagtail_modeladmin",
    "cryptography",
    "icalendar",
    "phonenumbers",
    "altcha_django",
    "altcha",
}


class NotInstalled(MetaPathFinder):
    """Whoever imports what is absent meets what he meets where nobody has installed it."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname in ABSENT:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


if too_early := ABSENT & set(sys.modules):
    raise RuntimeError(f"Imported before it could be refused: {', '.join(sorted(too_early))}")
sys.meta_path.insert(0, NotInstalled())

# Packages that would like one of them, such as redis, do without.
from .test import *  # noqa: E402, F403

INSTALLED_APPS = [app for app in INSTALLED_APPS if app not in ABSENT]  # noqa: F405
