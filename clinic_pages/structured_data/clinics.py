"""The clinic: on each page who and where it is, and more on the pages that show more of it."""

from datetime import date, time

from ..pages.hours import Weekday
from .nodes import Scene, address, member, mention, number

MIDNIGHT = time(0)


def clinic_node(scene: Scene, services=(), with_hours: bool = False) -> dict:
    """services: therapies that the page lists. with_hours: whether the page shows when the clinic
    is open. Hours and links cost three queries."""
    clinic = scene.clinic
    node = {
        # What has no address yet is nowhere, and no place where one could be treated.
        "@type": "MedicalClinic" if clinic.address_lines else "MedicalOrganization",
        "@id": scene.clinic_id,
        "name": clinic.name or scene.site_name,
        "legalName": clinic.legal_name,
        "url": scene.front,
        "telephone": clinic.phone,
        "email": clinic.email,
    }
    if clinic.address_lines:
        node |= place(clinic)
        node["availableService"] = [mention("MedicalTherapy", each, scene) for each in services]
        if with_hours:
            node["openingHoursSpecification"] = opening_hours(clinic)
    if with_hours:
        node["sameAs"] = [address(link.url) for link in clinic.social_links.all()]
    return node


def place(clinic) -> dict:
    return {
        "address": {
            "@type": "PostalAddress",
            "streetAddress": clinic.street_address,
            "addressLocality": clinic.locality,
            "addressRegion": clinic.region,
            "postalCode": clinic.postal_code,
            "addressCountry": clinic.country,
        },
        "geo": position(clinic),
    }


def position(clinic) -> dict | None:
    if clinic.latitude is None or clinic.longitude is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": number(clinic.latitude),
        "longitude": number(clinic.longitude),
    }


def opening_hours(clinic) -> list[dict]:
    """The week's, and those of special days to come: what visitors are shown, in its order."""
    return [
        *(usual_hours(row) for _day, rows in clinic.opening_week() for row in rows),
        *(special_hours(day) for day in clinic.coming_special_days()),
    ]


def usual_hours(row) -> dict:
    return {
        **hours(row.opens, row.closes),
        "dayOfWeek": member(Weekday(row.weekday).name.capitalize()),
    }


def special_hours(day) -> dict:
    """To Google, opening and closing at midnight is closed."""
    last: date = day.last_day or day.first_day
    return {
        **hours(day.opens or MIDNIGHT, day.closes or MIDNIGHT),
        "validFrom": day.first_day.isoformat(),
        "validThrough": last.isoformat(),
        "description": day.note,
    }


def hours(opens: time, closes: time) -> dict:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }
