"""What is known of the whole site is asked for once, and is never older than the request."""

from uuid import uuid4

import pytest
from django.core.signals import request_finished, request_started
from django.db import transaction
from wagtail.models import Page

from clinic_pages.lib import facts
from clinic_pages.models import Generation
from tests.trees import read

# Only outside of transactions are facts kept from one request to the next.
commits = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Asked(list):
    """A fact, and for what it was asked."""

    def __init__(self):
        self.known = facts.fact(self.ask)

    def ask(self, *about):
        self.append(about)
        return len(self)


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def request_of_a_visitor():
    """A function: begins a request, and ends the one before."""

    def begin():
        request_finished.send(sender=None)
        request_started.send(sender=None)

    yield begin
    request_finished.send(sender=None)


def in_another_process():
    """A change there: all that this process sees of it is the token."""
    Generation.objects.update_or_create(pk=1, defaults={"token": uuid4().hex})


@commits
def test_it_is_kept_until_something_changes(asked, request_of_a_visitor):
    for _visit in range(3):
        request_of_a_visitor()
        assert [asked.known("menu"), asked.known("menu"), asked.known("clinic")] == [1, 1, 2]
    facts.begin_generation()
    assert asked.known("menu") == 3
    request_of_a_visitor()
    assert asked.known("menu") == 3


@commits
def test_a_change_in_another_process_is_seen_by_the_next_request(asked, request_of_a_visitor):
    request_of_a_visitor()
    assert asked.known() == 1
    in_another_process()
    assert asked.known() == 1
    request_of_a_visitor()
    assert asked.known() == 2


@commits
def test_a_request_that_began_before_a_change_hands_nothing_on(asked, request_of_a_visitor):
    request_of_a_visitor()
    asked.known("restrictions")
    in_another_process()
    # Asked after the change, by a request of before.
    assert asked.known("menu") == 2
    request_of_a_visitor()
    assert asked.known("menu") == 3


@commits
def test_what_is_rolled_back_is_nobodys_fact(asked, request_of_a_visitor):
    with transaction.atomic():
        request_of_a_visitor()
        assert [asked.known(), asked.known()] == [1, 1]
        transaction.set_rollback(True)
    request_of_a_visitor()
    assert asked.known() == 2


@commits
def test_without_a_generation_nothing_is_kept(asked, request_of_a_visitor):
    Generation.objects.all().delete()
    for visit in (1, 2):
        request_of_a_visitor()
        assert [asked.known(), asked.known()] == [visit, visit]


def test_outside_of_requests_each_question_is_asked(asked):
    assert [asked.known(), asked.known()] == [1, 2]


@commits
def test_the_oldest_make_room(asked, request_of_a_visitor, monkeypatch):
    monkeypatch.setattr(facts, "MOST_FACTS", 2)
    request_of_a_visitor()
    assert [asked.known(name) for name in "abcbc"] == [1, 2, 3, 2, 3]
    assert asked.known("a") == 4


@commits
def test_of_many_those_are_asked_for_that_are_not_known(request_of_a_visitor):
    asked = []

    def squares(numbers):
        asked.append(numbers)
        return {number: number**2 for number in numbers if number != 3}

    request_of_a_visitor()
    assert facts.known_of_each(squares, [1, 2]) == {1: 1, 2: 4}
    assert facts.known_of_each(squares, [2, 3, 4, 4]) == {2: 4, 4: 16}
    assert asked == [[1, 2], [3, 4]]


@commits
def test_visitors_see_each_change_at_once(client, tree):
    """Menu, clinic, restrictions and therapies, in one process that remembers them."""
    therapy = tree.therapy(shared_text="<p>Fine needles.</p>")
    page = tree.condition(body=[("therapy", {"therapy": therapy})])
    Page.objects.filter(pk=tree.conditions.pk).update(show_in_menus=True)
    assert "Fine needles." in read(client, page).get_text()

    therapy.refresh_from_db()
    therapy.shared_text = "<p>Finer needles.</p>"
    therapy.save_revision().publish()
    tree.clinic.name = "Wren Clinic"
    tree.clinic.save()
    text = read(client, page).get_text()
    assert "Finer needles." in text and "Wren Clinic" in text

    restriction = therapy.view_restrictions.create(restriction_type="login")
    assert "needles" not in read(client, page).get_text()
    restriction.delete()
    assert "Finer needles." in read(client, page).get_text()


@commits
def test_what_hangs_on_the_search_index_ends_with_it_and_nothing_else(request_of_a_visitor):
    menu, texts = Asked(), Asked()
    facts.hangs_on_index(texts.ask)
    facts.begin_generation()

    def ask() -> tuple[int, int]:
        request_of_a_visitor()
        return menu.known(), facts.known_as((texts.ask,), texts.ask)

    assert ask() == ask() == (1, 1)
    facts.begin_index()
    assert ask() == ask() == (1, 2)
    facts.begin_generation()
    assert ask() == (2, 3)
