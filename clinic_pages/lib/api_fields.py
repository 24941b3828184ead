"""Which fields of pages and texts Wagtail's API gives, and which it takes."""

from inspect import signature

from wagtail.api import APIField

from .editing import edits_pages

# Wagtail's API takes what is written from version 8.0 on, by its address v3.
TAKES = "writable" in signature(APIField).parameters


def given(*names: str) -> list[APIField]:
    """Fields and properties that are read and never written."""
    return [APIField(name) for name in names]


def given_and_taken(*names: str) -> list[APIField]:
    """Fields that are written, too, by whoever may edit the object in the admin."""
    return [APIField(name, writable=True) for name in names] if TAKES else given(*names)


def brief(page) -> dict:
    """What is given of a page that another one names. Wagtail itself would give all fields of any
    page that a field names, whoever asks and whether visitors see it or not."""
    return {"id": page.pk, "title": page.title}


def asks_an_editor(context: dict | None) -> bool:
    """Whether what is given goes to somebody who edits pages. context: of a serializer."""
    user = getattr((context or {}).get("request"), "user", None)
    return user is not None and edits_pages(user)
