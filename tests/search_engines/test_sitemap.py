"""The sitemap: complete, true, within the limits, and as cheap on large sites as on small ones."""

from contextlib import contextmanager
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction, Site

from clinic_pages.models import (
    ConditionBodyArea,
    ConditionIndexPage,
    ConditionPage,
    ConditionSymptom,
    PageFreshness,
)
from clinic_pages.search_engines import sitemaps
from clinic_pages.search_engines.sitemaps import entries, xml
from home.factories import BodyAreaFactory, HomePageFactory, StandardPageFactory, SymptomFactory
from home.models import StandardPage
from tests.trees import read

# The database counts off the ranges.
pytestmark = pytest.mark.postgres

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
BASE = "http://localhost"


def body_of(response) -> str:
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return (response.getvalue() if response.streaming else response.content).decode()


def urls_in(text) -> dict[str, ElementTree.Element]:
    found = ElementTree.fromstring(text).findall("s:url", NAMES)
    by_location = {each.findtext("s:loc", None, NAMES): each for each in found}
    assert len(by_location) == len(found), "an address is listed twice"
    return by_location


def sitemap(client, address="/sitemap.xml", **headers) -> dict[str, ElementTree.Element]:
    return urls_in(body_of(client.get(address, **headers)))


def files_in(client) -> list[str]:
    index = ElementTree.fromstring(body_of(client.get("/sitemap.xml")))
    assert index.tag.endswith("sitemapindex")
    return [each.text for each in index.findall("s:sitemap/s:loc", NAMES)]


def paths(urls) -> set[str]:
    return {url.removeprefix(BASE) for url in urls}


# --- What is listed ------------------------------------------------------------------------------


def test_each_public_page_once(client, tree):
    tree.condition()
    assert paths(sitemap(client)) == {"/", "/conditions/", "/therapies/", "/conditions/sciatica/"}


def test_a_page_kept_out_of_search_engines_is_not_listed_and_says_so(client, tree):
    hidden = tree.condition(hide_from_search_engines=True)
    shown = tree.condition("Knee")
    assert "/conditions/sciatica/" not in paths(sitemap(client))
    assert robots_on(client, hidden) == "noindex"
    assert robots_on(client, shown) == "index, follow, max-image-preview:large"


def robots_on(client, page) -> str:
    [meta] = read(client, page).select("meta[name=robots]")
    return meta["content"]


def test_an_alias_of_a_private_page_is_not_listed(client, tree):
    secret = tree.condition()
    secret.create_alias(update_slug="the-same")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert not {"/conditions/sciatica/", "/conditions/the-same/"} & paths(sitemap(client))


def test_the_dates_are_those_of_the_page_and_of_what_it_shows(client, tree):
    page, _plain, never = tree.condition(), tree.condition("Knee"), tree.condition("Neck")
    published = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    Page.objects.update(last_published_at=published, latest_revision_created_at=published)
    Page.objects.filter(pk=never.pk).update(last_published_at=None)
    PageFreshness.objects.create(page=page, changed_at=datetime(2026, 2, 3, tzinfo=UTC))
    dates = {
        path.removeprefix(BASE): url.findtext("s:lastmod", None, NAMES)
        for path, url in sitemap(client).items()
    }
    assert dates["/conditions/sciatica/"] == "2026-02-03T00:00:00+00:00"
    assert dates["/conditions/knee/"] == "2026-01-02T03:04:05+00:00"
    assert dates["/conditions/neck/"] is None


def test_the_filters_of_the_conditions(client, tree):
    offered, elsewhere, secret = tree.therapy(), tree.therapy("Cupping"), tree.therapy("Moxa")
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    back, foot = BodyAreaFactory(name="Back"), BodyAreaFactory(name="Foot")
    pain, ache = SymptomFactory(name="Pain"), SymptomFactory(name="Ache")
    blocks = [("therapy", {"therapy": each}) for each in (offered, secret)]
    tree.condition(
        body=blocks,
        body_areas=[ConditionBodyArea(body_area=back)],
        symptoms=[ConditionSymptom(symptom=pain)],
    )
    tree.condition(
        "Draft",
        body=[("therapy", {"therapy": elsewhere})],
        body_areas=[ConditionBodyArea(body_area=foot)],
        symptoms=[ConditionSymptom(symptom=ache)],
        publish=False,
    )
    filters = {path for path in paths(sitemap(client)) if path.count("/") > 3}
    assert filters == {
        "/conditions/where/back/", "/conditions/symptom/pain/", "/conditions/therapy/acupuncture/",
    }  # fmt: skip
    ways = ConditionIndexPage.objects.get().filters.values()
    assert filters == {each.url for choices in ways for each in choices}
    for path in filters:
        assert client.get(path).status_code == 200


def test_a_host_page_with_addresses_of_its_own_is_asked(client, tree, monkeypatch):
    page = StandardPageFactory(parent=tree.home, title="Events")

    def own(self, request=None):
        url = self.get_full_url(request)
        alternate = {"lang_code": "fr", "location": "https://fr.example/?a=1&b=2"}
        return [{"location": f"{url}past/", "changefreq": "daily", "alternates": [alternate]}]

    monkeypatch.setattr(StandardPage, "get_sitemap_urls", own)
    url = sitemap(client)[f"{BASE}{page.url}past/"]
    assert url.findtext("s:changefreq", None, NAMES) == "daily"
    assert url.find("xhtml:link", NAMES).get("href") == "https://fr.example/?a=1&b=2"
    assert page.url not in paths(sitemap(client))


def test_each_site_has_its_own(client, tree, settings):
    settings.ALLOWED_HOSTS = ["*"]
    other = HomePageFactory(parent=Page.objects.get(depth=1), title="Other", slug="other")
    Site.objects.create(hostname="other.example", root_page=other)
    tree.condition()
    here = sitemap(client)
    there = sitemap(client, headers={"host": "other.example"})
    assert set(there) == {"http://other.example/"}
    assert {url.split("/")[2] for url in here} == {"localhost"}


def test_addresses_are_those_that_wagtail_gives(client, tree, rf):
    tree.condition(slug="rücken-schmerz")
    request = rf.get("/", headers={"host": "localhost"})
    assert set(sitemap(client)) == {
        page.get_full_url(request) for page in Page.objects.filter(depth__gt=1).specific()
    }


# --- Pictures and translations -------------------------------------------------------------------


def test_pictures_have_the_address_of_a_file_that_pages_show(client, tree):
    image = get_image_model().objects.create(title="Needles", file=get_test_image_file())
    therapy = tree.therapy(image=image)
    content = ("image", {"image": image, "caption": ""})
    condition = tree.condition(body=[content])
    before = sitemap(client)
    assert pictures_of(before, therapy) == pictures_of(before, condition) == []

    wide, _small = image.get_rendition("width-400|format-jpeg"), image.get_rendition("width-40")
    image.get_rendition("width-600|format-webp")
    after = sitemap(client)
    assert pictures_of(after, therapy) == pictures_of(after, condition) == [f"{BASE}{wide.url}"]


def pictures_of(urls, page) -> list[str]:
    return [each.text for each in urls[page.full_url].findall("image:image/image:loc", NAMES)]


@pytest.fixture
def translated(tree, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.ROOT_URLCONF = "tests.urls_in_languages"
    german = Locale.objects.create(language_code="de")
    pages = [tree.home, tree.conditions, tree.condition(), tree.condition("Knee")]
    for page in pages[:3]:
        page.copy_for_translation(german).save_revision().publish()
    return ConditionPage.objects.get(title="Sciatica", locale=german)


def versions_of(urls) -> dict[str, dict[str, str]]:
    return {
        path: {
            link.get("hreflang"): link.get("href")
            for link in url.findall("xhtml:link[@rel='alternate']", NAMES)
        }
        for path, url in urls.items()
    }


def test_translations_name_each_other(client, translated):
    found = versions_of(sitemap(client))
    english = translated.get_translations().get(locale__language_code="en").full_url
    assert english != translated.full_url
    expected = {"en": english, "de": translated.full_url, "x-default": english}
    assert found[english] == found[translated.full_url] == expected
    assert not found[english.replace("sciatica", "knee")]


def test_a_translation_that_nobody_may_find_is_not_named(client, translated):
    translated.hide_from_search_engines = True
    translated.save()
    found = versions_of(sitemap(client))
    assert translated.full_url not in found
    assert found[f"{BASE}/conditions/sciatica/"] == {}


# --- Large sites ---------------------------------------------------------------------------------


@pytest.fixture
def small_files(monkeypatch):
    """Files and batches so small that a test's pages fill several."""
    monkeypatch.setattr(sitemaps, "FILE_SPAN", 6)
    monkeypatch.setattr(entries, "BATCH_SIZE", 2)


def test_a_large_site_has_an_index_and_files_that_hold_each_page_once(client, tree, small_files):
    for number in range(20):
        tree.condition(f"Condition {number}")
    files = files_in(client)
    assert len(files) > 3
    found = [url for file in files for url in sitemap(client, file.removeprefix(BASE))]
    assert len(found) == len(set(found)) == Page.objects.filter(depth__gt=1).count()


def test_a_page_stays_in_its_file(client, tree, small_files):
    pages = [tree.condition(f"Condition {number}") for number in range(20)]
    before = {f: set(sitemap(client, f.removeprefix(BASE))) for f in files_in(client)}
    pages[3].delete()
    gone = f"{BASE}/conditions/condition-3/"
    after = {f: set(sitemap(client, f.removeprefix(BASE))) for f in files_in(client)}
    assert after == {file: urls - {gone} for file, urls in before.items()}


def test_the_index_says_when_a_file_changed(client, tree, small_files):
    pages = [tree.condition(f"Condition {number}") for number in range(20)]
    index = ElementTree.fromstring(body_of(client.get("/sitemap.xml")))
    dates = [each.findtext("s:lastmod", None, NAMES) for each in index]
    assert dates == sorted(dates)
    assert datetime.fromisoformat(dates[-1]) == pages[-1].last_changed_at.replace(microsecond=0)


@pytest.mark.parametrize("address", ["/sitemap-0.xml", "/sitemap-999999.xml", "/sitemap-x.xml"])
def test_a_file_without_pages_is_a_404(client, tree, address):
    assert client.get(address).status_code == 404


def test_files_are_streamed_and_not_found_themselves(client, tree):
    number = tree.home.pk // sitemaps.FILE_SPAN + 1
    response = client.get(f"/sitemap-{number}.xml")
    assert response.streaming
    assert response["X-Robots-Tag"] == client.get("/sitemap.xml")["X-Robots-Tag"] == "noindex"


def test_a_page_more_costs_no_query(client, translated, tree):
    def cost() -> int:
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as queries:
            client.get("/sitemap.xml")
        return len(queries)

    add_condition_with_all(tree)
    before = cost()
    for _ in range(4):
        add_condition_with_all(tree)
    assert cost() == before


def add_condition_with_all(tree):
    image = get_image_model().objects.create(title="Needles", file=get_test_image_file())
    image.get_rendition("width-40")
    tree.condition(
        f"Condition {Page.objects.count()}",
        body=[("image", {"image": image, "caption": ""})],
        body_areas=[ConditionBodyArea(body_area=BodyAreaFactory())],
    )


@contextmanager
def limit(monkeypatch, name, value):
    with monkeypatch.context() as patch:
        patch.setattr(xml, name, value)
        yield


@pytest.mark.parametrize("name, value", [("MAX_ADDRESSES", 2), ("MAX_BYTES", 450)])
def test_a_file_never_passes_the_limits(client, tree, monkeypatch, caplog, name, value):
    with limit(monkeypatch, name, value):
        text = body_of(client.get("/sitemap.xml"))
    assert len(urls_in(text)) == 2
    assert len(text.encode()) <= 600
    assert "full before" in caplog.text
