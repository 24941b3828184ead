"""For the server of what pages are compared with: it must not pay for what the plugin does to be
quick, nor gain by it."""

from benchmarks.settings import *  # noqa: F403

MIDDLEWARE = MIDDLEWARE_WITHOUT_PLUGIN  # noqa: F405
