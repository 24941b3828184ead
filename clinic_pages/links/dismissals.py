"""Suggested links that an editor does not want, until she takes that back."""

from django.db import transaction
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import Page

from .models import DismissedLink

DISMISSED, RESTORED = "clinic_pages.dismiss_link", "clinic_pages.restore_link"


def dismissed_on(page: Page) -> set[int]:
    """The pages to which no link is suggested on `page`. One query."""
    return {*DismissedLink.objects.filter(page=page.pk).values_list("target", flat=True)}


@transaction.atomic
def dismiss(page: Page, target: Page, user) -> None:
    """Links from `page` to `target` are suggested no more, whatever its text says."""
    _found, is_new = DismissedLink.objects.get_or_create(page_id=page.pk, target_id=target.pk)
    if is_new:
        _log(page, DISMISSED, target, user)


@transaction.atomic
def restore(page: Page, target: Page, user) -> None:
    """Takes `dismiss` back."""
    found: QuerySet = DismissedLink.objects.filter(page=page.pk, target=target.pk)
    if found.delete()[0]:
        _log(page, RESTORED, target, user)


def _log(page: Page, action: str, target: Page, user) -> None:
    log(page, action, user=user, data={"target": {"id": target.pk, "title": target.title}})
