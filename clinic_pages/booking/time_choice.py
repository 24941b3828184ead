"""The part of the booking form in which a visitor chooses a free time."""

from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import BookingSettings
from .offer import Offer, offer_to_visitor, schedules_on
from .times import FreeTime

# Instead of a time: the reception is to suggest one.
NO_TIME = "none"
# So many days are shown at once; the others are a button away.
DAYS_SHOWN = 4


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


class TimeChoice(forms.Form):
    """With the field `time` where the clinic offers times; its cleaned value is a FreeTime or None.

    That nobody is free at the time (any more) is no error here: what was sent twice is found first.
    """

    time = TimeField(label=gettext_lazy("Time"), max_length=12, required=False)

    def offer_times(self, settings: BookingSettings) -> None:
        self.settings = settings
        if not settings.offers_times or not schedules_on(self.site).exists():
            del self.fields["time"]

    def clean(self):
        data = super().clean()
        if not data.get("time", True):
            self._check_that_none_is_wanted()
        elif "time" in data:
            data["time"] = self.offer.at(data["time"])
        return data

    def _check_that_none_is_wanted(self) -> None:
        if self.data.get("time") != NO_TIME and self.days_shown:
            self.add_error("time", _("Choose a time, or say that none of them suits you."))

    def say_taken(self) -> None:
        """Somebody was quicker: the times are looked up anew."""
        self.__dict__.pop("offer", None)
        self.add_error("time", _("This time is no longer free. Please choose another one."))

    @cached_property
    def offer(self) -> Offer:
        chosen = self._chosen("therapy"), self._chosen("practitioner")
        return offer_to_visitor(self.site, self.clinic, self.settings, *chosen)

    def _chosen(self, name: str):
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    # --- What is shown --------------------------------------------------------------------------

    @property
    def wants_none(self) -> bool:
        return self["time"].value() == NO_TIME

    @property
    def first_day(self) -> date | None:
        """From which on days are shown; None: the earliest."""
        typed = self.typed.get("show_times", self.typed.get("from_day", ""))
        try:
            return date.fromisoformat(typed)
        except ValueError:
            return None

    @property
    def days_shown(self) -> list[tuple[date, list[FreeTime]]]:
        """The day of the time that was chosen comes first, if it is another."""
        days = self._days[:DAYS_SHOWN]
        chosen = self._chosen("time")
        if chosen and (time := self.offer.at(chosen)).schedules:
            day = chosen.astimezone(self.offer.rules.zone).date()
            return days if day in dict(days) else [(day, [time]), *days]
        return days

    @property
    def next_day(self) -> date | None:
        """The first that is not shown."""
        return self._days[DAYS_SHOWN][0] if len(self._days) > DAYS_SHOWN else None

    @property
    def _days(self) -> list[tuple[date, list[FreeTime]]]:
        return self.offer.days(self.first_day, DAYS_SHOWN + 1)
