"""For an app server."""

import os

from django.core.wsgi import get_wsgi_application

# A server that forgot to say which settings must not run with a developer's.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

application = get_wsgi_application()
