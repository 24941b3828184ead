"""A clinic in English and German, translated in either way: what German visitors get.

Runs on a site with wagtail-localize alone (settings.test_translated): see test_both_ways.
"""

import re
from functools import partial

import pytest
from bs4 import BeautifulSoup, Comment
from django.apps import apps
from django.core.cache import caches
from django.urls import clear_script_prefix, set_script_prefix

from tests.structured_data.checker import problems
from tests.structured_data.reading import graph_in, node_of

from .clinic import DISCLAIMER, GERMAN, MOXA, MOXA_TEXT, NAMES, make_clinic
from .ways import by_localize, by_simple_translation

pytestmark = pytest.mark.skipif(
    not apps.is_installed("wagtail_localize"), reason="settings.test_translated runs it"
)

WORD = re.compile(r"[^\W\d_]{2,}")
# What stands for words to those who do not see, or do not see all.
SAID = ("alt", "aria-label", "title", "placeholder")


@pytest.mark.parametrize("translate", [by_simple_translation, by_localize])
def test_german_pages(translate, tree, client, page_cache, django_capture_on_commit_callbacks):
    """The clinic is translated once for all that is looked at."""
    clinic = make_clinic(tree)
    translate(clinic, client, partial(django_capture_on_commit_callbacks, execute=True))
    for look in CHECKS:
        look(client, clinic)


def look_at(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def words_of(soup, language: str) -> set[str]:
    """The words that the document says are in `language`, those for machines left out."""
    texts = [
        each for each in soup.find_all(string=True)
        if not isinstance(each, Comment) and not _is_for_machines(each.parent)
        and _language_of(each.parent) == language
    ]  # fmt: skip
    for element in soup.find_all(True):
        if _language_of(element) == language:
            texts += [element[name] for name in SAID if element.get(name)]
    return {word for text in texts for word in WORD.findall(text)}


def _is_for_machines(element) -> bool:
    names = {element.name, *(each.name for each in element.parents)}
    return bool(names & {"script", "style", "template"})


def _language_of(element) -> str:
    marked = element if element.has_attr("lang") else element.find_parent(attrs={"lang": True})
    return marked["lang"] if marked else ""


def addresses(soup, selector: str) -> list[str]:
    return [each.get("href") for each in soup.select(selector)]


ADDRESS = "/de/beschwerden/ischialgie/"
PAGES = [
    "/de/", "/de/beschwerden/", ADDRESS, "/de/beschwerden/where/bein/",
    "/de/beschwerden/symptom/kribbeln/", "/de/beschwerden/therapy/nadelung/", "/de/behandlungen/",
    "/de/behandlungen/nadelung/", "/de/mitarbeiter/", "/de/mitarbeiter/maeve-lin/",
]  # fmt: skip
ENGLISH_PAGES = [
    "/", "/conditions/", "/conditions/sciatica/", "/conditions/where/leg/",
    "/conditions/symptom/tingling/", "/conditions/therapy/needling/", "/therapies/",
    "/therapies/needling/", "/team/", "/team/maeve-lin/",
]  # fmt: skip


def every_word_is_german_or_marked(client, clinic):
    """What is said to be German has no word of the English pages, and the other way round."""
    texts = [*GERMAN, MOXA, MOXA_TEXT, DISCLAIMER]
    known = {word for text in texts for word in WORD.findall(text)}
    for address in ENGLISH_PAGES:
        english = look_at(client, address)
        assert english.html["lang"] == "en"
        assert not words_of(english, "de"), address
        known |= words_of(english, "en")
    for address in PAGES:
        soup = look_at(client, address)
        said = words_of(soup, "de")
        assert soup.html["lang"] == "de"
        assert not (left := (said & known) - NAMES - SAME), (address, left)
        assert not (words_of(soup, "en") - known - NAMES), address


# Words that both languages have.
SAME = {"Team", "an", "condition"} | {w for text in GERMAN.values() for w in WORD.findall(text)}


def what_is_not_translated_is_marked_where_it_stands(client, clinic):
    soup = look_at(client, ADDRESS)
    [_needling, moxa] = soup.select(".clinic-therapy")
    assert str(moxa.h2).endswith('><span lang="en">Moxibustion</span> bei Ischialgie</h2>')
    assert moxa.select_one('[lang="en"] p').get_text() == MOXA_TEXT
    assert (
        moxa.select_one(".clinic-more")
        .decode_contents()
        .endswith('Mehr über <span lang="en">Moxibustion</span></a>')
    )
    assert soup.select_one(".clinic-disclaimer")["lang"] == "en"
    contents = soup.select_one('.clinic-contents [lang="en"]')
    assert contents is None or contents.get_text() == MOXA


def german_words_stand_where_english_ones_were_chosen(client, clinic):
    soup = look_at(client, ADDRESS)
    text = " ".join(soup.select_one("main").get_text(" ").split())
    for words in (
        "Nadelung bei Ischialgie", "Sehr feine Nadeln helfen bei Ischialgie.", "Glasglocken",
        "Akupunkteurin", "Schmerzende Wirbelsäule.", "Bein", "Kribbeln", "Erstgespräch",
        "Besuchen Sie uns", "Wir freuen uns.", "45 Minuten",
    ):  # fmt: skip
        assert words in text, words
    assert soup.select_one(".clinic-image img")["alt"] == "Gezeichneter Nerv"


def links_lead_to_german_pages(client, clinic):
    """But for what is not translated, and what has no language."""
    english = {"/search/", "/therapies/moxibustion/"}
    for address in PAGES:
        links = addresses(look_at(client, address), "a[href^='/']")
        assert not {each for each in links if not each.startswith("/de/")} - english, address
        for each in set(links):
            assert client.get(each).status_code == 200, each


def breadcrumb_is_right(client, clinic):
    soup = look_at(client, ADDRESS)
    crumbs = [each.get_text() for each in soup.select(".clinic-breadcrumb li")]
    assert crumbs == ["Praxis", "Beschwerden", "Ischialgie"]
    assert addresses(soup, ".clinic-breadcrumb a") == ["/de/", "/de/beschwerden/"]
    found = look_at(client, "/de/beschwerden/where/bein/")
    assert addresses(found, ".clinic-breadcrumb a") == ["/de/", "/de/beschwerden/"]
    assert found.h1.get_text() == "Bein"


def canonical_and_alternates_are_right(client, clinic):
    base = "http://localhost"
    for own in (ADDRESS, "/conditions/sciatica/"):
        soup = look_at(client, own)
        assert addresses(soup, 'link[rel="canonical"]') == [base + own]
        alternates = {each["hreflang"]: each["href"] for each in soup.select("link[hreflang]")}
        assert alternates == {
            "de": base + ADDRESS,
            "en": f"{base}/conditions/sciatica/",
            "x-default": f"{base}/conditions/sciatica/",
        }
        assert client.get(own)["Content-Language"] == soup.html["lang"]


def structured_data_is_right(client, clinic):
    for prefix in ("", "/praxis"):
        graph_is_right_below(client, prefix)


def graph_is_right_below(client, prefix):
    # As the server does, which the test client leaves out.
    set_script_prefix(f"{prefix}/")
    try:
        html = client.get(ADDRESS, SCRIPT_NAME=prefix).content.decode()
    finally:
        clear_script_prefix()
    graph, base = graph_in(html), f"http://localhost{prefix}"
    assert not problems(graph)
    url = f"{base}{ADDRESS}"
    page = node_of(graph, "MedicalWebPage")
    assert (page["@id"], page["url"], page["inLanguage"]) == (f"{url}#webpage", url, "de")
    steps = node_of(graph, "BreadcrumbList")["itemListElement"]
    assert [each["item"] for each in steps] == [f"{base}/de/", f"{base}/de/beschwerden/", url]
    clinic, site = node_of(graph, "MedicalOrganization"), node_of(graph, "WebSite")
    assert (clinic["@id"], clinic["url"]) == (f"{base}/#clinic", f"{base}/de/")
    assert (site["@id"], site["url"]) == (f"{base}/de/#website", f"{base}/de/")
    treated = node_of(graph, "MedicalCondition")["possibleTreatment"]
    assert {each["url"] for each in treated} == {
        f"{base}/de/behandlungen/nadelung/",
        f"{base}/de/behandlungen/glasglocken/",
        f"{base}/therapies/moxibustion/",
    }
    # Nothing leads past the prefix.
    links = re.findall(r'(?:href|action)="(/[^"]*)"', html)
    assert not [each for each in links if not each.startswith((prefix, "/static/", "/media/"))]


def therapies_and_people_have_their_lists(client, clinic):
    needling = look_at(client, "/de/behandlungen/nadelung/")
    assert addresses(needling, "#conditions ~ ul a") == [
        "/de/beschwerden/ischialgie/", "/de/beschwerden/ruecken/",
    ]  # fmt: skip
    assert addresses(needling, ".clinic-card a") == ["/de/mitarbeiter/maeve-lin/"]
    maeve = look_at(client, "/de/mitarbeiter/maeve-lin/")
    assert [each.get("lang") for each in maeve.select(".clinic-links a")] == [None, "en"]


def filters_are_german(client, clinic):
    page = look_at(client, "/de/beschwerden/")
    assert addresses(page, "[aria-labelledby=where] .clinic-links a") == [
        "/de/beschwerden/where/bein/"
    ]
    assert [each.get_text() for each in page.select("[aria-labelledby=therapy] li")] == [
        "Nadelung", "Glasglocken", MOXA,
    ]  # fmt: skip
    assert page.select_one('[aria-labelledby=therapy] a[lang="en"]').get_text() == MOXA
    found = look_at(client, "/de/beschwerden/where/bein/")
    assert len(found.select(".clinic-card")) == 2
    # Under the English name it was found before there was a German one.
    response = client.get("/de/beschwerden/where/leg/")
    assert (response.status_code, response["Location"]) == (302, "/de/beschwerden/where/bein/")


def a_kept_page_says_its_language(client, clinic):
    caches["pages"].clear()
    answers = [client.get(ADDRESS) for _ in range(2)]
    assert ["hit" in each["Cache-Status"] for each in answers] == [False, True]
    assert [each["Content-Language"] for each in answers] == ["de", "de"]
    english = [client.get("/conditions/sciatica/", headers={"Accept-Language": "de"}) for _ in "12"]
    assert ["hit" in each["Cache-Status"] for each in english] == [False, True]
    assert {each["Content-Language"] for each in english} == {"en"}


CHECKS = (
    every_word_is_german_or_marked, what_is_not_translated_is_marked_where_it_stands,
    german_words_stand_where_english_ones_were_chosen, links_lead_to_german_pages,
    breadcrumb_is_right, canonical_and_alternates_are_right, structured_data_is_right,
    therapies_and_people_have_their_lists, filters_are_german, a_kept_page_says_its_language,
)  # fmt: skip
