"""Which tests run where: see docs/testing.md."""

import re
from pathlib import Path

import pytest

# What the files say is the same on every database.
pytestmark = pytest.mark.once

TESTS = Path(__file__).parents[1]
# What is counted, refused or locked by the database, searched in it, looked up by its kind, or sent
# to it in its own words.
DIFFERS = re.compile(
    r"CaptureQueriesContext|assert_(max_)?num_queries|\.vendor\b|\.cursor\(\)|\bsites\.plant\("
    r"|get_search_backend|select_for_update|IntegrityError|\bTaken\b"
)
MARKED = re.compile(r"\bmark\.postgres\b")


def files() -> list[Path]:
    return [path for path in sorted(TESTS.rglob("test_*.py")) if path != Path(__file__)]


def lack_the_mark(sources: dict[str, str]) -> set[str]:
    return {
        name
        for name, source in sources.items()
        if DIFFERS.search(source) and not MARKED.search(source)
    }


def test_whatever_looks_at_the_database_itself_runs_on_postgresql_too():
    assert not lack_the_mark({str(path): path.read_text() for path in files()})


@pytest.mark.parametrize(
    ("source", "lacks"),
    [
        ("with CaptureQueriesContext(connection) as queries: ...", True),
        ("def test(django_assert_num_queries): ...", True),
        ("pytestmark = pytest.mark.postgres\nwith CaptureQueriesContext(connection): ...", False),
        ("assert Page.objects.count() == 1", False),
    ],
)
def test_a_missing_mark_is_found(source, lacks):
    assert lack_the_mark({"test_it.py": source}) == ({"test_it.py"} if lacks else set())
