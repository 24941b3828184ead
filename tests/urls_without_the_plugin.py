"""The reference site's addresses without the plugin's own."""

from clinic_pages import urls as clinic_pages_urls
from clinic_pages.booking import urls as clinic_booking_urls
from settings.urls import urlpatterns as of_the_site

PLUGIN = (clinic_pages_urls, clinic_booking_urls)
urlpatterns = [each for each in of_the_site if getattr(each, "urlconf_module", None) not in PLUGIN]
