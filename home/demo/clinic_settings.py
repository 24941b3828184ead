"""Fills in the demo clinic's settings and its booking box."""

from datetime import date, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from clinic_pages.models import ClinicSettings, OpeningHours, SocialLink, SpecialDay, Weekday

from ..factories import BookingSnippetFactory, ClinicSettingsFactory
from . import clinic as content
from .words import to_html

CHRISTMAS_DAYS = timedelta(days=8)


def set_address(site) -> None:
    """Lets full URLs (sitemap, canonical links) lead to where the site is served.

    A new site has port 80; another port is somebody's choice and stays.
    """
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    if site.port != 80 or not address.hostname:
        return
    site.hostname = address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()


def write_settings(site, today: date) -> ClinicSettings:
    clinic = ClinicSettingsFactory(site=site)
    for name, value in content.SETTINGS.items():
        setattr(clinic, name, value)
    clinic.disclaimer = to_html(content.DISCLAIMER, {})
    clinic.default_booking_snippet = make_booking_snippet()
    clinic.opening_hours = opening_hours()
    clinic.special_days = special_days(today)
    clinic.social_links = [
        SocialLink(sort_order=order, name=name, url=url)
        for order, (name, url) in enumerate(content.SOCIAL_LINKS)
    ]
    clinic.full_clean()
    clinic.save()
    return clinic


def make_booking_snippet():
    text = to_html(content.BOOKING["text"], {})
    snippet = BookingSnippetFactory(**{**content.BOOKING, "text": text})
    snippet.save_revision().publish()
    return snippet


def opening_hours() -> list[OpeningHours]:
    return [
        OpeningHours(
            sort_order=order,
            weekday=weekday,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )
        for order, (weekday, opens, closes) in enumerate(content.OPENING_HOURS)
    ]


def special_days(today: date) -> list[SpecialDay]:
    """Days that are still to come, whenever the demo is loaded."""
    christmas = next_christmas(today)
    return [
        SpecialDay(
            sort_order=0,
            first_day=training_day(today),
            opens=time(9),
            closes=time(13),
            note="Staff training in the afternoon",
        ),
        SpecialDay(
            sort_order=1,
            first_day=christmas,
            last_day=christmas + CHRISTMAS_DAYS,
            note="Christmas",
        ),
    ]


def next_christmas(today: date) -> date:
    """The first day of the Christmas closing that is coming, or not over yet."""
    this_winter = date(today.year - 1, 12, 24)
    if this_winter + CHRISTMAS_DAYS >= today:
        return this_winter
    return this_winter.replace(year=today.year)


def training_day(today: date) -> date:
    """The first Wednesday that is two weeks away or more, outside the Christmas closing."""
    day = today + timedelta(weeks=2)
    day += timedelta(days=(Weekday.WEDNESDAY - day.isoweekday()) % 7)
    closed = next_christmas(day)
    return day + timedelta(weeks=2) if closed <= day <= closed + CHRISTMAS_DAYS else day
