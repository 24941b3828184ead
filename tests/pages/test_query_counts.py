"""What a visit asks of the database, which does not grow with a page's blocks."""

import re
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from wagtail.images import get_image_model

from clinic_pages.lib import facts
from clinic_pages.models import ConditionBodyArea, ConditionSymptom
from home.factories import BodyAreaFactory, BookingSnippetFactory, SymptomFactory

# What a page asks, and PostgreSQL has to compile.
pytestmark = pytest.mark.postgres

# Generation, page, what is stored beside it; and those that find out that no other condition is
# like it. The demo's sciatica page, on which an editor chose some, asks three.
MOST = 6
# The one page with all of its fields, and what the queries around it are asked for.
MOST_COLUMNS = 55
# The first visit after a change asks for what all pages share, too.
MOST_AT_FIRST = 23
# A condition page on which the editor chose no related conditions, and some are like it.
MOST_WITH_RELATED = 13
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'


def picture(name):
    file = ContentFile(DRAWING, name=f"{name}.svg")
    return get_image_model().objects.create(title=name, file=file, width=40, height=30)


def queries_of_a_visit(client, page, django_assert_max_num_queries, most=MOST) -> int:
    """Of one that is not the first: that makes renditions, and learns what is kept as facts."""
    with kept_facts():
        client.get(page.get_url())
        with django_assert_max_num_queries(most) as captured:
            assert client.get(page.get_url()).status_code == 200
    return len(captured)


@contextmanager
def kept_facts():
    """As outside of a test's transaction."""
    facts.forget_all()
    with patch.object(facts, "_of_this_request_alone", facts._of_generation):
        yield
    facts.forget_all()


def columns(queries) -> int:
    """How many the database is asked for."""
    selected = (re.match(r"SELECT (.*?) FROM ", each["sql"], re.DOTALL) for each in queries)
    return sum(each[1].count(",") + 1 for each in selected if each)


def page_with(tree, number):
    blocks = [
        ("therapy", {"therapy": tree.therapy(f"Therapy {number}-{i}", image=picture(f"p{i}"))})
        for i in range(number)
    ]
    return tree.condition(f"Condition with {number}", body=blocks)


def choose_nowhere(tree, pages):
    pass


def choose_for_the_clinic(tree, pages):
    tree.clinic.default_booking_snippet = BookingSnippetFactory()
    tree.clinic.save()


def choose_on_the_page(tree, pages):
    for page in pages:
        page.booking_snippet = BookingSnippetFactory()
        page.save_revision().publish()


def choose_on_the_list(tree, pages):
    choose_on_the_page(tree, [tree.conditions])


@pytest.mark.parametrize(
    "choose", [choose_nowhere, choose_for_the_clinic, choose_on_the_page, choose_on_the_list]
)
def test_condition_page(client, tree, django_assert_max_num_queries, choose):
    pages = [page_with(tree, 1), page_with(tree, 12)]
    choose(tree, pages)
    one, twelve = (queries_of_a_visit(client, p, django_assert_max_num_queries) for p in pages)
    assert one == twelve


def test_twelve_blocks_cost_as_many_columns_as_one(client, tree, django_assert_max_num_queries):
    def visits(page) -> list[int]:
        client.get(page.get_url())  # makes renditions
        with kept_facts():
            asked = []
            for most in (MOST_AT_FIRST, MOST):
                with django_assert_max_num_queries(most) as captured:
                    assert client.get(page.get_url()).status_code == 200
                asked += [len(captured), columns(captured.captured_queries)]
        return asked

    one, twelve = visits(page_with(tree, 1)), visits(page_with(tree, 12))
    assert one == twelve
    assert one[-1] <= MOST_COLUMNS


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL compiles queries")
@pytest.mark.parametrize("address", ["/", "/conditions/", "/conditions/sciatica/", "/therapies/"])
def test_no_query_of_a_visit_is_compiled(client, tree, address):
    """Compiling takes hundreds of milliseconds, at each visit.

    The tables of the tests, like those of a small site, have no statistics, so what counts as dear
    is guessed from the query alone.
    """
    tree.sciatica_with(("therapy", {"therapy": tree.therapy()}))
    client.get(address)

    def explain(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            with context["connection"].connection.cursor() as cursor:
                [plan] = cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params).fetchone()[0]
            costs.append(plan["Plan"]["Total Cost"])
        return execute(sql, params, many, context)

    costs = []
    with connection.execute_wrapper(explain):
        assert client.get(address).status_code == 200
    assert len(costs) > 3
    assert max(costs) < 100_000, "PostgreSQL's jit_above_cost"


def test_related_conditions_cost_the_same_for_one_and_twelve(
    client, tree, django_assert_max_num_queries
):
    leg, tingling, acupuncture = BodyAreaFactory(), SymptomFactory(), tree.therapy()

    def add(title):
        return tree.condition(
            title,
            body=[("therapy", {"therapy": acupuncture})],
            body_areas=[ConditionBodyArea(body_area=leg)],
            symptoms=[ConditionSymptom(symptom=tingling)],
        )

    page = add("Sciatica")
    add("Like it")
    one = queries_of_a_visit(client, page, django_assert_max_num_queries, MOST_WITH_RELATED)
    for number in range(11):
        add(f"Like it {number}")
    assert queries_of_a_visit(client, page, django_assert_max_num_queries, one) == one


def test_lists_cost_the_same_for_two_and_twelve(client, tree, django_assert_max_num_queries):
    def grow(number):
        for i in range(number):
            tree.therapy(f"Therapy {number}-{i}", image=picture(f"p{i}"))
            tree.condition(f"Condition {number}-{i}")

    def counts():
        lists = (tree.therapies, tree.conditions)
        return [queries_of_a_visit(client, p, django_assert_max_num_queries) for p in lists]

    grow(2)
    few = counts()
    grow(10)
    assert counts() == few
