"""Whatever editors compose: the graph is valid, harmless, and silent about what is hidden.

STRUCTURED_DATA_EXAMPLES=500 looks at so many other clinics than the usual ones.
"""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page

from tests.random_clinics import Draws, add_random_parts, plant_skeleton
from tests.showing.test_dependents_property import HERE
from tests.sizes import is_usual, size
from tests.structured_data.checker import problems
from tests.structured_data.hostile import mark, spoil_clinic
from tests.structured_data.reading import graph_in, scripts_in
from tests.worlds import rolled_back

FORBIDDEN = "<>&\u2028\u2029"


def visible_pages() -> dict[Page, str]:
    """{page: HTML} for each page that answers a visitor."""
    found = {}
    for page in Page.objects.filter(depth__gt=1):
        if url := page.get_full_url():
            parts = urlsplit(url)
            response = Client(headers={"host": parts.hostname}).get(parts.path)
            if response.status_code == 200:
                found[page] = response.content.decode()
    return found


@pytest.mark.slow
@pytest.mark.django_db
@HERE
def test_any_page():
    plant_skeleton()

    @settings(
        deadline=None,
        max_examples=size(5, 150, "STRUCTURED_DATA_EXAMPLES"),
        derandomize=is_usual("STRUCTURED_DATA_EXAMPLES"),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data):
        draws = Draws(data.draw)
        with rolled_back():
            add_random_parts(draws)
            spoil_clinic(draws)
            check_pages(draws)

    check()


def check_pages(draws: Draws) -> None:
    visible = visible_pages()
    hidden = [mark(page) for page in Page.objects.filter(depth__gt=1) if page not in visible]
    for page, html in visible.items():
        [script] = scripts_in(html)
        assert not set(script) & set(FORBIDDEN)
        assert mark(page) in script
        assert not (told := [each for each in hidden if each in script]), (page, told, draws.log)
        assert not (found := problems(graph_in(html))), (page, found, draws.log)
