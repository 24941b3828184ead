"""What search engines may list: robots.txt, answers that are a 404 or none, and who is told."""

import importlib

import pytest
from django.test import override_settings

from tests.trees import read

STAGING = override_settings(CLINIC_PAGES={"ALLOW_INDEXING": False})


def test_production_names_the_sitemap_and_what_is_not_for_search_engines(client, tree):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/suggest/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
    assert "X-Robots-Tag" not in client.get("/")


@STAGING
@pytest.mark.parametrize("address", ["/", "/no/such/", "/healthz", "/admin/login/", "/conditions"])
def test_any_other_site_asks_to_be_listed_nowhere(client, tree, address):
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    assert client.get(address)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "name, environment, expected",
    [
        ("dev", {}, False),
        ("dev", {"ALLOW_INDEXING": "on"}, True),
        ("production", {}, True),
        ("production", {"ALLOW_INDEXING": "off"}, False),
    ],
)
def test_only_production_is_listed(monkeypatch, name, environment, expected):
    monkeypatch.delenv("ALLOW_INDEXING", raising=False)
    for key, value in {"SECRET_KEY": "x", "ALLOWED_HOSTS": "a.example", **environment}.items():
        monkeypatch.setenv(key, value)
    importlib.reload(importlib.import_module("settings.base"))
    module = importlib.reload(importlib.import_module(f"settings.{name}"))
    assert module.CLINIC_PAGES["ALLOW_INDEXING"] is expected


@pytest.mark.parametrize(
    "address",
    [
        "/no-such-page/",
        "/no-such-page",
        "/no-such-page/?q=1",
        "/conditions/sciatica/more/",
        "/conditions/SCIATICA/more/",
        "/conditions/sciatica/index.html",
        "/index.html",
        "/conditions/where/no-such-place/",
        "/conditions/symptom/no-such-symptom/",
        "/conditions/therapy/no-such-therapy/",
        "/conditions/nowhere/back/",
        "/conditions/draft/",
        "/wp-login.php",
    ],
)
def test_an_address_without_a_page_is_a_404(client, tree, address):
    tree.condition()
    tree.condition("Draft", publish=False)
    response = client.get(address, follow=True)
    assert response.status_code == 404
    # At most to the same address with a slash, and never to the front page.
    assert [url.split("?")[0] for url, _code in response.redirect_chain] in ([], [f"{address}/"])


def test_robots_of_a_page(client, tree):
    page = tree.condition(hide_from_search_engines=True)
    assert read(client, page).select_one("meta[name=robots]")["content"] == "noindex"
    assert "hide_from_search_engines" in type(page).get_edit_handler().get_form_class().base_fields
