"""What marks cost who looks at them, in queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.editors import make_editor
from tests.origins.test_marks import live_address

# Queries are counted.
pytestmark = pytest.mark.postgres


def queries_for(client, page) -> int:
    client.get(live_address(page))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(live_address(page)).status_code == 200
    return len(queries)


def test_a_card_costs_no_query(client, tree):
    client.force_login(make_editor())
    tree.therapy("Cupping")
    tree.therapy("Acupuncture")
    few = queries_for(client, tree.therapies)
    for number in range(6):
        tree.therapy(f"Therapy {number}")
    assert queries_for(client, tree.therapies) == few


def test_a_text_is_counted_once_however_often_it_is_shown(client, tree):
    client.force_login(make_editor())
    block = ("therapy", {"therapy": tree.therapy("Cupping", shared_text="<p>Warm cups.</p>")})
    once = tree.condition("Gout", body=[block])
    often = tree.condition("Sciatica", body=[block] * 5)
    assert queries_for(client, often) == queries_for(client, once)
