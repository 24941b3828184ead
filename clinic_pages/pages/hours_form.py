"""Forms with hours: those that contradict each other are refused beside the later one, and the same
hours of several days are entered once."""

from collections.abc import Callable, Iterator
from datetime import time
from itertools import pairwise
from typing import NamedTuple, Protocol

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminTimeInput

from ..lib.registry import Registry
from .hours import Weekday

ALL_DAY = (time.min, time.max)


class HoursCheck(NamedTuple):
    """relation: children whose rows must not clash; days, times: as in `clashing`; field: of the
    later one, beside which the message stands."""

    relation: str
    days: Callable
    times: Callable
    field: str
    message: str | Promise


class Question(NamedTuple):
    """Asked before hours are saved. template: what speaks against it, with `context`. key: of what
    was read, so that something else is asked about anew."""

    key: str
    template: str
    context: dict


class Watcher(Protocol):
    """Of hours that are about to change, from another room."""

    def question(self, form: "HoursForm") -> Question | None:
        """About a valid form, before it is saved."""

    def saved(self, form: "HoursForm") -> None:
        """Once it is."""


# {name: Watcher}
WATCHERS: Registry[str, Watcher] = Registry()
ANSWER = "hours_question_read"


class HoursForm(WagtailAdminModelForm):
    """Variants say which of their children must not clash, and which are those of every week."""

    hours_checks: list[HoursCheck] = []
    weekly_relation: str

    same_days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        help_text=_("What is said here takes the place of the hours of these days above."),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    same_opens = forms.TimeField(label=_("From"), required=False, widget=AdminTimeInput)
    same_closes = forms.TimeField(label=_("Until"), required=False, widget=AdminTimeInput)
    break_begins = forms.TimeField(label=_("Break from"), required=False, widget=AdminTimeInput)
    break_ends = forms.TimeField(label=_("Break until"), required=False, widget=AdminTimeInput)

    # What is to be read before it is saved.
    question: Question | None = None

    def clean(self):
        cleaned = super().clean()
        for check in self.hours_checks:
            rows = _filled_in(self.formsets.get(check.relation))
            for form in clashing(rows, check.days, check.times):
                form.add_error(check.field, check.message)
        for field, message in list(_problems_of_same_hours(cleaned)):
            self.add_error(field, message)
        # A preview saves nothing.
        is_asked = not self.is_deferred_validation and not self.errors
        if is_asked and all(formset.is_valid() for formset in self.formsets.values()):
            self._ask()
        return cleaned

    def _ask(self) -> None:
        asked = filter(None, (watcher.question(self) for watcher in WATCHERS.values()))
        self.question = next(asked, None)
        if self.question and self.data.get(ANSWER) != self.question.key:
            self.add_error(
                None, _("Nothing is saved yet: please read what stands above the hours.")
            )

    def rows(self, relation: str) -> list[Model]:
        """The children as a valid form leaves them, whether saved or not."""
        kept = [form.instance for form in _filled_in(self.formsets.get(relation))]
        if relation != self.weekly_relation or not self.cleaned_data.get("same_days"):
            return kept
        others = [row for row in kept if row.weekday not in self.cleaned_data["same_days"]]
        return others + self._same_hours()

    def _same_hours(self) -> list[Model]:
        model = self.formsets[self.weekly_relation].model
        return [
            model(weekday=day, opens=opens, closes=closes)
            for day in self.cleaned_data["same_days"]
            for opens, closes in _stretches(self.cleaned_data)
        ]

    def save(self, commit=True):
        instance = super().save(commit=False)
        if self.cleaned_data.get("same_days"):
            rows = sorted(self.rows(self.weekly_relation), key=lambda row: (row.weekday, row.opens))
            for number, row in enumerate(rows):
                row.sort_order = number
            getattr(instance, self.weekly_relation).set(rows)
        if commit:
            instance.save()
            self._save_m2m()
            for watcher in WATCHERS.values():
                watcher.saved(self)
        return instance


def _stretches(cleaned: dict) -> list[tuple[time, time]]:
    """Of a day with or without a break."""
    opens, closes = cleaned["same_opens"], cleaned["same_closes"]
    if cleaned["break_begins"]:
        return [(opens, cleaned["break_begins"]), (cleaned["break_ends"], closes)]
    return [(opens, closes)]


def _problems_of_same_hours(cleaned: dict) -> Iterator[tuple[str, str]]:
    """(field, message); nothing where a field has an error of its own, or nothing is typed."""
    names = ("same_opens", "same_closes", "break_begins", "break_ends")
    if not {"same_days", *names} <= cleaned.keys():
        return
    typed = [name for name in names if cleaned[name] is not None]
    if not cleaned["same_days"]:
        if typed:
            yield "same_days", _("Choose the days on which these hours hold.")
        return
    needed = names if {"break_begins", "break_ends"} & set(typed) else names[:2]
    missing = [name for name in needed if name not in typed]
    yield from ((name, _("Enter a time.")) for name in missing)
    order = [needed[0], *needed[2:], needed[1]]
    if not missing:
        yield from (
            (later, _("This must be later than the time before it."))
            for earlier, later in pairwise(order)
            if cleaned[later] <= cleaned[earlier]
        )


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
