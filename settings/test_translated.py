"""The test suite's settings for a site in two languages, and both ways to translate it.

wagtail-localize is in requirements-dev.txt alone: neither the plugin nor the reference site has it.
"""

from .test import *  # noqa: F403

LANGUAGE_CODE = "en"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES  # noqa: F405
WAGTAIL_I18N_ENABLED = True
ROOT_URLCONF = "tests.urls_in_languages"
INSTALLED_APPS += [  # noqa: F405
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.simple_translation",
]
MIDDLEWARE.insert(  # noqa: F405
    MIDDLEWARE.index("django.middleware.common.CommonMiddleware"),  # noqa: F405
    "django.middleware.locale.LocaleMiddleware",
)
