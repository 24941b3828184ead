"""What has changed is seen at once, and nothing else is made anew."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.core.management import call_command
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction, Site

from clinic_pages.page_cache.purging import purge
from tests.page_cache.visitors import AGAIN, MISS, NOT_KEPT, status, visit

pytestmark = pytest.mark.usefixtures("page_cache")

SCIATICA = "/conditions/sciatica/"


@pytest.fixture(autouse=True)
def all_hosts(settings):
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def kept(world) -> dict[str, str]:
    """{name: address} of all pages that are kept."""
    urls = {name: page.get_full_url() for name, page in world.pages.items()}
    return {name: url for name, url in urls.items() if url and asked(url) == MISS}


def asked(url: str) -> str:
    parts = urlsplit(url)
    return status(parts.path, host=parts.netloc)


def made_anew(kept) -> set[str]:
    return {name for name, url in kept.items() if asked(url) != "hit"}


def reword(world, name="acupuncture", **fields):
    page = world[name]
    for field, value in (fields or {"shared_text": "<p>Other words.</p>"}).items():
        setattr(page, field, value)
    page.save_revision().publish()


def test_all_that_show_a_therapy_and_no_others(world, kept, committed):
    assert len(kept) > 12
    with committed():
        reword(world)
    assert made_anew(kept) == {"acupuncture", "knee", "sciatica", "alias"}
    assert b"Other words." in visit(SCIATICA).content


def test_a_page_of_its_own(world, kept, committed):
    with committed():
        reword(world, "plain", body=[("section", {"heading": "New", "text": "<p>Words.</p>"})])
    assert made_anew(kept) == {"plain"}


def test_a_draft_ends_nothing(world, kept, committed):
    with committed():
        page = world["acupuncture"]
        page.shared_text = "<p>Not yet.</p>"
        page.save_revision()
    assert not made_anew(kept)


def test_the_clinic_of_a_site_ends_all_pages_of_that_site(world, kept, committed):
    with committed():
        world.tree.clinic.phone = "+353 1 555 9876"
        world.tree.clinic.save()
    assert set(kept) - made_anew(kept) == {"home 2", "conditions 2", "alias"}
    assert b"555 9876" in visit(SCIATICA).content


def test_another_address_of_a_site_ends_all_pages(kept, committed):
    with committed():
        Site.objects.get(hostname="second.example").delete()
    assert made_anew(kept) == set(kept)


@pytest.mark.parametrize("leave", ["unpublish", "delete"])
def test_a_page_that_leaves(world, kept, committed, leave):
    with committed():
        getattr(world["plain"], leave)()
    assert visit("/conditions/plain/").status_code == 404
    assert "hit" not in {asked(kept["plain"]), asked(kept["conditions"])}


def test_a_page_that_becomes_private(world, kept, committed):
    with committed():
        PageViewRestriction.objects.create(page=world["plain"], restriction_type="login")
    assert visit("/conditions/plain/").status_code == 302


def test_what_no_signal_tells_ends_by_a_command(world, kept):
    Page.objects.filter(pk=world["plain"].pk).update(title="By hand")
    assert b"By hand" not in visit("/conditions/plain/").content
    call_command("purge_pages", verbosity=0)
    assert made_anew(kept) == set(kept)
    assert b"By hand" in visit("/conditions/plain/").content


def test_time_ends_a_page(world, settings):
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE_SECONDS": 0}
    assert status(SCIATICA) == MISS
    assert status(SCIATICA) == AGAIN


def test_while_one_makes_a_page_anew_others_get_the_old_one(world, settings):
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "PAGE_CACHE_SECONDS": 0}
    old, meanwhile = visit(SCIATICA), []

    def look(page, request, args, kwargs):
        if not meanwhile:
            meanwhile.append(None)
            meanwhile[:] = [visit(SCIATICA)]

    with hooks.register_temporarily("before_serve_page", look):
        assert status(SCIATICA) == AGAIN
    [other] = meanwhile
    assert other["Cache-Status"].startswith("clinic_pages; hit; ttl=")
    assert other.content == old.content


def test_what_was_purged_is_shown_to_nobody_while_it_is_made_anew(world, settings, committed):
    visit(SCIATICA)
    with committed():
        reword(world)
    meanwhile = []

    def look(page, request, args, kwargs):
        if not meanwhile:
            meanwhile.append(None)
            meanwhile[:] = [visit(SCIATICA)]

    with hooks.register_temporarily("before_serve_page", look):
        visit(SCIATICA)
    assert b"Other words." in meanwhile[0].content


def test_a_page_that_changes_while_it_is_found_is_not_kept(world):
    """It may have been read before the change, and its tokens after."""
    pk = world["sciatica"].pk

    def change(page, request, args, kwargs):
        purge([pk])

    with hooks.register_temporarily("before_serve_page", change):
        assert status(SCIATICA) == NOT_KEPT
    assert status(SCIATICA) == MISS


def test_a_page_that_changes_while_it_is_made_is_not_shown_again(world):
    pk = world["sciatica"].pk

    def changed_meanwhile(serve):
        def serve_then_change(page, request, args, kwargs):
            response = serve(page, request, args, kwargs)
            purge([pk])
            return response

        return serve_then_change

    with hooks.register_temporarily("on_serve_page", changed_meanwhile):
        assert status(SCIATICA) == MISS
    assert status(SCIATICA) == AGAIN


def test_a_token_that_the_cache_dropped_equals_none(world, page_cache):
    visit(SCIATICA)
    page_cache.delete(f"clinic_pages.page.{world['sciatica'].pk}")
    assert status(SCIATICA) == AGAIN


def test_a_server_that_forgot_purges_is_not_believed(world, kept, committed):
    """As after a restart from an old copy of what it had."""
    client = caches["pages"]._cache.get_client()
    before = {key: client.get(key) for key in client.keys("*")}
    with committed():
        reword(world)
    assert status(SCIATICA) == AGAIN
    client.flushdb()
    client.mset(before)
    assert b"Other words." in visit(SCIATICA).content
    assert made_anew(kept) >= {"acupuncture", "knee"}
