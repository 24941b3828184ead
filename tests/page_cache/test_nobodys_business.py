"""What is one visitor's own, or nobody's, is never kept."""

import pytest
from django.core.cache import caches
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.page_cache.visitors import BYPASS, MISS, NOT_KEPT, status, visit

pytestmark = pytest.mark.usefixtures("page_cache")

SCIATICA = "/conditions/sciatica/"


@pytest.fixture(autouse=True)
def sciatica(world):
    return world["sciatica"]


def kept() -> int:
    """How many pages are in the cache."""
    client = caches["pages"]._cache.get_client()
    return len(client.keys("*clinic_pages.kept.*"))


def test_who_is_signed_in(client, admin_user):
    client.force_login(admin_user)
    assert client.get(SCIATICA)["Cache-Status"] == BYPASS
    assert not kept()
    assert status(SCIATICA) == MISS
    assert client.get(SCIATICA)["Cache-Status"] == BYPASS


@pytest.mark.parametrize("cookie", ["sessionid=1", "messages=1", "a=b; sessionid=1"])
def test_who_has_a_session_or_a_message(cookie):
    visit(SCIATICA)
    assert status(SCIATICA, cookie=cookie) == BYPASS


def test_who_says_who_he_is():
    visit(SCIATICA)
    assert status(SCIATICA, authorization="Basic YTpi") == BYPASS


def test_a_draft(sciatica, client, admin_user):
    sciatica.summary = "Not for everybody yet."
    sciatica.save_revision()
    client.force_login(admin_user)
    draft = client.get(f"/admin/pages/{sciatica.pk}/view_draft/")
    assert b"Not for everybody yet." in draft.content
    assert b"Not for everybody yet." not in visit(SCIATICA).content
    assert kept() == 1


def test_a_preview_is_neither_kept_nor_taken_from_what_is_kept(sciatica):
    visit(SCIATICA)
    sciatica.summary = "Not for everybody yet."
    preview = sciatica.make_preview_request()
    assert b"Not for everybody yet." in preview.content
    assert b"Not for everybody yet." not in visit(SCIATICA).content


def test_a_page_behind_a_login(world):
    url = world["private"].get_url()
    assert visit(url).status_code == 302
    assert not kept()


def test_a_page_behind_a_password_and_the_form_for_it(sciatica):
    PageViewRestriction.objects.create(
        page=sciatica, restriction_type="password", password="secret"
    )
    client = Client()
    form = client.get(SCIATICA)
    assert b'type="password"' in form.content
    restriction = sciatica.get_view_restrictions().get()
    opened = client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{sciatica.pk}/",
        {"password": "secret", "return_url": SCIATICA},
        follow=True,
    )
    assert b'type="password"' not in opened.content
    assert not kept()
    assert b'type="password"' in visit(SCIATICA).content


@pytest.mark.booking
def test_the_request_form(world):
    for url in ("/book/", f"/book/?page={world['sciatica'].pk}"):
        answer = visit(url)
        assert "stored" not in answer["Cache-Status"]
    assert not kept()


@pytest.mark.parametrize("url", ["/search/?q=back", "/sitemap.xml", "/robots.txt", "/nowhere/"])
def test_what_is_no_page(url):
    visit(url)
    assert not kept()


def test_a_post():
    assert Client().post(SCIATICA)["Cache-Status"] == BYPASS
    assert not kept()


def set_cookie(response):
    response.set_cookie("basket", "1")


def vary(response):
    response["Vary"] = "Accept-Language"


def private(response):
    response["Cache-Control"] = "private"


def compressed(response):
    response["Content-Encoding"] = "gzip"


@pytest.mark.parametrize("personal", [set_cookie, vary, private, compressed])
def test_what_a_host_adds_for_one_visitor(sciatica, monkeypatch, personal):
    serve = type(sciatica).serve

    def serve_to_one(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs)
        personal(response)
        return response

    monkeypatch.setattr(type(sciatica), "serve", serve_to_one)
    assert status(SCIATICA) == NOT_KEPT
    assert status(SCIATICA) == NOT_KEPT
    assert not kept()
