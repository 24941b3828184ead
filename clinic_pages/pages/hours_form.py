"""Forms with hours: those that contradict each other are refused beside the later one."""

from collections.abc import Callable
from datetime import time
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

ALL_DAY = (time.min, time.max)


class HoursCheck(NamedTuple):
    """relation: children whose rows must not clash; days, times: as in `clashing`; field: of the
    later one, beside which the message stands."""

    relation: str
    days: Callable
    times: Callable
    field: str
    message: str | Promise


class HoursForm(WagtailAdminModelForm):
    """Variants say which of their children must not clash."""

    hours_checks: list[HoursCheck] = []

    def clean(self):
        cleaned = super().clean()
        for check in self.hours_checks:
            rows = _filled_in(self.formsets.get(check.relation))
            for form in clashing(rows, check.days, check.times):
                form.add_error(check.field, check.message)
        return cleaned


def _filled_in(formset) -> list:
    """The rows that will be stored and have no error of their own."""
    if formset is None:
        return []
    rows = [form for form in formset.forms if form.has_changed() or form.instance.pk]
    return [form for form in rows if form.is_valid() and form not in formset.deleted_forms]


def clashing(rows: list, days, times) -> list:
    """Those of `rows` that share a moment with one before them.

    days, times: row -> (first, last); a row's times hold on each of its days.
    """
    return [
        row
        for number, row in enumerate(rows)
        if any(
            overlap(days(row), days(other), touching=True) and overlap(times(row), times(other))
            for other in rows[:number]
        )
    ]


def overlap(one: tuple, other: tuple, touching: bool = False) -> bool:
    """touching: whether it is enough that one ends with what the other begins with."""
    if touching:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def _weekday(form) -> tuple:
    return form.cleaned_data["weekday"], form.cleaned_data["weekday"]


def _dates(form) -> tuple:
    first = form.cleaned_data["first_day"]
    return first, form.cleaned_data.get("last_day") or first


def _times(form) -> tuple:
    """Closed is closed all day."""
    opens, closes = form.cleaned_data.get("opens"), form.cleaned_data.get("closes")
    return (opens, closes) if opens and closes else ALL_DAY


def weekly(relation: str) -> HoursCheck:
    """For hours of every week."""
    return HoursCheck(
        relation, _weekday, _times, "opens", _("These hours overlap with others on the same day.")
    )


def other_days(relation: str, message) -> HoursCheck:
    """For days on which other hours hold."""
    return HoursCheck(relation, _dates, _times, "first_day", message)
