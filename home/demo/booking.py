"""What the demo has besides where `clinic_pages.booking` is installed. Import it only there."""

from clinic_pages.booking import roles
from clinic_pages.booking.models import BookingSettings, PractitionerSchedule
from clinic_pages.models import PractitionerPage

PRACTITIONER = "practitioner"
# {user name: group}
ROLES = {
    "marketing": roles.MARKETING,
    "reception": roles.RECEPTION,
    PRACTITIONER: roles.PRACTITIONER,
    "manager": roles.MANAGER,
}


def write_booking_settings(site, privacy_page) -> None:
    BookingSettings.objects.create(site=site, privacy_page=privacy_page)


def give_schedule(user) -> None:
    """Makes `user` the first of the team, unless somebody is already."""
    if page := PractitionerPage.objects.order_by("path").first():
        PractitionerSchedule.objects.get_or_create(practitioner=page, defaults={"user": user})
