"""What visitors find, what they never see, and how the page of results says it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction
from wagtail.search.models import IndexEntry

from clinic_pages.models import ConditionSymptom
from home.factories import (
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
    SymptomFactory,
)
from search.models import SynonymGroup
from tests.trees import texts

# Each database has a search of its own.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]


def ask(client, query, path="/search/", **more):
    response = client.get(path, {"q": query, **more})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def found(client, query, **more):
    return texts(ask(client, query, **more), ".clinic-search-result h3")


def section(text, heading=""):
    return "section", {"heading": heading, "text": text}


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.fixture
def tingling(tree):
    """Sciatica, which is found by a symptom, beside another condition."""
    symptom = SymptomFactory(name="Pins and needles", alternate_names="Tingling\nPrickling")
    tree.condition("Knee pain")
    tree.condition(symptoms=[ConditionSymptom(symptom=symptom)])
    return symptom


@pytest.mark.parametrize("query", ["pins and needles", "tingling", "why does my leg tingle?"])
def test_a_condition_is_found_by_its_symptoms(client, tingling, query):
    assert found(client, query) == ["Sciatica"]


def test_a_changed_symptom_is_found_at_once(
    client, tree, tingling, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tingling.alternate_names = "Ants under the skin"
        tingling.save()
    assert found(client, "ants") == ["Sciatica"]
    assert not found(client, "prickling")


def test_words_of_a_shared_text_are_found_on_the_pages_that_show_it(client, tree):
    therapy = tree.therapy(shared_text="<p>Needles as fine as a hair.</p>")
    tree.condition(body=[("therapy", {"therapy": therapy})])
    assert set(found(client, "hair")) == {"Sciatica", "Acupuncture"}


def test_a_title_comes_before_another_name_before_the_text(client, tree):
    tree.condition("Third", body=[section("<p>Not the same as lumbago, lumbago, lumbago.</p>")])
    tree.condition("Second", alternate_names="Lumbago")
    tree.condition("Lumbago")
    assert found(client, "lumbago") == ["Lumbago", "Second", "Third"]


def test_a_condition_comes_before_another_page_with_the_same_words(client, tree):
    words = [section("<p>Warm mud.</p>")]
    StandardPageFactory(parent=tree.home, title="Prices", body=words)
    tree.condition("Stiffness", body=words)
    assert found(client, "mud") == ["Stiffness", "Prices"]


@pytest.mark.parametrize("query", ["headaches", "HEADACHE", "héadache", "headach", "head"])
def test_other_forms_and_beginnings_of_a_word(client, tree, query):
    tree.condition("Headache")
    tree.condition("Knee pain")
    assert found(client, query) == ["Headache"]


@pytest.mark.parametrize("query", ["meniere", "Ménière’s", "wladyslaw", "Władysław's", "WŁADYSŁAW"])
def test_accents_strokes_and_kinds_of_apostrophes_make_no_difference(client, tree, query):
    tree.condition("Władysław’s Ménière’s disease")
    tree.condition("Knee pain")
    assert found(client, query) == ["Władysław’s Ménière’s disease"]


def test_a_letter_with_a_stroke_is_found_in_a_text_as_it_is_typed(client, tree):
    tree.condition(body=[section("<p>After the method of Łukasz.</p>")])
    assert found(client, "łukasz") == ["Sciatica"]


def test_the_vowels_of_hindi_are_a_part_of_its_words(client, tree):
    tree.condition("दर्द")
    tree.condition("दूध")
    assert found(client, "दर्द") == ["दर्द"]


def test_what_is_typed_without_an_accent_is_marked_with_it(client, tree):
    tree.condition("Ménière’s disease")
    title = ask(client, "menieres").select_one(".clinic-search-result h3")
    assert title.mark.get_text() == "Ménière’s"


def test_synonyms_of_several_words(client, tree):
    SynonymGroup.objects.create(phrases="slipped disc\nherniated disc\nprolapse")
    tree.condition(body=[section("<p>Often after a slipped disc.</p>")])
    tree.condition("Herniated hernia", body=[section("<p>Nothing of the other thing.</p>")])
    for query in ("herniated disc", "Herniated Discs", "prolapse"):
        assert found(client, query)[0] == "Sciatica"


def test_a_misspelt_word_is_corrected_and_says_so(client, tree):
    tree.condition()
    soup = ask(client, "siatica")
    assert texts(soup, ".clinic-search-result h3") == ["Sciatica"]
    assert "Showing results for sciatica." in soup.select_one(".search-status").get_text()
    [instead] = [a for a in soup.select("a") if "instead" in a.get_text()]
    assert instead["href"] == "?q=siatica&as_typed=1"
    assert not found(client, "siatica", as_typed="1")


def test_what_a_page_has_is_never_corrected(client, tree):
    tree.condition()
    tree.condition("Knee pain", body=[section("<p>Some write siatica.</p>")])
    soup = ask(client, "siatica")
    assert texts(soup, ".clinic-search-result h3") == ["Knee pain"]
    assert "Showing results" not in soup.get_text()


def test_results_stand_under_their_kind_the_best_first(client, tree):
    team = PractitionersPageFactory(parent=tree.home)
    PractitionerPageFactory(parent=team, title="Ada Needle")
    tree.therapy("Needle work")
    tree.condition(body=[section("<p>No needle.</p>")])
    soup = ask(client, "needle")
    headings = texts(soup, ".search-group h2")
    assert headings[-1] == "Conditions"
    assert set(headings) == {"Therapies", "People", "Conditions"}
    assert "3 pages found" in soup.select_one(".search-status").get_text()


def test_an_excerpt_shows_the_place_and_marks_it(client, tree):
    words = "First sentence. " * 30 + "Then the piriformis presses. " + "Last sentence. " * 30
    tree.condition(summary="The summary.", body=[section(f"<p>{words}</p>")])
    [hit] = ask(client, "piriformis").select(".clinic-search-result")
    assert texts(hit, "p mark") == ["piriformis"]
    assert len(hit.p.get_text()) < 300


def test_an_excerpt_escapes_what_it_shows(client, tree):
    text = "<p>Beware of &lt;script&gt;alert(1)&lt;/script&gt; tingling &amp; <b>more</b>.</p>"
    tree.condition("<script>tingling</script>", body=[section(text)])
    html = client.get("/search/", {"q": "tingling"}).content.decode()
    assert "&lt;script&gt;<mark>tingling</mark>&lt;/script&gt;" in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>tingling</mark>" in html
    assert "<script>" not in html


def test_without_a_hit_in_the_text_the_summary_is_shown(client, tree):
    tree.condition(summary="Pain & more.")
    assert texts(ask(client, "sciatica"), ".clinic-search-result p") == ["Pain & more."]


# --- What visitors must not see ------------------------------------------------------------------


def test_an_override_in_a_hidden_block_is_not_found(
    client, tree, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        therapy = tree.therapy()
        text = {"therapy": therapy, "text_override": "<p>Leeches.</p>"}
        tree.condition(body=[("therapy", text)])
    assert found(client, "leeches") == ["Sciatica"]
    with django_capture_on_commit_callbacks(execute=True):
        therapy.unpublish()
    assert not found(client, "leeches", as_typed="1")


def test_a_stale_entry_of_the_index_shows_nothing_in_an_excerpt(client, tree):
    therapy = tree.therapy(shared_text="<p>Leeches are used.</p>")
    tree.condition(body=[("therapy", {"therapy": therapy})])
    assert "are used" in ask(client, "leeches").get_text()
    make_private(therapy)  # no commit, so no background task has come by
    assert "are used" not in ask(client, "leeches").get_text()


def test_nothing_private_is_promoted_or_suggested(client, tree, django_capture_on_commit_callbacks):
    page = tree.condition("Secret")
    SearchPromotion.objects.create(query=Query.get("best"), page=page)
    assert found(client, "best") == ["Secret"]
    with django_capture_on_commit_callbacks(execute=True):
        make_private(page)
    assert not found(client, "best")
    assert not client.get("/search/suggest/", {"q": "secr"}).json()["suggestions"]


# --- What editors promote ------------------------------------------------------------------------


def test_promoted_pages_come_first_and_once(client, tree):
    tree.condition()
    page = StandardPageFactory(parent=tree.home, title="Open day for sciatica")
    SearchPromotion.objects.create(query=Query.get("sciatica"), page=page, description="Come in")
    SearchPromotion.objects.create(
        query=Query.get("sciatica"), external_link_url="https://x.example/", sort_order=2
    )
    soup = ask(client, "  Sciatica ")
    titles = texts(soup, ".clinic-search-result h3")
    assert titles[0] == "Open day for sciatica"
    assert titles.count("Open day for sciatica") == 1
    assert "https://x.example/" in titles
    assert texts(soup, ".search-group h2")[0] == "We recommend"


def test_searching_stores_no_query(client, tree):
    tree.condition()
    ask(client, "sciatica")
    ask(client, "nothing like it")
    assert not Query.objects.exists()


# --- The page ------------------------------------------------------------------------------------


def test_results_are_for_no_robot_and_no_other_site(client, tree):
    response = client.get("/search/", {"q": "my illness"})
    assert response["Referrer-Policy"] == "same-origin"
    assert "private" in response["Cache-Control"]
    soup = BeautifulSoup(response.content, "html.parser")
    assert soup.find("meta", {"name": "robots"})["content"] == "noindex"


def test_nothing_found_helps_on(client, tree):
    soup = ask(client, "xylophone")
    assert soup.select_one(".search-nothing a[href='/conditions/']")
    assert soup.select_one(".search-nothing a[href^='tel:']")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps an index of its own")
def test_no_search_reads_the_texts_of_all_pages(tree):
    """Wagtail has no index for what it asks PostgreSQL."""
    sql, params = Page.objects.search("sciatica").get_queryset().query.sql_with_params()
    before, _, condition = sql.partition(" WHERE ")
    condition, asked = condition.partition(" ORDER BY ")[0], before.count("%s")
    # Of all that is asked, what finds the words: a planner has many ways to join a few pages.
    entries = f"SELECT FROM {IndexEntry._meta.db_table} WHERE {condition}"
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        params = params[asked : asked + condition.count("%s")]
        cursor.execute(f"EXPLAIN {entries}", params)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "search_title_and_body" in plan


def test_query_count_does_not_grow_with_the_results(client, tree, django_assert_max_num_queries):
    def count():
        ask(client, "stiff knees")  # reads the names anew
        with django_assert_max_num_queries(38) as captured:
            ask(client, "stiff knees")
        return len(captured)

    def grow(number):
        for i in range(number):
            therapy = tree.therapy(f"Stiff {number} {i}")
            tree.condition(f"Knees {number} {i}", body=[("therapy", {"therapy": therapy})])

    grow(1)
    few = count()
    grow(12)
    assert count() == few
