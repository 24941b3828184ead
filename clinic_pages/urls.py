"""Addresses of the plugin. Include them before Wagtail's, at the front of the site: ""."""

from django.urls import path, re_path

from . import search_engine_views
from .booking_manage_views import ManageView, practitioners_calendar
from .booking_views import BookingFormView, OpenBookingView

urlpatterns = [
    path("booking/", BookingFormView.as_view(), name="booking_form"),
    path("booking/open/", OpenBookingView.as_view(), name="open_booking_form"),
    path("booking/manage/<str:token>/", ManageView.as_view(), name="manage_booking"),
    path("booking/calendar/<str:key>.ics", practitioners_calendar, name="booking_calendar"),
    path("sitemap.xml", search_engine_views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", search_engine_views.sitemap_file, name="sitemap_file"),
    # Eight at least, so that robots.txt is not taken for a key.
    re_path(
        r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$",
        search_engine_views.indexnow_key,
        name="indexnow_key",
    ),
]
