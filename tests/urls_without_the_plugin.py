"""The reference site's addresses without the plugin's own."""

from clinic_pages import urls as clinic_pages_urls
from settings.urls import urlpatterns as of_the_site

urlpatterns = [
    each for each in of_the_site if getattr(each, "urlconf_module", None) is not clinic_pages_urls
]
