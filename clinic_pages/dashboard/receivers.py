"""Counts the pages that a publish is told to."""

from django.core.signals import request_finished
from wagtail.models import Page

from ..changes.signals import pages_changed
from ..lib.signals import connect
from .effects import forget, on_pages_changed


def connect_all() -> None:
    connect(pages_changed, on_pages_changed, Page)
    request_finished.connect(forget, dispatch_uid="clinic_pages.dashboard")
