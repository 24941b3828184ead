"""Says on the admin's first screen that nobody publishes what is scheduled."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import ngettext

from ..lib.needs import NEEDS, Need, Urgency
from .overdue import overdue


@NEEDS.register("overdue")
def what_nobody_published(user):
    """Editors wait for it; they tell whoever looks after the site."""
    late = overdue()
    if late is None:
        return
    words = ngettext(
        "%(count)d scheduled change has waited since %(since)s: the site does not carry out what "
        "is scheduled. Ask whoever looks after the site to run “publish_scheduled” every minute.",
        "%(count)d scheduled changes have waited since %(since)s: the site does not carry out what "
        "is scheduled. Ask whoever looks after the site to run “publish_scheduled” every minute.",
        late.count,
    )
    since = date_format(localtime(late.since), "SHORT_DATETIME_FORMAT")
    yield Need(Urgency.NOW, words % {"count": late.count, "since": since})
