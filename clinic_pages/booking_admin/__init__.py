"""The reception desk in Wagtail's admin, built with wagtail-modeladmin. docs/booking.md explains.

It decides nothing: who may see what is `booking.roles`, what is done is `booking.desk`.
"""
