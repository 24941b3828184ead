"""The address of a practitioner's calendar, in the form of the working hours."""

from wagtail.admin.panels import Panel


class CalendarAddressPanel(Panel):
    """Shows the secret address of a practitioner's calendar, and where to change it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_booking/times/calendar_address_panel.html"

        def is_shown(self):
            return bool(self.instance.pk and self.instance.feed_url)
