"""Addresses of the app. Include them before Wagtail's, at the front of the site: ""."""

from django.urls import path

from .form.views import BookingFormView, OpenBookingView
from .patient.views import ManageView
from .times.views import practitioners_calendar

app_name = "clinic_booking"
urlpatterns = [
    path("booking/", BookingFormView.as_view(), name="form"),
    path("booking/open/", OpenBookingView.as_view(), name="open"),
    path("booking/manage/<str:token>/", ManageView.as_view(), name="manage"),
    path("booking/calendar/<str:key>.ics", practitioners_calendar, name="calendar"),
]
