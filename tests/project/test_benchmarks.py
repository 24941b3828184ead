"""The benchmarks' large sites are made row by row: they must be what Wagtail would have made; and
what is measured of them is what there is."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from benchmarks import measure, sitemaps, sites
from benchmarks.__main__ import PARTS
from benchmarks.clinic import Clinic
from benchmarks.illustrated import CHANGED, IllustratedClinic
from clinic_pages.models import ConditionPage, PageFreshness
from clinic_pages.search_engines import sitemaps as plugin
from clinic_pages.showing.dependents import pages_showing
from tests.trees import read, texts

# Rows are written past the ORM, and queries counted.
pytestmark = pytest.mark.postgres

COUNT = 7
ROOT = Path(__file__).parents[2]


@pytest.fixture
def planted(tree, monkeypatch):
    """A clinic whose conditions came in batches, the last one not full."""
    monkeypatch.setattr(sites, "BATCH_SIZE", 3)
    first, second = tree.therapy("Acupuncture"), tree.therapy("Cupping")

    def shown_on(number):
        return [first, second] if number == 1 else [first]

    sites.plant(tree.conditions, sites.conditions(range(COUNT), shown_on))
    return tree


def references() -> set[tuple]:
    names = [f.attname for f in ReferenceIndex._meta.concrete_fields if f.name != "id"]
    return set(ReferenceIndex.objects.values_list(*names))


def test_the_tree_is_sound(planted):
    assert not any(Page.find_problems())
    page = Page.objects.get(title="Condition 6").specific
    page.full_clean()
    url_path = page.url_path
    assert page.set_url_path(page.get_parent()) == url_path
    assert page.content_type.model_class() is ConditionPage


def test_pages_can_be_added_by_hand_afterwards(planted):
    page = planted.condition("By hand")
    assert page.get_prev_sibling().title == f"Condition {COUNT - 1}"


def test_visitors_see_the_pages(planted, client):
    soup = read(client, Page.objects.get(title="Condition 1"))
    headings = texts(soup, ".clinic-therapy h2")
    assert headings == ["Acupuncture for Condition 1", "Cupping for Condition 1"]


def test_the_reference_index_is_wagtails(planted):
    made = references()
    call_command("rebuild_references_index", verbosity=0)
    assert made == references()
    therapy = Page.objects.get(title="Cupping").specific
    assert [page.title for page in pages_showing(therapy, {"text"})] == ["Condition 1", "Cupping"]


def test_the_pages_are_found(planted):
    found = get_search_backend().search("Condition 6", ConditionPage)
    assert [page.title for page in found] == ["Condition 6"]


def test_pages_for_the_sitemap_alone_are_not_searched(tree):
    sites.plant(tree.conditions, sites.conditions(range(1), lambda _: []), searchable=False)
    assert Page.objects.filter(title="Condition 0").exists()
    assert not get_search_backend().search("Condition 0", ConditionPage).count()


def test_the_therapies_are_shown_where_the_measurement_expects_them(db):
    clinic = Clinic(few=2, many=3)
    clinic.grow_to(8)
    for therapy, shown_on in ((clinic.on_few, 2), (clinic.on_many, 3)):
        case = measure.Case(therapy, shown_on, of=8)
        measure.ask(case)
        assert set(case.seconds) == {measure.KEYS, measure.PAGES}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_publish_is_measured_with_all_that_follows():
    clinic = Clinic(few=2, many=3)
    clinic.grow_to(8)
    case = measure.Case(clinic.on_few, 2, of=8)
    measure.publish(case)
    assert set(case.seconds) == {measure.PUBLISH, measure.SEARCH, measure.REST}
    assert 0 < case.median(measure.SEARCH) < case.median(measure.PUBLISH)


def test_what_make_bench_asks_for_is_measured_and_has_a_place():
    makefile, readme = (ROOT / "Makefile").read_text(), (ROOT / "benchmarks/README.md").read_text()
    asked = set(re.findall(r"-m benchmarks (\S+)", makefile))
    assert asked == set(PARTS)
    assert all(f"{part}-postgresql" in readme for part in asked)


# --- The sitemap ---------------------------------------------------------------------------------


@pytest.fixture
def illustrated(db):
    clinic = IllustratedClinic()
    clinic.grow_to(15)
    clinic.grow_to(30)
    return clinic


def test_conditions_have_pictures_and_some_have_changed(illustrated, client):
    assert client.get("/sitemap.xml").content.count(b"<image:image>") == 30
    assert PageFreshness.objects.count() == 2 * -(-15 // CHANGED)


def test_all_of_a_small_sitemap_is_measured(illustrated):
    case = sitemaps.measure()
    assert case.files == [case.first]
    listed = Page.objects.filter(depth__gt=1).count() + len(illustrated.conditions.filter_slugs())
    assert case.addresses == listed
    assert case.first.bytes > 100 * listed
    assert 0 < case.first.memory < 10e6


def test_each_file_of_a_large_sitemap_is_measured(illustrated, monkeypatch):
    whole = sitemaps.measure()
    monkeypatch.setattr(plugin, "FILE_SPAN", 10)
    case = sitemaps.measure()
    assert case.first.addresses == len(case.files) > 3
    assert case.addresses == whole.addresses
    assert case.most(lambda each: each.addresses) > 0
    least, most = case.queries().split(" to ")
    assert 0 < int(least) < int(most) < 40


def test_the_sitemaps_table_shows_multiples(db):
    def answer(addresses, queries, seconds, memory):
        return sitemaps.Answer(addresses, 2_500_000, queries, seconds, memory)

    small = sitemaps.Case(answer(1_000, 18, 0.1, 1_500_000), [answer(1_000, 18, 0.1, 1_500_000)])
    files = [answer(5_000, 30, 0.5, 2_000_000), answer(1_000, 20, 0.2, 3_000_000)]
    large = sitemaps.Case(answer(2, 4, 0.05, 1_000), files, process=(100, 101))
    rows = sitemaps.table([small, large]).splitlines()
    assert "| addresses | 1,000 | 6,000 |  |" in rows
    assert "| queries for a file | 18 | 20 to 30 |  |" in rows
    assert "| time for `/sitemap.xml` | 1.0 | 0.5 | 100.0 ms |" in rows
    assert "| time for an address, in all files | 1.0 | 1.2 | 100.0 µs |" in rows
    assert "| time for the slowest file | 1.0 | 5.0 | 100.0 ms |" in rows
    assert "| most memory for a file | 1.0 | 2.0 | 1.5 MB |" in rows
    assert any("2.0, 3.0." in each for each in rows)
