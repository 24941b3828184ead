"""Two people press a button at the very same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import ModelLogEntry

from clinic_pages.booking.desk import mails
from clinic_pages.booking.desk import steps as desk
from clinic_pages.booking.models import Appointment, BookingMail, BookingRequest
from clinic_pages.booking.times.appointments import Taken
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.booking.reception import make_request, make_user, next_monday

# Only a real server has locks that two connections meet.
pytestmark = pytest.mark.postgres

ROUNDS = 10


@pytest.fixture
def two():
    """Calls a function with 0 and with 1 at once; what each returned or raised."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("all threads would share one connection")
    barrier = Barrier(2)

    def call(function, number):
        barrier.wait()
        try:
            return function(number)
        except (desk.Refused, Taken) as refused:
            return type(refused)
        finally:
            connection.close()

    def two(function) -> list:
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda number: call(function, number), range(2)))

    return two


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_step_is_taken(tree, two):
    people = [make_user("Reception", "rita"), make_user("Reception", "ben")]
    steps = ["contact", "spam"]
    for _round in range(ROUNDS):
        request = make_request(tree)

        def press(number, pk=request.pk):
            own = BookingRequest.objects.get(pk=pk)
            return desk.take_step(own, steps[number], people[number], 0)

        answers = two(press)
        assert sorted(map(str, answers)) == sorted(map(str, [None, desk.Changed]))
        request.refresh_from_db()
        winner = answers.index(None)
        assert request.status == ["contacted", "spam"][winner] and request.version == 1
        assert desk.last_change(request).user == people[winner]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_is_sent_again_once(tree, two):
    people = [make_user("Reception", "rita"), make_user("Reception", "ben")]
    for _round in range(ROUNDS):
        sent = BookingMail.objects.create(
            request=make_request(tree), kind="notice", sent_at=timezone.now()
        )

        def press(number, pk=sent.pk):
            return mails.send_again(BookingMail.objects.get(pk=pk), people[number])

        assert two(press) == [None, None]
        assert sent.request.mails.count() == 2
        assert ModelLogEntry.objects.for_instance(sent.request).count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_one_patient_gets_the_time(tree, two):
    rita = make_user("Reception", "rita")
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(parent=team)
    for hour in range(8, 8 + ROUNDS):
        requests = [make_request(tree), make_request(tree)]

        def agree(number, requests=requests, hour=hour):
            return desk.book(
                requests[number],
                rita,
                0,
                practitioner=maeve,
                starts_at=next_monday(hour),
                minutes=45,
            )

        answers = two(agree)
        assert sorted(map(str, answers)) == sorted(map(str, [None, Taken]))
        assert Appointment.objects.filter(starts_at=next_monday(hour)).count() == 1
        loser = requests[1 - answers.index(None)]
        loser.refresh_from_db()
        assert (loser.status, loser.version) == ("new", 0) and not loser.mails.exists()
