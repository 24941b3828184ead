"""Days, on the screen and on paper."""

from datetime import date, time, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from ....pages.clinic import ClinicSettings
from ...desk.moments import AskedFor
from ...request.contacts import country_of, pretty_phone
from ...roles import EXPORT, WORK
from ...settings import BookingSettings
from .. import steps
from ..addresses import BLOCK, CALENDAR, DAY_LIST, NEW, address_of_day
from ..entries import Column, columns, people, week_of
from ..grid import lines_of, rows_of
from .base import CalendarBase, CalendarScreen

DAY, WEEK = "day", "week"
TABLE, LIST = "table", "list"


class DaysMixin:
    """The day that was asked for, of those whom the user may see."""

    http_method_names = ["get", "head"]

    @cached_property
    def asked(self) -> dict:
        return AskedFor.initial_in(self.request.GET)

    @cached_property
    def day(self) -> date:
        """Today, for what is no day. Beyond the calendar's years there is nothing."""
        today = timezone.localdate()
        day = self.asked.get("day", today)
        return day if abs(day.year - today.year) < 100 else today

    @cached_property
    def clinic(self) -> ClinicSettings:
        return ClinicSettings.of(self.site)

    @cached_property
    def can_work(self) -> bool:
        return self.request.user.has_perm(WORK)

    @cached_property
    def people(self) -> list:
        return people(self.site, self.request.user)

    @cached_property
    def who(self):
        """The one practitioner who was asked for, None for all."""
        asked = self.asked.get("practitioner")
        return next((page for page in self.people if page.pk == asked), None)

    def columns_of(self, days: list[date], who) -> list[Column]:
        chosen = [who] if who else self.people
        return columns(days, chosen, self.clinic, self.request.user, are_all=who is None)

    def phone(self, request) -> str:
        return pretty_phone(request.phone, country_of(self.clinic))


class CalendarView(DaysMixin, CalendarScreen):
    """A day with a column for each practitioner, or the week of one; or the same as lists."""

    page_title = gettext_lazy("Calendar")
    template_name = "clinic_booking/calendar/calendar.html"

    def get(self, request):
        return self.show()

    @cached_property
    def length(self) -> str:
        """A week is somebody's: that of nobody is a day."""
        return WEEK if self.request.GET.get("view") == WEEK and self.people else DAY

    @cached_property
    def shape(self) -> str:
        return LIST if self.request.GET.get("as") == LIST else TABLE

    @cached_property
    def who(self):
        who = super().who
        return self.people[0] if who is None and self.length == WEEK else who

    @cached_property
    def days(self) -> list[date]:
        return week_of(self.day) if self.length == WEEK else [self.day]

    @cached_property
    def columns(self) -> list[Column]:
        found = self.columns_of(self.days, self.who)
        if self.length == DAY:
            return found
        return [column for column in found if column.day.isoweekday() < 6 or not column.is_empty]

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        step = BookingSettings.of(self.site).step_minutes
        is_list = self.shape == LIST
        return super().get_context_data(
            length=self.length,
            shape=self.shape,
            day=self.day,
            days=self.days,
            people=self.people,
            who=self.who,
            special_days=self.special_days,
            columns=self.columns,
            rows=[] if is_list else rows_of(self.columns, step),
            lists=[(column, self.lines_of(column)) for column in self.columns] if is_list else [],
            can_work=self.can_work,
            today=timezone.localdate(),
            current=self.current(step),
            addresses=self.addresses,
            **kwargs,
        )

    def current(self, step: int) -> time | None:
        """Of the row in which it is now; none on other days."""
        now = timezone.localtime()
        return time(now.hour, now.minute // step * step) if now.date() in self.days else None

    def lines_of(self, column: Column) -> list[tuple]:
        """(entry or free stretch, telephone number)"""
        return [
            (line, self.phone(line.request) if getattr(line, "request", None) else "")
            for line in lines_of(column)
        ]

    @property
    def special_days(self) -> list:
        """Of the clinic, that fall on these days."""
        first, last = self.days[0], self.days[-1]
        return [
            each
            for each in (self.clinic.special_days.all() if self.clinic.pk else [])
            if each.first_day <= last and first <= (each.last_day or each.first_day)
        ]

    @property
    def addresses(self) -> dict[str, str]:
        stride = timedelta(days=7 if self.length == WEEK else 1)
        return {
            "here": self.address(),
            "before": self.address(day=self.day - stride),
            "after": self.address(day=self.day + stride),
            "today": self.address(day=timezone.localdate()),
            **{view: self.address(view=view) for view in (DAY, WEEK)},
            **{shape: self.address(**{"as": shape}) for shape in (TABLE, LIST)},
            "calendar": reverse(CALENDAR),
            "print": f"{reverse(DAY_LIST)}?{self.query(view='', **{'as': ''})}",
            "new": reverse(NEW),
            "block": reverse(BLOCK),
        }

    def address(self, **changed) -> str:
        return f"{reverse(CALENDAR)}?{self.query(**changed)}"

    def query(self, **changed) -> str:
        """What is shown, with something else in place of a part; nothing of any patient."""
        shown = {
            "day": self.day,
            "view": self.length,
            "as": self.shape,
            "practitioner": self.who and self.who.pk,
        }
        return urlencode({name: value for name, value in (shown | changed).items() if value})


class DayListView(DaysMixin, CalendarBase):
    """To print: the day in order, for the desk or the practitioner's pocket.

    Names and telephone numbers are on it for the reception, and for practitioners who may export.
    """

    def get(self, request):
        found = self.columns_of([self.day], self.who)
        entries = [entry for column in found for entry in column.entries]
        entries.sort(key=lambda entry: entry.starts_at)
        with_names = self.can_work or request.user.has_perm(EXPORT)
        if with_names:
            steps.note_printed([each.request for each in entries if each.request], request.user)
        context = {
            "day": self.day,
            "lines": [
                (entry, self.phone(entry.request) if entry.request and with_names else "")
                for entry in entries
            ],
            "who": self.who,
            "with_names": with_names,
            "clinic": self.clinic,
            "back": address_of_day(self.day),
        }
        return render(request, "clinic_booking/calendar/day_list.html", context)
