"""A practice with any number of bookings, stored in batches."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from string import ascii_lowercase

from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from clinic_pages.booking.models import (
    Appointment,
    BookingRequest,
    PractitionerSchedule,
    WorkingHours,
)
from clinic_pages.booking.request.contacts import email_digest, phone_digest
from clinic_pages.booking.request.search_keys import store_keys
from clinic_pages.booking.roles import RECEPTION, create_roles
from home.factories import (
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
    make_site_root,
)

BATCH_SIZE = 500
WORKDAYS = 5
FIRST_NAMES = ["Nora", "Tom", "Ann", "Seán", "Róisín", "Ben", "Maeve", "Ineke", "Paul", "Eve"]
STARTS = [time(hour, minute) for hour, minute in product(range(8, 18), (0, 30))]


class Practice:
    """Some practitioners, who work from eight to six, and what is booked with them."""

    def __init__(self, practitioners: int):
        home = HomePageFactory(parent=Page.objects.get(depth=1), title="Practice", slug="practice")
        self.site = make_site_root(home)
        self.therapy = TherapyPageFactory(parent=TherapyIndexPageFactory(parent=home))
        team = PractitionersPageFactory(parent=home)
        self.people = [
            PractitionerPageFactory(parent=team, title=f"Practitioner {number}")
            for number in range(practitioners)
        ]
        for person in self.people:
            hours = [
                WorkingHours(weekday=day, opens=time(8), closes=time(18))
                for day in range(1, WORKDAYS + 1)
            ]
            PractitionerSchedule(practitioner=person, working_hours=hours).save()
        self.number = 0

    @property
    def monday(self) -> date:
        """Of the week that is looked at."""
        today = timezone.localdate()
        return today + timedelta(days=7 - today.weekday())

    def client_of_reception(self) -> Client:
        create_roles()
        user, is_new = User.objects.get_or_create(username="reception")
        if is_new:
            user.groups.add(Group.objects.get(name=RECEPTION))
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        return client

    def said_by_a_patient(self) -> list[str]:
        """The name, the last digits and a part of the reference of the first who was booked."""
        first = BookingRequest.objects.order_by("pk").first()
        return [first.name, first.phone[-6:], first.reference[:7]]

    def fill_the_week(self, appointments: int) -> None:
        """As many on each day, and with each practitioner."""
        days = [self.monday + timedelta(days=number) for number in range(WORKDAYS)]
        places = (
            (day, start, person) for start in STARTS for day in days for person in self.people
        )
        self._book(islice(places, appointments))

    def fill_other_weeks(self, appointments: int) -> None:
        """Before and after it in turn."""
        self._book(islice(self._other_places(), appointments))

    def _other_places(self) -> Iterator[tuple]:
        weeks = (week * sign for week in range(1, 10_000) for sign in (-1, 1))
        for week in weeks:
            for number, start, person in product(range(WORKDAYS), STARTS, self.people):
                yield self.monday + timedelta(weeks=week, days=number), start, person

    def _book(self, places: Iterable[tuple]) -> None:
        """Without the cells that keep others away: no screen looks at them."""
        places = iter(places)
        while batch := list(islice(places, BATCH_SIZE)):
            requests = self._store(
                self._request("booked", person) for _day, _start, person in batch
            )
            Appointment.objects.bulk_create(
                _appointment(request, *place)
                for request, place in zip(requests, batch, strict=True)
            )

    def let_wait(self, requests: int) -> None:
        waiting = (self._request("new") for _each in range(requests))
        while batch := list(islice(waiting, BATCH_SIZE)):
            self._store(batch)

    def _store(self, requests: Iterable[BookingRequest]) -> list[BookingRequest]:
        stored = BookingRequest.objects.bulk_create(requests)
        store_keys(stored, are_new=True)
        return stored

    def _request(self, status: str, person=None) -> BookingRequest:
        self.number += 1
        email, phone = f"{self.number}@patient.example", f"+3538576{self.number:05d}"
        return BookingRequest(
            site=self.site,
            submission=secrets.token_hex(32),
            status=status,
            closed_at=None if status == "new" else timezone.now(),
            name=name_of(self.number),
            email=email,
            phone=phone,
            email_digest=email_digest(email),
            phone_digest=phone_digest(phone),
            note="The left knee, since Tuesday.",
            therapy=self.therapy,
            practitioner=person,
            language="en",
            consented_at=timezone.now(),
        )


def name_of(number: int) -> str:
    """Another for each, and few that begin alike: "Nora Bgwx"."""
    # Prime to the number of surnames: none comes twice.
    rest, letters = number * 7_919 % 26**4, ""
    for _letter in range(4):
        rest, letter = divmod(rest, 26)
        letters += ascii_lowercase[letter]
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {letters.title()}"


def _appointment(request: BookingRequest, day: date, start: time, person) -> Appointment:
    starts_at = timezone.make_aware(datetime.combine(day, start))
    ends_at = starts_at + timedelta(minutes=30)
    return Appointment(
        request=request, practitioner=person, starts_at=starts_at, ends_at=ends_at, is_agreed=True
    )
