"""The field for an address at a booking provider."""

from django import forms
from django.db import models
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .booking_addresses import address_in


class AddressFormField(forms.CharField):
    """Takes a provider's code for web pages, too, and gives the address in it."""

    # Code has several lines.
    widget = AdminAutoHeightTextInput

    def to_python(self, value):
        return address_in(super().to_python(value))

    def widget_attrs(self, widget):
        """Without `maxlength`: a browser would cut what is too long, and nobody would notice."""
        attrs = super().widget_attrs(widget)
        return {name: each for name, each in attrs.items() if name != "maxlength"}


class AddressField(models.CharField):
    """A CharField to migrations, so that this class may change its place."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": AddressFormField, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
