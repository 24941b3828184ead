"""The test suite's settings: quick password hashing, nothing left behind."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403

DEBUG = False
SECRET_KEY = "for-tests-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# Tests see what visitors and search engines see in production.
CLINIC_PAGES["ALLOW_INDEXING"] = True  # noqa: F405
# A house that the plugin has never seen: page types and blocks of a host's own.
INSTALLED_APPS.append("tests.host")  # noqa: F405
CLINIC_PAGES["BODY_BLOCK"] = "tests.host.blocks.HostBody"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# For the tests that turn the challenge on: an app cannot be added later.
INSTALLED_APPS.append("altcha_django")  # noqa: F405
# One process, one cache.
SILENCED_SYSTEM_CHECKS = ["altcha.W001"]
ALTCHA_HMAC_SECRET = "for-tests-only-and-long-enough-to-be-taken"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="clinic-pages-media-"))
# Outside all others: what leaves the site has passed it.
MIDDLEWARE.insert(0, "tests.leaks.Middleware")  # noqa: F405
