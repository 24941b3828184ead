"""The reference site around the plugin: menu, search, and the addresses that machines ask for."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction, Site

from home.factories import StandardPageFactory
from tests.trees import read, texts

# Each database has a search of its own, and takes other strings for none.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]


def results(client, query):
    return texts(read_search(client, query), ".clinic-search-result h3")


def read_search(client, query):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_menu_and_footer(client, tree):
    StandardPageFactory(parent=tree.home, title="About", show_in_menus=True)
    StandardPageFactory(parent=tree.home, title="Privacy")
    StandardPageFactory(parent=tree.home, title="Draft", show_in_menus=True, publish=False)
    soup = read(client, tree.home)
    assert "About" in texts(soup, ".site-nav a")
    assert "Privacy" in texts(soup, ".site-footer nav a")
    assert "Draft" not in soup.get_text()


def test_a_host_without_a_site_gets_a_404_and_no_error(client, tree):
    Site.objects.all().delete()
    assert client.get("/no/such/page/").status_code == 404
    assert client.get("/search/").status_code == 200


def test_breadcrumb_leads_from_the_front_page(client, tree):
    soup = read(client, tree.condition())
    assert [a["href"] for a in soup.select(".clinic-breadcrumb a")] == ["/", "/conditions/"]
    assert texts(soup, ".clinic-breadcrumb [aria-current]") == ["Sciatica"]


@pytest.mark.parametrize("query", ["sciatica", "pinched", "slipped"])
def test_search_finds_title_other_names_and_text(client, tree, query):
    section = {"heading": "", "text": "<p>Often after a slipped disc.</p>"}
    tree.condition(alternate_names="Pinched nerve", body=[("section", section)])
    tree.condition("Knee pain")
    assert results(client, query) == ["Sciatica"]


def test_search_shows_nothing_that_is_not_public(client, tree):
    tree.condition("Sciatica draft", publish=False)
    secret = tree.condition("Sciatica secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert results(client, "sciatica") == []


@pytest.mark.parametrize(
    "query", ["", " ", "x" * 5000, "\x00", "'; DROP TABLE", "<script>", "%", '"', "a&b|c !", "…"]
)
def test_search_takes_anything(client, tree, query):
    soup = read_search(client, query)
    # The page's own scripts have an address or are data; one that somebody typed would be neither.
    assert all(
        script.get("src") or script.get("type") == "application/ld+json"
        for script in soup("script")
    )


@pytest.mark.parametrize("page", ["0", "-1", "2", "99999999999999999999", "abc"])
@pytest.mark.parametrize("query", ["sciatica", ""])
def test_a_page_of_results_that_is_not_there_is_a_404(client, tree, query, page):
    tree.condition()
    assert client.get("/search/", {"q": query, "page": page}).status_code == 404


@pytest.mark.parametrize("page", ["", "1"])
def test_the_first_page_of_results(client, tree, page):
    assert client.get("/search/", {"q": "x", "page": page}).status_code == 200


def test_sitemap_lists_published_public_pages_only(client, tree):
    tree.condition()
    tree.condition("Draft", publish=False)
    secret = tree.condition("Secret")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    xml = client.get("/sitemap.xml").content.decode()
    assert "/conditions/sciatica/</loc>" in xml
    assert "draft" not in xml
    assert "secret" not in xml


def test_robots_names_the_sitemap(client, tree):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_an_unknown_address_is_a_404_that_helps(client, tree):
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "We cannot find that page" in html
    assert 'role="search"' in html


def test_visitors_get_no_cookie_and_a_page_that_caches_can_keep(client, tree):
    for page in (tree.home, tree.condition()):
        response = client.get(page.get_url())
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")


def test_the_page_says_who_and_what_it_is(client, tree):
    page = tree.condition(search_description="What helps with sciatica.")
    soup = read(client, page)
    assert soup.title.get_text() == "Sciatica – Test clinic"
    assert soup.find("meta", {"name": "description"})["content"] == "What helps with sciatica."
    assert soup.html["lang"] == "en-gb"
    assert texts(soup, "h1") == ["Sciatica"]
