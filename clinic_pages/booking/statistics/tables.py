"""What marketing learns of bookings: how many, from which pages, for what, in which weeks.

Only BookingCount is read, which is nobody's. No two of these are told together: where few people
book, a page and a week may point to one of them.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ...lib.editing import OPENING
from ...lib.visibility import public
from ...pages.practitioners import PractitionerPage
from ...showing.shown_on import edit_url, findable
from .models import BookingCount

# Of the report.
URL_NAME = "clinic_booking_statistics:report"
PERMISSION = "clinic_booking.view_bookingcount"
A_WEEK = timedelta(weeks=1)
# A number from 1 to this may point to a person: it is not told which it is.
SMALL = 2


class CountRow(NamedTuple):
    """heading: what the label names, as in Table."""

    heading: str
    label: str
    number: int
    edit_url: str | None = None

    @property
    def shown(self) -> str:
        return f"1–{SMALL}" if 0 < self.number <= SMALL else str(self.number)

    @property
    def drawn(self) -> int:
        """The number that a bar may tell."""
        return max(self.number, SMALL) if self.number else 0


class Table(NamedTuple):
    name: str
    title: str
    # Of the column of labels.
    heading: str
    rows: list[CountRow]

    @property
    def bars(self) -> list[tuple[CountRow, int]]:
        """Each row with the length of its bar, of 100 at most."""
        longest = max([SMALL + 1, *(row.number for row in self.rows)])
        return [(row, 100 * row.drawn // longest) for row in self.rows]

    @property
    def greatest(self) -> str:
        return max(self.rows, key=lambda row: row.number).shown


def may_see(user) -> bool:
    """Those who edit pages, and those who were given the permission."""
    may_edit = page_permission_policy.user_has_any_permission(user, OPENING)
    return may_edit or user.has_perm(PERMISSION)


def tables(weeks: int, user) -> list[Table]:
    """Of the last `weeks` weeks, this one included; none where nothing was counted.

    The number of queries is always the same.
    """
    mondays = weeks_until(timezone.localdate(), weeks)
    counts = _counts(mondays[0])
    if not counts:
        return []
    numbers: dict[str, Counter] = defaultdict(Counter)
    pages = Page.objects.in_bulk({count["page"] for count in counts})
    for count in counts:
        for name, key in _tables_of(count, pages.get(count["page"])):
            numbers[name][key] += count["total"]
    return [_of_weeks(mondays, numbers["week"]), *_of_pages(pages, numbers, user)]


def weekly_numbers(weeks: int) -> list[CountRow]:
    """How many requests came in each of the last `weeks` weeks, this one included. One query."""
    mondays = weeks_until(timezone.localdate(), weeks)
    numbers = Counter()
    for count in _counts(mondays[0]):
        numbers[count["week"]] += 0 if count["is_for"] else count["total"]
    return _of_weeks(mondays, numbers).rows


def weeks_until(day: date, weeks: int) -> list[date]:
    """The Mondays of `weeks` weeks, of which the last has `day` in it."""
    monday = day - timedelta(days=day.weekday())
    return [monday - A_WEEK * back for back in reversed(range(weeks))]


def _counts(since: date) -> list[dict]:
    by_week = BookingCount.objects.filter(day__gte=since).annotate(week=TruncWeek("day"))
    return list(by_week.values("page", "is_for", "week").annotate(total=Sum("number")))


def _tables_of(count: dict, page: Page | None) -> list[tuple[str, object]]:
    """In which tables a count belongs, and where in them."""
    if page is None:
        # Deleted a moment ago.
        return []
    if not count["is_for"]:
        return [("week", count["week"]), ("page", page.pk)]
    is_practitioner = issubclass(page.specific_class, PractitionerPage)
    return [("practitioner" if is_practitioner else "therapy", page.pk)]


def _of_weeks(mondays: list[date], numbers: Counter) -> Table:
    heading = _("Week from")
    labels = [(date_format(monday, "DATE_FORMAT"), numbers[monday]) for monday in mondays]
    return Table("week", _("By week"), heading, [CountRow(heading, *each) for each in labels])


def _of_pages(pages: dict[int, Page], numbers: dict[str, Counter], user) -> list[Table]:
    named = _nameable(pages, user)
    headings = {
        "page": (_("By page"), _("Page that they came from")),
        "therapy": (_("By therapy"), _("Therapy that they asked for")),
        "practitioner": (_("By practitioner"), _("Practitioner that they asked for")),
    }
    return [
        Table(name, title, heading, _rows(heading, numbers[name], named, user))
        for name, (title, heading) in headings.items()
    ]


def _nameable(pages: dict[int, Page], user) -> dict[int, Page]:
    """Those that everybody may see, or that `user` finds in the admin."""
    found: QuerySet[Page] = Page.objects.filter(pk__in=pages)
    allowed = {*public(found.live()).values_list("pk", flat=True)}
    allowed |= {*findable(found, user).values_list("pk", flat=True)}
    return {pk: page for pk, page in pages.items() if pk in allowed}


def _rows(heading: str, numbers: Counter, named: dict[int, Page], user) -> list[CountRow]:
    """The greatest first. What cannot be named is told together."""
    rows = [
        CountRow(heading, named[pk].get_admin_display_title(), number, edit_url(named[pk], user))
        for pk, number in numbers.items()
        if pk in named
    ]
    if others := sum(number for pk, number in numbers.items() if pk not in named):
        rows.append(CountRow(heading, _("Pages that you cannot open"), others))
    return sorted(rows, key=lambda row: (-row.drawn, row.label))
