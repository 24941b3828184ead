"""An alias: its source stands for it where visitors find that, else it stands for itself."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site

from clinic_pages.lib.aliases import Source, sources
from clinic_pages.lib.facets import CARD, LINK
from clinic_pages.lib.shown import canonical
from clinic_pages.models import (
    ConditionBodyArea,
    ConditionIndexPage,
    PractitionerPage,
    PractitionerTherapy,
    TherapyPage,
)
from clinic_pages.showing.dependents import pages_showing
from home.factories import (
    BodyAreaFactory,
    ConditionIndexPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
)
from tests.trees import read, texts

# Who is left out of lists, the database decides.
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.follow_ups("search_index"),
]


def alias_of(page, slug="again", **options):
    return page.create_alias(update_slug=slug, **options)


def graph_on(soup) -> str:
    return soup.select_one('script[type="application/ld+json"]').string


def addresses(client) -> str:
    return client.get("/sitemap.xml").content.decode()


def links_on(client, url) -> set[str]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return {link["href"] for link in soup.select("main a[href]")}


def canonical_of(soup) -> str:
    return soup.select_one("link[rel=canonical]")["href"]


def test_an_alias_names_the_address_of_its_source(client, tree):
    page = tree.condition(summary="Pain in the leg.")
    alias = alias_of(page)
    soup = read(client, alias)
    assert texts(soup, "h1") == ["Sciatica"]
    assert canonical_of(soup) == page.full_url
    assert soup.select_one('meta[property="og:url"]')["content"] == page.full_url
    graph = graph_on(soup)
    assert page.full_url in graph and alias.full_url not in graph
    assert json.loads(graph)["@graph"][0]["@id"] == f"{page.full_url}#webpage"


def test_it_is_not_in_the_sitemap(client, tree):
    page = tree.condition()
    alias = alias_of(page)
    text = addresses(client)
    assert page.full_url in text and alias.full_url not in text


def test_lists_and_related_conditions_have_the_source_alone(client, tree):
    leg = BodyAreaFactory(name="Leg")
    therapy = tree.therapy()
    felt = {"body_areas": [ConditionBodyArea(body_area=leg)]}
    page = tree.condition(body=[("therapy", {"therapy": therapy})], **felt)
    other = tree.condition("Shin splints", body_areas=[ConditionBodyArea(body_area=leg)])
    alias, again = alias_of(page), alias_of(therapy)

    for shown, pages in (
        ({page.url}, (tree.conditions, tree.home, other, therapy)),
        ({therapy.url}, (tree.therapies, tree.home, page)),
        # Its source is no condition like it.
        ({other.url}, (alias,)),
    ):
        for at in pages:
            links = links_on(client, at.url)
            assert shown <= links and not {alias.url, again.url} & links, at
    assert page.url not in links_on(client, alias.url)
    found = links_on(client, f"{tree.conditions.url}where/leg/")
    assert page.url in found and alias.url not in found


def test_the_search_has_the_source_alone(client, tree, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = tree.condition()
        alias = alias_of(page)
    html = client.get(reverse("search"), {"q": "sciatica"}).content.decode()
    assert page.url in html and alias.url not in html
    found = client.get(reverse("search_suggest"), {"q": "scia"}).json()["suggestions"]
    assert [each["url"] for each in found] == [page.url]


def test_a_menu_leads_to_the_source(client, tree):
    about = StandardPageFactory(parent=tree.home, title="About", show_in_menus=True)
    deep = StandardPageFactory(parent=about, title="Prices", show_in_menus=True)
    alias_of(about)
    alias = alias_of(deep, "prices-again", parent=tree.home)
    soup = read(client, tree.home)
    links = [link["href"] for link in soup.select("header nav a")]
    assert links.count(about.url) == 1 and links.count(deep.url) == 1
    assert alias.url not in links and "/again/" not in links


@pytest.mark.booking
def test_a_person_and_a_therapy_are_offered_once(tree):
    from clinic_pages.booking.times.offer import visitors_choices

    team = PractitionersPageFactory(parent=tree.home)
    therapy = tree.therapy()
    person = PractitionerPageFactory(
        parent=team, practised_therapies=[PractitionerTherapy(therapy=therapy)]
    )
    alias_of(person)
    alias_of(therapy)
    assert list(visitors_choices(PractitionerPage, tree.site)) == [person]
    assert list(visitors_choices(TherapyPage, tree.site)) == [therapy]
    assert list(team.practitioners) == [person]
    assert list(therapy.practitioners) == [person]


# --- Where its source is not there ---------------------------------------------------------------


def draft(page, tree):
    Page.objects.filter(pk=page.pk).update(live=False)


def private(page, tree):
    # Wagtail takes the alias for private, too.
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def elsewhere(page, tree):
    home = HomePageFactory(parent=Page.objects.get(depth=1), title="Second", slug="second")
    Site.objects.create(hostname="second.example", root_page=home)
    page.move(ConditionIndexPageFactory(parent=home), pos="last-child")


@pytest.mark.parametrize("hide", [draft, elsewhere])
def test_an_alias_stands_for_itself_where_its_source_is_not_there(client, tree, hide):
    page = tree.condition()
    alias = alias_of(page)
    hide(page, tree)
    alias = type(alias).objects.get(pk=alias.pk)
    assert sources() == {}
    soup = read(client, alias)
    assert canonical_of(soup) == alias.full_url
    assert alias.full_url in graph_on(soup)
    assert alias.full_url in addresses(client)
    assert alias.url in client.get(tree.conditions.url).content.decode()


def test_an_alias_of_a_private_page_is_found_nowhere(client, tree):
    page = tree.condition()
    alias = alias_of(page)
    private(page, tree)
    assert sources() == {}
    assert alias.full_url not in addresses(client)
    assert alias.url not in client.get(tree.conditions.url).content.decode()


def test_whoever_moves_a_page_moves_the_address_of_its_aliases(tree):
    page = tree.condition()
    first = alias_of(page)
    second = alias_of(first, "third")
    assert {first.pk, second.pk} <= {each.pk for each in pages_showing(page, {LINK})}
    assert first.pk not in {each.pk for each in pages_showing(page, {CARD})}


def test_an_alias_of_an_alias_has_the_same_source(tree):
    page = tree.condition()
    first = alias_of(page)
    second = alias_of(first, "third")
    assert sources() == {first.pk: Source(page.pk, True), second.pk: Source(page.pk, True)}
    draft(page, tree)
    assert sources() == {second.pk: Source(first.pk, True)}


def test_an_alias_in_another_language_stands_in_for_its_translation(client, tree, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.ROOT_URLCONF = "tests.urls_in_languages"
    german = Locale.objects.create(language_code="de")
    page = tree.condition()
    for each in (tree.home, tree.conditions):
        each.copy_for_translation(german).save_revision().publish()
    alias = page.copy_for_translation(german, alias=True)
    assert sources() == {alias.pk: Source(page.pk, False)}
    assert canonical(alias).pk == page.pk
    assert alias.full_url not in addresses(client) and page.full_url in addresses(client)
    # German visitors find it all the same.
    listed = ConditionIndexPage.objects.get(locale=german)
    assert [each.condition.pk for _letter, names in listed.a_to_z for each in names] == [alias.pk]


def test_pages_without_aliases_cost_no_query_more(tree, django_assert_num_queries):
    page = tree.condition()
    with django_assert_num_queries(0):
        assert canonical(page) is page
    with django_assert_num_queries(1):
        assert sources() == {}
