"""The system check of what is scheduled: `manage.py check --database default`."""

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from .overdue import overdue


@register(Tags.database)
def check_scheduled(app_configs, databases, **kwargs):
    if not databases:
        return []
    try:
        late = overdue()
    except DatabaseError:
        # Before the migrations, which run the checks of databases, too.
        return []
    if late is None:
        return []
    return [
        Warning(
            f"{late.count} scheduled changes have waited since {late.since:%Y-%m-%d %H:%M} UTC.",
            hint="Run `manage.py publish_scheduled` every minute: see docs/deploying.md.",
            id="clinic_pages.W003",
        )
    ]
