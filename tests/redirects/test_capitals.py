"""Addresses with capitals lead to the page, and redirects are found in any capitals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from clinic_pages.models import ConditionBodyArea
from home.factories import BodyAreaFactory, StandardPageFactory
from tests.pages.test_query_counts import kept_facts
from tests.redirects.test_redirects import follow, form

# Databases differ in what capitals are to them.
pytestmark = pytest.mark.postgres


@pytest.fixture
def sciatica(tree):
    return tree.condition(body_areas=[ConditionBodyArea(body_area=BodyAreaFactory(name="Back"))])


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/Conditions/Sciatica/", "/conditions/sciatica/"),
        ("/CONDITIONS/SCIATICA", "/conditions/sciatica/"),
        (
            "/conditions/sciaticA/?page=2&utm_source=Ad",
            "/conditions/sciatica/?page=2&utm_source=Ad",
        ),
        ("/Conditions/", "/conditions/"),
        ("/Conditions/Where/Back/?page=1", "/conditions/where/back/?page=1"),
    ],
)
def test_capitals_lead_to_the_page_for_ever(client, sciatica, asked, there):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, there)
    assert client.head(asked).status_code == 301
    assert follow(client, asked)[1] == 200


def test_letters_that_are_not_ascii(client, tree):
    StandardPageFactory(parent=tree.home, title="Öffnungszeiten", slug="öffnungszeiten")
    assert follow(client, "/%C3%96ffnungszeiten/") == (["/%C3%B6ffnungszeiten/"], 200)
    assert follow(client, "/ÖFFNUNGSZEITEN/") == (["/%C3%B6ffnungszeiten/"], 200)


@pytest.mark.parametrize(
    "asked",
    [
        "/Conditions/Nothing/",
        "/Conditions/Where/Nowhere/",
        "/Conditions/Sciatica/More/",
        "/Conditions/Draft/",
        "/Search/",
        "/Admin/",
        "/Sitemap.XML",
        "/Wp-Login.php",
        "/%00A/",
    ],
)
def test_what_is_no_page_in_small_letters_stays_a_404(client, tree, sciatica, asked):
    tree.condition("Draft", publish=False)
    assert follow(client, asked)[1] == 404


def test_no_address_of_another_server_is_made_of_what_is_asked_for(client, sciatica):
    for path in (
        "//Evil.example/Conditions/Sciatica/",
        "/\\Evil.example/",
        "//Conditions/Sciatica/",
    ):
        assert client.get("/", PATH_INFO=path).status_code == 404


def test_a_page_with_capitals_of_its_own_is_left_alone(client, tree):
    tree.condition("Gout", slug="Gout")
    assert client.get("/conditions/Gout/").status_code == 200
    assert follow(client, "/conditions/GOUT/") == ([], 404)


def test_what_is_sent_goes_nowhere_else(client, sciatica):
    assert client.post("/Conditions/Sciatica/", {"a": "b"}).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "email=jane%40mail.example",
        "Name=Jane",
        "q=back+pain",
        "ref=jane@mail.example",
        "utm_content=jane%40mail.example",
        "contact=%2B353+1+234+5678",
        "token=abc",
    ],
)
def test_what_speaks_of_a_person_is_not_passed_on(client, sciatica, query):
    response = client.get(f"/Conditions/Sciatica/?{query}&ref=leaflet&gclid=12345678901")
    assert response["Location"] == "/conditions/sciatica/?ref=leaflet&gclid=12345678901"


def test_a_private_page_is_still_asked_for(client, sciatica):
    PageViewRestriction.objects.create(page=sciatica, restriction_type="login")
    urls, _status = follow(client, "/Conditions/Sciatica/")
    assert urls[0] == "/conditions/sciatica/" and "login" in urls[1]


# --- Redirects by hand ---------------------------------------------------------------------------


@pytest.mark.parametrize("entered", ["/Promo/", "/promo", "/PROMO", "/Früh/Jahr"])
@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title])
def test_a_redirect_is_found_in_any_capitals(client, sciatica, entered, change):
    Redirect.add_redirect(entered, sciatica)
    for asked in (change(entered), f"{change(entered)}?utm_source=x"):
        assert follow(client, asked) == (["/conditions/sciatica/"], 200)


def test_as_it_was_asked_for_comes_first(client, tree, sciatica):
    Redirect.add_redirect("/promo", tree.conditions)
    Redirect.add_redirect("/Promo", sciatica, is_permanent=False)
    Redirect.add_redirect("/a?ID=1", sciatica)
    assert client.get("/Promo")["Location"] == "/conditions/sciatica/"
    assert client.get("/Promo").status_code == 302
    assert client.get("/promo/")["Location"] == "/conditions/"
    assert client.get("/A/?ID=1")["Location"] == "/conditions/sciatica/"
    assert client.get("/A/?ID=2").status_code == 404


def test_capitals_make_no_circle(client, admin_client, tree, sciatica, caplog):
    Redirect.add_redirect("/A", "/b")
    Redirect.add_redirect("/B", "/a")
    assert "/B → /a → /b" in caplog.text
    refused = admin_client.post(
        "/admin/redirects/add/", form(old_path="/C", redirect_link="http://localhost/c/")
    )
    assert "in a circle: /C → /c" in refused.content.decode()
    # As a script or an older release left it.
    Redirect.objects.bulk_create(
        [Redirect(old_path="/Conditions/Sciatica", redirect_page=sciatica)]
    )
    sciatica.unpublish()
    assert follow(client, "/Conditions/Sciatica/")[1] == 404
    assert follow(client, "/conditions/sciatica/") == ([], 404)


def test_chains_collapse_whatever_their_capitals(client, tree, sciatica):
    Redirect.add_redirect("/One", "/TWO/")
    Redirect.add_redirect("/two", sciatica)
    assert follow(client, "/one/") == (["/conditions/sciatica/"], 200)


# --- Floods --------------------------------------------------------------------------------------


def queries_of(client, address) -> int:
    with kept_facts():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 404
    return len(captured)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        # What each cost before capitals were looked at.
        ("/nothing/", 3),
        ("/Nothing/", 3),
        ("/nothing/?a=b", 4),
        ("/Wp-Login.php", 2),
        ("/conditions/nothing/", 4),
        ("/Conditions/Nothing/?a=b", 4),
        ("/Conditions/Where/Nothing/", 3),
        ("/%C3%84/?b=c", 6),
    ],
)
def test_an_unknown_address_costs_no_more_for_its_capitals(client, sciatica, address, most):
    Redirect.add_redirect("/Promo", sciatica)
    assert queries_of(client, address) <= most
