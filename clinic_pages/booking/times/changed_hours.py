"""Appointments to come that lie outside of working hours, because these have changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from ...pages.clinic import ClinicSettings
from ...pages.hours_form import HoursForm
from ...pages.practitioners import PractitionerPage
from .appointments import to_come
from .free_times import Diary, is_worked
from .models import Appointment
from .offer import diaries_of, diary_of, diary_of_clinic
from .schedules import PractitionerSchedule


@dataclass(frozen=True)
class House:
    """clinic: its own hours. diaries: {translation key of a practitioner: whose}."""

    clinic: Diary
    diaries: dict

    def is_open_for(self, appointment: Appointment) -> bool:
        who = appointment.practitioner
        return is_worked(
            appointment.starts_at,
            appointment.ends_at,
            self.diaries.get(who and who.translation_key),
            self.clinic,
            timezone.get_default_timezone(),
        )


@dataclass(frozen=True)
class Change:
    """appointments: that hours may leave outside."""

    appointments: QuerySet
    before: House
    after: House

    @property
    def left_outside(self) -> list[Appointment]:
        """In order of time; what was outside before is nobody's surprise."""
        return [
            each
            for each in self.appointments
            if self.before.is_open_for(each) and not self.after.is_open_for(each)
        ]


def change_in(form: HoursForm) -> Change | None:
    """What a valid form changes; None for hours that are nobody's here."""
    if isinstance(form.instance, PractitionerSchedule):
        return _of_practitioner(form)
    return _of_clinic(form) if isinstance(form.instance, ClinicSettings) else None


def _of_practitioner(form: HoursForm) -> Change:
    page: PractitionerPage = form.cleaned_data["practitioner"]
    key, clinic = page.translation_key, diary_of_clinic(ClinicSettings.of_page(page))
    stored = PractitionerSchedule.objects.select_related("practitioner")
    stored = stored.filter(pk=form.instance.pk).first()
    # Somebody else's, where the hours are handed on: her appointments lose theirs.
    before = {stored.practitioner.translation_key: diary_of(stored)} if stored else {}
    after = Diary(form.instance, form.rows("working_hours"), form.rows("exceptions"))
    appointments = to_come().filter(practitioner__translation_key__in={key, *before})
    return Change(appointments, House(clinic, before), House(clinic, {key: after}))


def change_without(schedule: PractitionerSchedule) -> Change:
    """What it would change to delete it."""
    page = schedule.practitioner
    clinic, key = diary_of_clinic(ClinicSettings.of_page(page)), page.translation_key
    appointments = to_come().filter(practitioner__translation_key=key)
    return Change(appointments, House(clinic, {key: diary_of(schedule)}), House(clinic, {}))


def _of_clinic(form: HoursForm) -> Change:
    clinic: ClinicSettings = form.instance
    people = PractitionerPage.objects.descendant_of(clinic.site.root_page).order_by()
    diaries = diaries_of(people.values("translation_key"))
    stored = ClinicSettings.objects.filter(pk=clinic.pk).first() or ClinicSettings()
    after = Diary(None, form.rows("opening_hours"), form.rows("special_days"))
    before = House(diary_of_clinic(stored), diaries)
    appointments = to_come().filter(request__site=clinic.site)
    return Change(appointments, before, House(after, diaries))


def mark(left_outside: Iterable[Appointment], appointments: QuerySet, house: House) -> None:
    """Who is to be told by the reception, and who no longer is. house: the hours that hold now."""
    pks = [each.pk for each in left_outside]
    Appointment.objects.filter(pk__in=pks).update(is_outside_hours=True)
    again = [
        each.pk for each in appointments.filter(is_outside_hours=True) if house.is_open_for(each)
    ]
    Appointment.objects.filter(pk__in=again).update(is_outside_hours=False)
