"""Requests for appointments: an app of its own (label clinic_booking) beside the pages.

From "Book with us today" to an answered request. A host that wants none leaves it out of
INSTALLED_APPS: the pages then offer links, calendars of providers, telephone and e-mail.
docs/booking.md explains.
"""
