"""What marketing learns of bookings: how many, from which pages, for which therapies, in which weeks.

Only BookingCount is read, which is nobody's. No two of these are told together: where few people
book, a page and a week may point to one of them.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Sum
from django.db.models.functions import TruncWeek
from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..models import BookingCount, PractitionerPage
from ..shown_on import OPENING, edit_url, findable
from ..visibility import public

PERMISSION = "clinic_pages.view_bookingcount"
WEEK = timedelta(weeks=1)
# A number below this may point to a person: it is not told from its like.
SMALL = 3


class Row(NamedTuple):
    label: str
    number: int
    edit_url: str | None = None

    @property
    def shown(self) -> str:
        return shown(self.number)


class Table(NamedTuple):
    """heading: of the rows' labels."""

    name: str
    title: str | Promise
    heading: str | Promise
    rows: list[Row]

    @property
    def bars(self) -> list[tuple[Row, int]]:
        """Each row with the length of its bar, of 100 at most. All small numbers have the same."""
        longest = max([SMALL, *(row.number for row in self.rows)])
        return [(row, 100 * max(row.number, SMALL - 1) // longest if row.number else 0)
                for row in self.rows]


def shown(number: int) -> str:
    return f"1–{SMALL - 1}" if 0 < number < SMALL else str(number)


def may_see(user) -> bool:
    """Those who edit pages, and those who were given the permission."""
    return user.has_perm(PERMISSION) or page_permission_policy.user_has_any_permission(
        user, OPENING
    )


def tables(weeks: int, user) -> list[Table]:
    """Of the last `weeks` weeks, this one included. The number of queries is always the same."""
    mondays = weeks_until(timezone.localdate(), weeks)
    counts = list(_counts(mondays[0]))
    pages = Page.objects.in_bulk({count["page"] for count in counts})
    came_from, for_therapies, for_practitioners, by_week = (Counter() for _table in range(4))
    for count in counts:
        page, number = pages[count["page"]], count["total"]
        if not count["is_for"]:
            came_from[page] += number
            by_week[count["week"]] += number
        elif issubclass(page.specific_class, PractitionerPage):
            for_practitioners[page] += number
        else:
            for_therapies[page] += number
    known = nameable(pages, user)
    weekly = [Row(date_format(monday, "DATE_FORMAT"), by_week[monday]) for monday in mondays]
    return [
        Table("weeks", _("Requests by week"), _("Week that begins on"), weekly),
        Table("pages", ...)
    ]
