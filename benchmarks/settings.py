"""Production, and beside it what its pages are compared with."""

from settings.production import *  # noqa: F403

INSTALLED_APPS.append("benchmarks.bare")  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
# What a site without the plugin has.
MIDDLEWARE_WITHOUT_PLUGIN = [name for name in MIDDLEWARE if not name.startswith("clinic_pages.")]  # noqa: F405
