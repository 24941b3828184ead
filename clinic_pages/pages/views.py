"""What forms of the admin ask while somebody types."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from .booking_addresses import remarks


@require_POST
def address_remarks(request):
    """What is to be said of an address at a booking provider. Asked by POST: addresses of requests
    are kept in logs, and what is pasted may hold a secret."""
    template = "clinic_pages/pages/booking_address_remarks.html"
    return render(request, template, {"remarks": remarks(request.POST.get("typed", ""))})
