"""A long list of conditions: a page for each letter, and pages of what a choice finds."""

import json
from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page, PageViewRestriction

from clinic_pages.models import ConditionBodyArea, ConditionEntry
from clinic_pages.pages import condition_filters
from home.factories import BodyAreaFactory, ConditionIndexPageFactory, HomePageFactory
from tests.trees import read, texts

# Sorted, cut and counted by the database.
pytestmark = pytest.mark.postgres

BASE = "http://localhost"
TITLES = ("arm", "Ärger", "ankle", "Zoster", "5-day fever")


@pytest.fixture
def short_pages(monkeypatch):
    """So that a few conditions make a long list."""
    monkeypatch.setattr(condition_filters, "MOST_NAMES", 2)
    monkeypatch.setattr(condition_filters, "MOST_FOUND", 2)


@pytest.fixture
def leg():
    return BodyAreaFactory(name="Leg")


@pytest.fixture
def long_list(tree, short_pages, leg):
    """Five conditions, of which four are felt in the leg."""
    for title in TITLES:
        areas = [] if title == "Zoster" else [ConditionBodyArea(body_area=leg)]
        tree.condition(title, body_areas=areas)
    return tree.conditions


def soup_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def names_on(soup) -> list[str]:
    return texts(soup, ".clinic-names--letter li")


def test_each_letter_has_a_page_of_its_own(client, long_list):
    soup = read(client, long_list)
    assert not soup.select(".clinic-names")
    links = {a.get_text(): a["href"] for a in soup.select(".clinic-letters a")}
    assert links == {
        "#": "/conditions/letter/other/",
        "A": "/conditions/letter/a/",
        "Z": "/conditions/letter/z/",
    }
    assert names_on(soup_of(client, links["Z"])) == ["Zoster"]
    assert names_on(soup_of(client, links["#"])) == ["5-day fever"]


def test_a_letter_with_many_names_has_several_pages(client, long_list):
    first = soup_of(client, "/conditions/letter/a/")
    assert names_on(first) == ["ankle", "Ärger"]
    [following] = first.select("a[rel=next]")
    second = soup_of(client, f"/conditions/letter/a/{following['href']}")
    assert names_on(second) == ["arm"]
    assert second.select_one("a[rel=prev]")["href"] == "."
    assert texts(second, ".clinic-letters [aria-current]") == ["A"]


def test_a_choice_that_finds_many_has_several_pages(client, long_list):
    first = soup_of(client, "/conditions/where/leg/")
    second = soup_of(client, "/conditions/where/leg/?page=2")
    assert texts(first, ".clinic-cards h2") == ["5-day fever", "ankle"]
    assert texts(second, ".clinic-cards h2") == ["Ärger", "arm"]
    assert "4 conditions" in second.select_one(".clinic-lead").get_text()


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "99999999999999999999"])
def test_a_page_that_is_not_there_is_a_404(client, long_list, number):
    assert client.get("/conditions/where/leg/", {"page": number}).status_code == 404


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/conditions/letter/a/", "Conditions that begin with A"),
        ("/conditions/letter/a/?page=2", "Conditions that begin with A, page 2"),
        ("/conditions/where/leg/?page=2", "Leg, page 2"),
    ],
)
def test_each_page_says_what_it_is(client, long_list, address, title):
    soup = soup_of(client, address)
    assert soup.title.get_text().startswith(title)
    assert soup.select_one("link[rel=canonical]")["href"] == BASE + address
    assert soup.select_one("meta[name=robots]")["content"].startswith("index, follow")
    assert texts(soup, ".clinic-breadcrumb [aria-current]") == [title]
    graph = json.loads(soup.select_one("script[type='application/ld+json']").string)["@graph"]
    [page] = [node for node in graph if node["@type"] == "CollectionPage"]
    [found] = [node for node in graph if node["@type"] == "ItemList"]
    assert (page["url"], page["name"]) == (BASE + address, title)
    assert page["mainEntity"] == {"@id": found["@id"]}
    assert [each["item"]["name"] for each in found["itemListElement"]] == (
        names_on(soup) or texts(soup, ".clinic-cards h2")
    )


def linked_from(client, address) -> set[str]:
    links = (a["href"] for a in soup_of(client, address).select("main a[href]"))
    return {
        urldefrag(urljoin(BASE + address, link)).url.removeprefix(BASE)
        for link in links
        if not link.startswith("#")
    }


def test_crawlers_reach_every_condition_by_links(client, long_list):
    seen, waiting = set(), {"/conditions/"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        found = linked_from(client, address) - seen
        waiting |= {each for each in found if each.startswith("/conditions/")}
    slugs = long_list.get_children().values_list("slug", flat=True)
    assert {f"/conditions/{slug}/" for slug in slugs} <= seen


def test_the_sitemap_and_a_purge_have_each_page(client, long_list):
    pages = {
        "letter/other/", "letter/a/", "letter/a/?page=2", "letter/z/", "where/leg/",
        "where/leg/?page=2",
    }  # fmt: skip
    assert set(long_list.found_paths()) == pages
    sitemap = client.get("/sitemap.xml").content.decode()
    assert all(f"<loc>{BASE}/conditions/{page}</loc>" in sitemap for page in pages)
    assert {f"/{page}" for page in pages} <= set(long_list.get_cached_paths())


def test_a_letter_of_a_short_list_leads_to_the_list(client, tree):
    tree.condition()
    for letter in ("s", "z", "other"):
        response = client.get(f"/conditions/letter/{letter}/")
        assert (response.status_code, response["Location"]) == (302, "/conditions/")
    for letter in ("S", "sc", "-", "1"):
        assert client.get(f"/conditions/letter/{letter}/").status_code == 404


# --- What the index has -------------------------------------------------------------------------


def listed(page) -> list[str]:
    page = type(page).objects.get(pk=page.pk)
    return [each.name for _letter, names in page.a_to_z for each in names]


def publish(page):
    page.title = "Other"
    page.save_revision().publish()


def test_it_follows_whatever_happens_to_a_condition(tree, leg):
    page = tree.condition("Sciatica", alternate_names="Leg pain")
    assert listed(tree.conditions) == ["Leg pain", "Sciatica"]
    page.title = "Unsaved"
    page.save_revision()
    assert listed(tree.conditions) == ["Leg pain", "Sciatica"]
    publish(page)
    assert listed(tree.conditions) == ["Leg pain", "Other"]
    page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    # Other names are not said of a copy.
    assert listed(tree.conditions) == ["Copy", "Leg pain", "Other"]
    page.unpublish()
    assert listed(tree.conditions) == ["Copy"]
    page.get_latest_revision().publish()
    # As bulk actions do: the bare page.
    Page.objects.get(pk=page.pk).unpublish()
    assert listed(tree.conditions) == ["Copy"]
    page.delete()
    tree.conditions.get_children().get(slug="copy").delete()
    assert listed(tree.conditions) == []


def test_it_follows_a_condition_to_another_list(tree):
    page = tree.condition()
    home = HomePageFactory(parent=tree.home.get_parent(), title="Second", slug="second")
    other = ConditionIndexPageFactory(parent=home)
    alias = page.create_alias(parent=other, update_slug="alias")
    assert listed(other) == ["Sciatica"]
    page.move(other, pos="last-child")
    assert (listed(tree.conditions), listed(other)) == ([], ["Sciatica", "Sciatica"])
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert listed(other) == [], alias
    PageViewRestriction.objects.all().delete()
    PageViewRestriction.objects.create(page=home, restriction_type="login")
    assert listed(other) == []


def test_a_command_writes_what_is_missing(tree, leg):
    acupuncture = tree.therapy()
    tree.condition(
        alternate_names="Leg pain",
        body=[("therapy", {"therapy": acupuncture})],
        body_areas=[ConditionBodyArea(body_area=leg)],
    )
    draft = tree.condition("Draft")
    written = {each.content for each in ConditionEntry.objects.exclude(condition=draft.pk)}
    assert {kind for _parent, kind, *_rest in written} == {"letter", "where", "therapy"}
    type(draft).objects.filter(pk=draft.pk).update(live=False)
    ConditionEntry.objects.exclude(condition=draft.pk).delete()
    call_command("index_conditions")
    assert {each.content for each in ConditionEntry.objects.all()} == written


def test_what_is_made_private_shows_nowhere(client, long_list):
    page = long_list.get_children().get(slug="ankle")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for address in ("letter/a/", "where/leg/", "where/leg/?page=2"):
        assert "ankle" not in client.get(f"/conditions/{address}").content.decode()


def test_a_long_list_costs_what_a_short_one_does(
    client, tree, leg, monkeypatch, django_assert_max_num_queries
):
    """In queries, and in what is loaded of each condition."""
    monkeypatch.setattr(condition_filters, "MOST_NAMES", 5)
    monkeypatch.setattr(condition_filters, "MOST_FOUND", 5)

    def grow(start, end):
        for number in range(start, end):
            tree.condition(
                f"Ache {number}",
                body_areas=[ConditionBodyArea(body_area=leg)],
            )

    def costs() -> list[int]:
        found = []
        for address in ("/", "/conditions/letter/a/", "/conditions/where/leg/"):
            client.get(address)
            with django_assert_max_num_queries(40) as captured:
                html = client.get(address).content
            found += [len(captured), html.count(b"<h2") + html.count(b"<h3") + html.count(b"<dd")]
        return found

    grow(0, 14)
    few = costs()
    grow(14, 60)
    assert costs() == few
