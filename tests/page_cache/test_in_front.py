"""Cached copies follow: a cache in front of the site is asked to drop exactly what changed."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from home.factories import SymptomFactory
from tests.worlds import told


@pytest.fixture
def purged(settings):
    """The paths that a cache on this machine was asked to drop, as they come."""
    paths: list[str] = []

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Cache)
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "clinic_pages.page_cache.backends.PurgeBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    yield paths
    server.shutdown()
    server.server_close()


@pytest.fixture
def in_one_transaction(world, django_capture_on_commit_callbacks):
    return world, lambda: told(world, django_capture_on_commit_callbacks)


def test_a_new_text_drops_the_pages_that_show_it_and_no_others(in_one_transaction, purged):
    world, transaction = in_one_transaction
    purged.clear()
    with transaction():
        page = world["acupuncture"]
        page.shared_text = "<p>New.</p>"
        page.save_revision().publish()
    # The second site's alias of sciatica has the same path.
    assert set(purged) == {
        "/therapies/acupuncture/",
        "/conditions/sciatica/",
        "/conditions/knee/",
        "/conditions/private/",
    }


def test_a_new_slug_drops_the_old_address(in_one_transaction, purged):
    world, transaction = in_one_transaction
    with transaction():
        page = world["plain"]
        page.slug = "plainer"
        page.save_revision().publish()
    assert {"/conditions/plain/", "/conditions/plainer/"} <= set(purged)


def test_a_moved_list_drops_the_old_addresses_of_all_under_it(in_one_transaction, purged):
    world, transaction = in_one_transaction
    with transaction():
        world["conditions"].move(world["hidden link"], pos="last-child")
    assert {"/conditions/plain/", "/linked/conditions/plain/"} <= set(purged)


@pytest.mark.parametrize("leave", ["unpublish", "delete"])
def test_a_page_that_leaves_is_dropped(in_one_transaction, purged, leave):
    world, transaction = in_one_transaction
    with transaction():
        getattr(world["plain"], leave)()
    assert {"/conditions/plain/", "/conditions/"} <= set(purged)


def test_a_cache_that_does_not_answer_costs_nothing_else(in_one_transaction, settings, client):
    world, transaction = in_one_transaction
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "clinic_pages.page_cache.backends.PurgeBackend",
            "LOCATION": "http://127.0.0.1:1",
        }
    }
    with transaction():
        page = world["acupuncture"]
        page.shared_text = "<p>New words.</p>"
        page.save_revision().publish()
    assert "New words." in client.get("/conditions/sciatica/").content.decode()
    assert type(page).objects.get(pk=page.pk).last_changed_at


# --- Addresses under the list of conditions ------------------------------------------------------


def rename_symptom(world):
    world.tingling.slug = "ants"
    world.tingling.save()


def rename_therapy(world):
    page = world["cupping"]
    page.slug = "glasses"
    page.save_revision().publish()


def rename_list(world):
    page = world["conditions"]
    page.slug = "complaints"
    page.save_revision().publish()


@pytest.mark.parametrize(
    ("edit", "gone", "new"),
    [
        (rename_symptom, "/conditions/symptom/tingling/", "/conditions/symptom/ants/"),
        (lambda world: world.tingling.delete(), "/conditions/symptom/tingling/", "/conditions/"),
        (lambda world: world.leg.delete(), "/conditions/where/leg/", "/conditions/"),
        (rename_therapy, "/conditions/therapy/cupping/", "/conditions/therapy/glasses/"),
        (lambda world: world["cupping"].delete(), "/conditions/therapy/cupping/", "/conditions/"),
        (
            lambda world: world["cupping"].unpublish(),
            "/conditions/therapy/cupping/",
            "/conditions/",
        ),
        (rename_list, "/conditions/where/leg/", "/complaints/where/leg/"),
        (
            lambda world: world["conditions"].unpublish(),
            "/conditions/where/leg/",
            "/conditions/",
        ),
        (
            lambda world: world["conditions"].move(world["hidden link"], pos="last-child"),
            "/conditions/where/leg/",
            "/linked/conditions/where/leg/",
        ),
    ],
)  # fmt: skip
def test_an_address_by_which_conditions_were_found_is_dropped(
    in_one_transaction, purged, client, edit, gone, new
):
    world, transaction = in_one_transaction
    assert client.get(gone).status_code == 200
    with transaction():
        edit(world)
    assert client.get(gone).status_code != 200
    assert {gone, new} <= set(purged)


def test_all_addresses_of_a_list_are_dropped_when_it_changes(in_one_transaction, purged):
    world, transaction = in_one_transaction
    with transaction():
        page = world["knee"]
        page.summary = "Other words."
        page.save_revision().publish()
    assert {"/conditions/", "/conditions/where/leg/", "/conditions/symptom/tingling/"} <= set(
        purged
    )


def test_a_symptom_of_no_condition_drops_only_its_own_address(in_one_transaction, purged):
    _world, transaction = in_one_transaction
    with transaction():
        symptom = SymptomFactory(name="Itching")
        symptom.slug = "itch"
        symptom.save()
    assert set(purged) == {"/conditions/symptom/itching/"}
