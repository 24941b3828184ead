"""What is wrong, among Wagtail's own content checks, in the side panel beside a page's form.

Wagtail runs axe in the preview. A check of ours is a rule of axe that matches a marker, and the
preview carries a marker for each failed check: see docs/decisions/0017-checks-are-markers.md.
"""

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.userbar import ContentCheckerItem

from .base import CHECKS, Check

# Wagtail says these itself, and where on the page they are.
SAID_BY_WAGTAIL = {"description_missing", "heading_level_skipped"}
MARKER = '<div hidden data-clinic-failed-check="{}" data-clinic-field="{}"></div>'


def shown_checks() -> list[Check]:
    return [check for code, check in CHECKS.items() if code not in SAID_BY_WAGTAIL]


def markers(found: list[Check]) -> SafeString:
    """What a preview carries beside its content. Nobody sees or hears it."""
    shown = ((check.code, check.field) for check in found if check.code not in SAID_BY_WAGTAIL)
    return format_html_join("", MARKER, shown)


def add_checks(items: list) -> None:
    """Teaches the content checker among the items of a user bar our checks."""
    for item in items:
        if isinstance(item, ContentCheckerItem):
            _add_to(item)


def _add_to(item: ContentCheckerItem) -> None:
    shown = shown_checks()
    item.axe_custom_rules = [*item.axe_custom_rules, *map(_rule, shown)]
    item.axe_messages = {**item.axe_messages, **{_rule_id(c): _message(c) for c in shown}}
    # Where a host has chosen none, axe runs all rules.
    if item.axe_run_only:
        item.axe_run_only = [*item.axe_run_only, *map(_rule_id, shown)]


def _rule_id(check: Check) -> str:
    return f"clinic-{check.code}"


def _rule(check: Check) -> dict:
    return {
        "id": _rule_id(check),
        "impact": check.severity.value,
        "selector": f'[data-clinic-failed-check="{check.code}"]',
        "excludeHidden": False,
        "tags": ["seo"],
        # One of axe's own checks, which a marker never passes: it is no image.
        "any": ["has-alt"],
        "enabled": True,
    }


def _message(check: Check) -> dict:
    return {"error_name": check.wrong, "help_text": check.advice}
