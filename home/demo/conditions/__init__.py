"""What people come to the demo clinic with: a module per condition."""

from . import (
    insomnia,
    low_back_pain,
    neck_pain,
    osteoarthritis,
    pattern,
    period_pain,
    sciatica,
    tension_headache,
)

INDEX = {
    "slug": "conditions",
    "title": "Conditions",
    "show_in_menus": True,
    "search_description": "What people come to Wrenfield Clinic with, and when to see a doctor.",
    "intro": """
        These are the troubles that people bring to us most often. Each page says first when you
        need a doctor, then what lies behind the trouble, and then what we can offer. Is yours not
        here? [Ask us](book): we will tell you honestly whether we are the right place.
    """,
}

PAGES = [
    sciatica.PAGE,
    low_back_pain.PAGE,
    osteoarthritis.PAGE,
    neck_pain.PAGE,
    tension_headache.PAGE,
    period_pain.PAGE,
    insomnia.PAGE,
]

PATTERN = pattern.PAGE
