"""The reference site's addresses where the setting API is on."""

from settings.api import urls
from settings.urls import urlpatterns as without

urlpatterns = [*without[:-1], *urls(), without[-1]]
