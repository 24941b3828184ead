"""The benchmarks' large sites are made row by row: they must be what Wagtail would have made; and
what is measured of them is what there is."""

from argparse import Namespace
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backend

from benchmarks import bookings, desk, grow, illustrated, measure, sitemaps, sites
from benchmarks import clinic as clinics
from clinic_pages.booking.models import BookingRequest
from clinic_pages.models import ConditionEntry, ConditionPage, PageFreshness, TherapyPage
from clinic_pages.search_engines import sitemaps as plugin
from clinic_pages.showing.dependents import pages_showing
from home.factories import BodyAreaFactory, SymptomFactory
from search.known_names import KnownName, NameWord
from tests.trees import read, texts

# Rows are written past the ORM, and queries counted.
pytestmark = pytest.mark.postgres

COUNT = 7


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


def kept_of_conditions() -> list[set[tuple]]:
    pages = ConditionPage.objects.values("pk")
    entries = ConditionEntry.objects.values_list("condition", "parent", "kind", "choice", "name")
    names = KnownName.objects.filter(page__in=pages).values_list("page", "role", "text")
    words = NameWord.objects.filter(page__in=pages).values_list("page", "place", "stem")
    return [set(entries), set(names), set(words)]


def test_what_lists_and_the_search_keep_is_theirs(planted):
    made = kept_of_conditions()
    for command in ("index_conditions", "index_names"):
        call_command(command, stdout=StringIO())
    assert all(made) and made == kept_of_conditions()


def test_the_pages_are_found(planted):
    found = get_search_backend().search("Condition 6", ConditionPage)
    assert [page.title for page in found] == ["Condition 6"]


def test_pages_for_the_sitemap_alone_are_not_searched(tree):
    sites.plant(tree.conditions, sites.conditions(range(1), lambda _: []), searchable=False)
    assert Page.objects.filter(title="Condition 0").exists()
    assert not get_search_backend().search("Condition 0", ConditionPage).count()


# --- More of the demo ----------------------------------------------------------------------------


def test_a_grown_clinic_has_names_places_and_symptoms_that_visitors_find(tree, client):
    place, symptoms = BodyAreaFactory(), SymptomFactory.create_batch(2)
    grow.main(Namespace(conditions=3, therapies=2, shown_on=[1]))
    pages = ConditionPage.objects.order_by("path")
    assert not any(Page.find_problems())
    [measured] = TherapyPage.objects.filter(title="Shown on 1")
    assert set(pages_showing(measured, {"text"})) == {pages[0].page_ptr, measured.page_ptr}
    assert {pages[2].pk} == {each.pk for each in search_pages_named(pages[2].title)}
    listed = read(client, tree.conditions).get_text()
    assert all(str(each) in listed for each in (*pages, place, *symptoms))


def search_pages_named(title: str) -> list:
    return list(get_search_backend().search(title, ConditionPage, operator="and"))


def test_ten_thousand_conditions_have_names_of_their_own():
    names = [grow.name(number) for number in range(10_000)]
    assert len(set(names)) == len(names)
    assert {name[0] for name in names[:26]} == set(grow.LETTERS)


# --- Therapies -----------------------------------------------------------------------------------


@pytest.fixture
def few_therapies(monkeypatch):
    monkeypatch.setattr(clinics, "OTHER_THERAPIES", 2)
    monkeypatch.setattr(illustrated, "THERAPIES", 2)
    monkeypatch.setattr(illustrated, "PICTURES", 2)


def test_the_therapies_are_shown_where_the_measurement_expects_them(db, few_therapies):
    clinic = clinics.Clinic(few=2, many=3)
    clinic.grow_to(8)
    for therapy, shown_on in ((clinic.on_few, 2), (clinic.on_many, 3)):
        case = measure.Case(therapy, shown_on, of=8)
        measure.ask(case)
        assert set(case.seconds) == {measure.KEYS, measure.PAGES}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_publish_is_measured_with_all_that_follows(few_therapies):
    clinic = clinics.Clinic(few=2, many=3)
    clinic.grow_to(8)
    case = measure.Case(clinic.on_few, 2, of=8)
    measure.publish(case)
    assert set(case.seconds) == {measure.PUBLISH, measure.SEARCH, measure.REST}
    assert 0 < case.median(measure.SEARCH) < case.median(measure.PUBLISH)


# --- The sitemap ---------------------------------------------------------------------------------


@pytest.fixture
def with_pictures(db, few_therapies):
    clinic = illustrated.IllustratedClinic()
    clinic.grow_to(15)
    clinic.grow_to(30)
    return clinic


def test_conditions_have_pictures_and_some_have_changed(with_pictures, client):
    assert client.get("/sitemap.xml").content.count(b"<image:image>") == 30
    assert PageFreshness.objects.count() == 2 * -(-15 // illustrated.CHANGED)


def test_all_of_a_small_sitemap_is_measured(with_pictures):
    case = sitemaps.measure()
    assert case.files == [case.first]
    listed = Page.objects.filter(depth__gt=1).count() + len(with_pictures.conditions.found_paths())
    assert case.addresses == listed
    assert case.first.bytes > 100 * listed
    assert 0 < case.first.memory < 10e6


def test_each_file_of_a_large_sitemap_is_measured(with_pictures, monkeypatch):
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

    first = answer(1_000, 18, 0.1, 1_500_000)
    small = sitemaps.Case(first, [first], pages=990)
    files = [answer(5_000, 30, 0.5, 2_000_000), answer(1_000, 20, 0.2, 3_000_000)]
    large = sitemaps.Case(answer(2, 4, 0.05, 1_000), files, process=(100, 101), pages=5_990)
    rows = sitemaps.table([small, large]).splitlines()
    assert "| addresses | 1,000 | 6,000 |  |" in rows
    assert "| queries for a file | 18 | 20 to 30 |  |" in rows
    assert "| time for `/sitemap.xml` | 1.0 | 0.5 | 100.0 ms |" in rows
    assert "| time for an address, in all files | 1.0 | 1.2 | 100.0 µs |" in rows
    assert "| time for the slowest file | 1.0 | 5.0 | 100.0 ms |" in rows
    assert "| most memory for a file | 1.0 | 2.0 | 1.5 MB |" in rows
    assert any("2.0, 3.0." in each for each in rows)


# --- The desk ------------------------------------------------------------------------------------


def test_the_desk_shows_the_same_whatever_lies_around_it(db, monkeypatch):
    monkeypatch.setattr(desk, "RUNS", 1)
    practice = bookings.Practice(2)
    practice.fill_the_week(20)
    few = desk.measure(practice, 20)
    practice.fill_other_weeks(300)
    practice.let_wait(10)
    client = practice.client_of_reception()
    for query in (f"?day={practice.monday}", f"?day={practice.monday}&view=week"):
        html = client.get(desk.CALENDAR + query).content.decode()
        # A day is four with each of the two, a week ten with the one.
        assert html.count('draggable="true"') == (4 if "view" not in query else 10)
    assert BookingRequest.objects.count() == 330
    rows = list(desk.rows(few, desk.measure(practice, 320)))
    assert [row.what.split(" at ")[0] for row in rows] == [
        "calendar, a day",
        "calendar, a week",
        "calendar, a list",
        "desk, a search for a name",
        "desk, a search for last digits",
        "desk, a search for a part of a reference",
    ]
