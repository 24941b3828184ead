"""The site together with its uploads, which in production the web server in front hands out."""

from django.conf import settings
from whitenoise import WhiteNoise

from settings.wsgi import application as site


def _as_docs_settings_says(headers, path, url):
    headers["Content-Security-Policy"] = "script-src 'none'"


# Sizes of a picture are made when a page first shows them, so the folder is looked at each time. A
# picture's address changes with its content: it may be kept for ever.
application = WhiteNoise(
    site,
    root=settings.MEDIA_ROOT,
    prefix=settings.MEDIA_URL,
    autorefresh=True,
    max_age=WhiteNoise.FOREVER,
    add_headers_function=_as_docs_settings_says,
)
