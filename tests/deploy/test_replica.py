"""Searches ask a copy of the database. Here it is one that lags for ever."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

from scripts.ports import free_port
from scripts.postgres import MIGRATED, Server, ensure_programs, temporary_server
from scripts.served import ServedSite, gunicorn
from tests.page_cache.houses import ask

pytestmark = [pytest.mark.once, pytest.mark.slow]

PLANT = """
import django; django.setup()
from tests.trees import plant_tree
tree = plant_tree()
tree.condition("Sciatica", summary="Pain down one leg.")
"""
RENAME = """
import django; django.setup()
from clinic_pages.models import ConditionPage
page = ConditionPage.objects.get()
page.title = "Lumbago"
page.save_revision().publish()
"""
ASKED = "SELECT query FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


class Place(NamedTuple):
    site: ServedSite
    copy: Server

    def asked_of_copy(self) -> list[str]:
        """The last question on each connection to it."""
        with psycopg.connect(self.copy.url()) as connection:
            return [row[0] for row in connection.execute(ASKED, [MIGRATED])]


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    home = tmp_path_factory.mktemp("replica")
    (home / "media").mkdir()
    programs = ensure_programs()
    with (
        temporary_server(programs, is_migrated=True) as server,
        tempfile.TemporaryDirectory(prefix="clinic-pages-copy-") as folder,
    ):
        site = ServedSite(home, settings={"DATABASE_URL": server.url(MIGRATED)})
        site.python("-c", PLANT)
        copy = Server(programs, Path(folder), free_port(), survives=False)
        server.finish()
        copy.make_as(server.folder / "data")
        server.start()
        copy.start()
        try:
            site.settings["REPLICA_URL"] = copy.url(MIGRATED)
            with gunicorn(site, "--workers=1"):
                yield Place(site, copy)
        finally:
            copy.stop(check=False)


def test_a_search_asks_the_copy_and_nothing_that_is_kept_does(place):
    url = place.site.url
    assert "Sciatica" in ask(f"{url}/conditions/").text
    assert place.asked_of_copy() == []
    assert "Sciatica" in ask(f"{url}/search/?q=leg").text
    assert place.asked_of_copy()
    place.site.python("-c", RENAME)
    # The copy does not know yet. Whatever is remembered by a search is right all the same.
    assert ask(f"{url}/search/?q=leg").code == 200
    for path in ("/", "/conditions/", "/conditions/sciatica/"):
        text = ask(url + path).text
        assert "Lumbago" in text or path == "/", path
        assert "Sciatica" not in text, path


def test_without_the_copy_searches_ask_the_database_itself(place):
    place.copy.stop()
    answer = ask(f"{place.site.url}/search/?q=leg")
    assert (answer.code, "Pain down one" in answer.text) == (200, True)
