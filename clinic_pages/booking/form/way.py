"""The request form as a way to book, beside those of the pages."""

from django.utils.translation import gettext_lazy as _

from ...pages.booking_ways import BookingWay

REQUEST = "request"

request_way = BookingWay(
    _("Our own form: visitors send a request, the reception answers"),
    "clinic_booking/form/way.html",
    comes_first=True,
)
