"""Forms in which one chooses a free time."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..settings import BookingSettings
from .free_times import FreeTime
from .offer import Offer, WeeklyStretch, offer_to_move, offer_to_visitor, working_hours_on

# Instead of a time: the reception is to suggest one.
NO_TIME = "none"
# Days that are shown at once; the others are a button away.
DAYS_SHOWN = 4
# Times of a day that are shown at once, but for the first day and that of the chosen time: on a
# telephone the others would be screens away.
MOST_UNFOLDED = 12


class TimeField(forms.CharField):
    """A FreeTime's value; gives the moment that it stands for, or None for NO_TIME and nothing."""

    def to_python(self, value) -> datetime | None:
        text = super().to_python(value)
        if text in ("", NO_TIME):
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 12):
            raise ValidationError(_("Choose one of the times."))
        return datetime.fromtimestamp(int(text), tz=UTC)

    def validate(self, value) -> None:
        """Whether one has to be chosen is seen when it is known whether there are any."""

    def run_validators(self, value) -> None:
        """It is no text any more."""


class DayShown(NamedTuple):
    day: date
    times: list[FreeTime]
    is_folded: bool


class TimesForm(forms.Form):
    """Lets one choose among the times of `offer`; the cleaned `time` is a FreeTime or None.

    That nobody is free at the time (any more) is no error here: what was sent twice is found first.
    typed: what was sent, also where nothing of it is to be checked yet.
    """

    offer: Offer
    typed: Mapping[str, str]

    time = TimeField(label=gettext_lazy("Time"), max_length=12, required=False)

    def clean(self):
        data = super().clean()
        if not data.get("time", True):
            self.check_none_is_fine()
        elif "time" in data:
            data["time"] = self.offer.at(data["time"])
        return data

    def check_none_is_fine(self) -> None:
        self.add_error("time", _("Choose a time."))

    def say_taken(self) -> None:
        """Somebody was quicker: the times are looked up anew."""
        for known in ("offer", "_days"):
            self.__dict__.pop(known, None)
        self.add_error("time", self.why_not_free())

    def why_not_free(self) -> str:
        return _("This time is no longer free. Please choose another one.")

    # --- What is shown ---------------------------------------------------------------------------

    @property
    def first_day(self) -> date | None:
        """From which on days are shown; None: the earliest."""
        typed = self.typed.get("show_times", self.typed.get("from_day", ""))
        try:
            return date.fromisoformat(typed)
        except ValueError:
            return None

    @property
    def days_shown(self) -> list[DayShown]:
        """The day of the time that was chosen comes first, if it is another."""
        days, chosen_day = self._days[:DAYS_SHOWN], None
        chosen = self.chosen("time")
        if chosen and (time := self.offer.at(chosen)).schedules:
            chosen_day = chosen.astimezone(self.offer.rules.zone).date()
            days = days if chosen_day in dict(days) else [(chosen_day, [time]), *days]
        unfolded = {chosen_day, *(day for day, _times in days[:1])}
        return [
            DayShown(day, times, len(times) > MOST_UNFOLDED and day not in unfolded)
            for day, times in days
        ]

    @property
    def next_day(self) -> date | None:
        """The first that is not shown."""
        return self._days[DAYS_SHOWN][0] if len(self._days) > DAYS_SHOWN else None

    @cached_property
    def _days(self) -> list[tuple[date, list[FreeTime]]]:
        return self.offer.days(self.first_day, DAYS_SHOWN + 1)

    def chosen(self, name: str):
        """What a field stands at, None for what it does not take."""
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None


class TimeChoice(TimesForm):
    """The time in the booking form, where the clinic offers any: for what was chosen there."""

    # The weekly hours of all whose times are offered.
    working_hours: Sequence[WeeklyStretch] = ()

    def offer_times(self, settings: BookingSettings) -> None:
        self.settings = settings
        working_hours = working_hours_on(self.site) if settings.offers_times else None
        if working_hours is None:
            del self.fields["time"]
        else:
            self.working_hours = working_hours

    @cached_property
    def offer(self) -> Offer:
        return offer_to_visitor(self.site, self.clinic, self.settings, *self._offered_for)

    @cached_property
    def _offered_for(self) -> tuple[TherapyPage | None, PractitionerPage | None]:
        return self.chosen("therapy"), self.chosen("practitioner")

    @property
    def offered_for(self) -> str:
        """Goes with the times, and comes back with what is sent: see `why_not_free`."""
        return "-".join(str(page.pk) if page else "" for page in self._offered_for)

    def why_not_free(self) -> str:
        if self.typed.get("offered_for", self.offered_for) == self.offered_for:
            return super().why_not_free()
        return _(
            "This time was for another therapy or practitioner than you have chosen now. Please "
            "choose another one."
        )

    @property
    def lost_time(self) -> datetime | None:
        """What had been chosen, and is not among the times that are asked for now."""
        chosen = None if self.is_bound else self.chosen("time")
        return chosen if chosen and not self.offer.at(chosen).schedules else None

    @property
    def wants_none(self) -> bool:
        return self["time"].value() == NO_TIME

    def check_none_is_fine(self) -> None:
        if not self.wants_none and self.days_shown:
            self.add_error("time", _("Choose a time, or say that none of them suits you."))


class MoveForm(TimesForm):
    """Another time for an appointment."""

    def __init__(self, appointment, clinic, settings, data=None, *, is_sent=True):
        super().__init__(data if is_sent else None, auto_id="clinic-booking-%s", label_suffix="")
        self.typed = data or {}
        self.appointment, self.clinic, self.settings = appointment, clinic, settings

    @cached_property
    def offer(self) -> Offer:
        return offer_to_move(self.appointment, self.clinic, self.settings)
