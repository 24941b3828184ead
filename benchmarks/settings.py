"""Production, and beside it what its pages are compared with."""

from settings.production import *  # noqa: F403

INSTALLED_APPS.append("benchmarks.bare")  # noqa: F405
ROOT_URLCONF = "benchmarks.urls"
