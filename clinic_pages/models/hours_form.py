"""Forms with hours: those that contradict each other are refused beside the later one."""

from datetime import time

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

ALL_DAY = (time.min, time.max)


class HoursForm(WagtailAdminModelForm):
    def clean(self):
        cleaned = super().clean()
        for name, days, times, field, message in CHECKS:
            for form in clashing(_filled_in(self.formsets.get(name)), days, times):
                form.add_error(field, message)
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


# Children of the clinic and of a schedule: (relation, days, times, field for the message, message)
CHECKS = [
    (
        "working_hours",
        _weekday,
        _times,
        "opens",
        _("These hours overlap with others on the same day."),
    ),
    (
        "exceptions",
        _dates,
        _times,
        "first_day",
        _("Another exception says something else about these hours."),
    ),
    (
        "opening_hours",
        _weekday,
        _times,
        "opens",
        _("These hours overlap with others on the same day."),
    ),
    (
        "special_days",
        _dates,
        _times,
        "first_day",
        _("Another special day says something else about these hours."),
    ),
]
