"""Counts the pages that a publish is told to."""

from wagtail.models import Page

from ..changes.signals import pages_changed
from ..lib.signals import connect
from .effects import on_pages_changed


def connect_all() -> None:
    connect(pages_changed, on_pages_changed, Page)
