"""The reception desk in Wagtail's admin, built with wagtail-modeladmin. docs/booking.md explains.

`steps` says what is done with a request and `booking.roles` who may see it: the screens decide
nothing.
"""
