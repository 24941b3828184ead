"""Forms in which the reception gives somebody a time.

They show what is free, and ask once about a time that something speaks against.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from ...lib.aliases import without_repeats
from ...lib.sites import site_or_default
from ...pages.clinic import ClinicSettings
from ...pages.practitioners import PractitionerPage
from ...pages.therapies import TherapyPage
from ..form.fields import PageChoiceField
from ..request.models import BookingRequest
from ..request.wishes import suits
from ..settings import BookingSettings
from ..times.doubts import TOO_CLOSE, Doubt, doubts_about
from ..times.free_times import FreeTime
from ..times.models import Appointment
from ..times.offer import DEFAULT_MINUTES, Offer, offer_to_reception
from .moments import DAYS_AHEAD, STEP, AskedFor, MomentForm
from .states import appointment_of, standing_of

# With free times, shown at once.
DAYS_SHOWN = 3


class FreePlace(NamedTuple):
    """starts_at: by the clinic's clocks."""

    starts_at: datetime
    practitioner: PractitionerPage

    @property
    def value(self) -> str:
        """What a button with it sends: see `_typed`."""
        return f"{self.starts_at:%Y-%m-%dT%H:%M}/{self.practitioner.pk}"


# Buttons that send the form, to come back with other free times or with one of them filled in.
SHOW_TIMES, FROM_DAY, FREE = "show_times", "from_day", "free"
# Of SHOW_TIMES: also those that do not suit the patient; and what says that they are shown.
ALL, ALL_TIMES = "all", "all_times"


class AppointmentForm(MomentForm):
    """Also with whom, and how long.

    patient: whose wishes count, None where they are not known. besides: the appointment that is to
    have another time.
    """

    patient: BookingRequest | None = None
    besides: Appointment | None = None

    minutes = forms.IntegerField(
        label=gettext_lazy("Length in minutes"),
        min_value=STEP,
        max_value=8 * 60,
        step_size=STEP,
    )
    practitioner = PageChoiceField(
        label=gettext_lazy("Practitioner"),
        queryset=PractitionerPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not decided: nobody's time is taken"),
    )

    def __init__(self, site: Site, data=None, initial=None):
        self.typed = data or {}
        is_sent = data is not None and not {SHOW_TIMES, FROM_DAY, FREE} & data.keys()
        known = (initial or {}) | (_typed(data) if data and not is_sent else {})
        super().__init__(data if is_sent else None, initial=known)
        self.site = site
        self.fields["practitioner"].queryset = practitioners(site)
        if isinstance(known.get("practitioner"), PractitionerPage):
            self.initial["practitioner"] = self._here(known["practitioner"])

    @cached_property
    def people(self) -> dict:
        """{translation key: the page of whoever may be chosen}"""
        pages = self.fields["practitioner"].queryset.only("title", "translation_key")
        return {page.translation_key: page for page in pages}

    def _here(self, page: PractitionerPage) -> PractitionerPage | None:
        """What the patient chose, and what has the hours, may be her page in another language."""
        return self.people.get(page.translation_key)

    def chosen(self, name: str):
        """What a field stands at, None for what it does not take."""
        try:
            return self.fields[name].to_python(self[name].value())
        except ValidationError:
            return None

    @property
    def therapy(self) -> TherapyPage | None:
        return self.chosen("therapy") if "therapy" in self.fields else None

    @property
    def agreed(self) -> dict:
        """What `desk.book` takes."""
        names = ("practitioner", "starts_at", "minutes")
        pauses = {"shortens_pauses": any(each.code == TOO_CLOSE for each in self.doubts)}
        return {name: self.cleaned_data[name] for name in names} | pauses

    # --- What speaks against it ------------------------------------------------------------------

    @cached_property
    def doubts(self) -> list[Doubt]:
        """Of a valid form."""
        data = self.cleaned_data
        return doubts_about(
            data["starts_at"],
            data["minutes"],
            self.clinic,
            data["practitioner"],
            self.therapy,
            self.besides,
        )

    @property
    def doubts_seen(self) -> str:
        """Comes back when they have been read; another for another time, and for other doubts."""
        data = self.cleaned_data
        who = data["practitioner"].pk if data["practitioner"] else ""
        codes = " ".join(each.code for each in self.doubts)
        return f"{data['starts_at']:%Y-%m-%dT%H:%M%z} {data['minutes']} {who} {codes}"

    @property
    def is_decided(self) -> bool:
        """Whether nothing speaks against a valid form, or who sends it knows what does."""
        return not self.doubts or self.typed.get("doubts_seen") == self.doubts_seen

    @property
    def questions(self) -> list[Doubt]:
        """What to ask about what was sent."""
        return self.doubts if self.is_bound and self.is_valid() and not self.is_decided else []

    # --- What is free ----------------------------------------------------------------------------

    @cached_property
    def clinic(self) -> ClinicSettings:
        return ClinicSettings.of(self.site)

    @property
    def first_day(self) -> date:
        """From which on free times are shown."""
        try:
            asked = date.fromisoformat(self.typed.get(FROM_DAY, ""))
        except ValueError:
            asked = self.chosen("day")
        today = timezone.localdate()
        return min(max(asked or today, today), today + timedelta(days=DAYS_AHEAD))

    @property
    def shows_all(self) -> bool:
        """Whether what does not suit the patient was asked for."""
        return self.typed.get(SHOW_TIMES) == ALL or ALL_TIMES in self.typed

    @property
    def is_narrowed(self) -> bool:
        """Whether only what suits the patient is shown."""
        patient = self.patient
        return bool(patient and (patient.days or patient.parts_of_day)) and not self.shows_all

    @cached_property
    def free_days(self) -> list[tuple[date, list[FreePlace]]]:
        """The next days with free times for what is chosen, and these. With nobody chosen: of whom
        comes first on the page of the team."""
        return list(islice(self._all_free_days, DAYS_SHOWN))

    @property
    def later_day(self) -> date | None:
        """The first that is not shown."""
        return self.free_days[-1][0] + timedelta(days=1) if self.free_days else None

    @property
    def _all_free_days(self) -> Iterator[tuple[date, list[FreePlace]]]:
        for day, times in self._offer.each_day(self.first_day):
            places = [self._place(each) for each in times]
            if self.is_narrowed:
                places = [each for each in places if suits(self.patient, each.starts_at)]
            if places:
                yield day, places

    def _place(self, time: FreeTime) -> FreePlace:
        return FreePlace(timezone.localtime(time.starts_at), self._here(time.practitioners[0]))

    @property
    def _offer(self) -> Offer:
        minutes = self.chosen("minutes") or usual_minutes(self.therapy)
        return offer_to_reception(
            self.site,
            self.clinic,
            BookingSettings.of(self.site),
            self.first_day,
            minutes,
            self.therapy,
            self.chosen("practitioner"),
            self.besides,
        )


def _typed(data) -> dict:
    """What stands in the form, with the free time whose button was pressed."""
    typed = {name: data[name] for name in data}
    moment, _slash, who = typed.pop(FREE, "").partition("/")
    day, _t, time = moment.partition("T")
    return typed | ({"day": day, "time": time, "practitioner": who} if who else {})


class TimeForm(AppointmentForm):
    """The agreed time of a request. asked: what an address names of another."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, request: BookingRequest, data=None, *, asked=None):
        known = initial(request) | AskedFor.initial_in(asked or {})
        super().__init__(site_or_default(request.site), data, initial=known)
        self.patient, self.besides = request, appointment_of(request)

    @property
    def therapy(self) -> TherapyPage | None:
        return self.patient.therapy


def taken(practitioner: PractitionerPage) -> str:
    """What is said beside a time that somebody else has."""
    return _("%(name)s has another appointment at that time.") % {"name": practitioner.title}


def initial(request: BookingRequest) -> dict:
    appointment = standing_of(request)
    if appointment is None:
        return {
            "version": request.version,
            "practitioner": request.practitioner,
            "minutes": usual_minutes(request.therapy),
        }
    local = timezone.localtime(appointment.starts_at)
    return {
        "version": request.version,
        "day": local.date(),
        "time": local.time(),
        "practitioner": appointment.practitioner,
        "minutes": int((appointment.ends_at - appointment.starts_at).total_seconds()) // 60,
    }


def usual_minutes(therapy: TherapyPage | None) -> int:
    """What the therapy takes, up to the next step."""
    minutes = (therapy and therapy.duration_minutes) or DEFAULT_MINUTES
    return -(-minutes // STEP) * STEP


def practitioners(site: Site) -> QuerySet:
    """Those of the site, each once, private ones too: they treat as well."""
    pages = PractitionerPage.objects.live().descendant_of(site.root_page)
    return without_repeats(pages).order_by("title")
