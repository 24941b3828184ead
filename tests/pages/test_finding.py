"""Visitors find their condition: by any of its names, by place, symptom and therapy."""

import re
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from clinic_pages.models import ConditionBodyArea, ConditionSymptom
from clinic_pages.pages.condition_entries import letter_of
from home.factories import BodyAreaFactory, PractitionerPageFactory, SymptomFactory
from tests.pages.test_query_counts import queries_of_a_visit
from tests.trees import read, texts

# Pages are sorted and counted by the database.
pytestmark = pytest.mark.postgres


def felt(*areas):
    return [ConditionBodyArea(body_area=area) for area in areas]


def feels(*symptoms):
    return [ConditionSymptom(symptom=symptom) for symptom in symptoms]


def offers(therapy):
    return [("therapy", {"therapy": therapy})]


def choices(soup, way) -> list[str]:
    return texts(soup, f"section[aria-labelledby={way}] .clinic-links a")


def a_to_z(soup) -> dict[str, list[str]]:
    return {
        letter.dt.get_text(): texts(letter, "dd") for letter in soup.select(".clinic-names__letter")
    }


# --- A to Z --------------------------------------------------------------------------------------


def test_each_name_has_its_place_in_the_a_to_z(client, tree):
    tree.condition("Sciatica", alternate_names="Ischialgia\nsciatic nerve pain")
    tree.condition("Migraine")
    assert a_to_z(read(client, tree.conditions)) == {
        "I": ["Ischialgia see Sciatica"],
        "M": ["Migraine"],
        "S": ["Sciatica", "sciatic nerve pain see Sciatica"],
    }


def test_letters_with_accents_stand_with_those_without(client, tree):
    for title in ("Étourdissement", "eczema", "Ekbom", "Ärger", "arthritis"):
        tree.condition(title)
    assert a_to_z(read(client, tree.conditions)) == {
        "A": ["Ärger", "arthritis"],
        "E": ["eczema", "Ekbom", "Étourdissement"],
    }


@pytest.mark.parametrize(
    ("name", "letter"),
    [("5-day fever", "#"), ("?", "#"), ("“Frozen” shoulder", "F"), ("ß", "S"), ("Боль", "Б")],
)
def test_letters_of_unusual_names(name, letter):
    assert letter_of(name) == letter


def test_numbers_stand_first(client, tree):
    tree.condition("Ache")
    tree.condition("Zoster", alternate_names="5-day fever")
    soup = read(client, tree.conditions)
    assert list(a_to_z(soup)) == ["#", "A", "Z"]
    for link in soup.select(".clinic-letters a"):
        assert soup.select_one(f"[id='{link['href'][1:]}']")


def test_a_name_that_is_written_twice_stands_once(client, tree):
    tree.condition("Lumbago", alternate_names="Back ache\nBack ache\nLumbago")
    assert a_to_z(read(client, tree.conditions)) == {
        "B": ["Back ache see Lumbago"],
        "L": ["Lumbago"],
    }


def test_conditions_that_share_a_name_are_both_found(client, tree):
    tree.condition("Sciatica", alternate_names="Leg pain")
    tree.condition("Claudication", alternate_names="Leg pain")
    names = a_to_z(read(client, tree.conditions))["L"]
    assert sorted(names) == ["Leg pain see Claudication", "Leg pain see Sciatica"]


# --- Filters -------------------------------------------------------------------------------------


@pytest.fixture
def found(tree):
    """Sciatica is found in three ways, knee pain in one."""
    leg, back = BodyAreaFactory(name="Leg"), BodyAreaFactory(name="Back")
    tingling = SymptomFactory(name="Tingling")
    tree.condition(
        body=offers(tree.therapy()), body_areas=felt(back, leg), symptoms=feels(tingling)
    )
    tree.condition("Knee pain", body_areas=felt(leg))
    return tree


@pytest.mark.parametrize(
    ("way", "name", "address", "conditions"),
    [
        ("where", "Leg", "/conditions/where/leg/", ["Knee pain", "Sciatica"]),
        ("where", "Back", "/conditions/where/back/", ["Sciatica"]),
        ("symptom", "Tingling", "/conditions/symptom/tingling/", ["Sciatica"]),
        ("therapy", "Acupuncture", "/conditions/therapy/acupuncture/", ["Sciatica"]),
    ],
)
def test_a_choice_leads_to_the_conditions_found_by_it(
    client, found, way, name, address, conditions
):
    soup = read(client, found.conditions)
    [link] = [a for a in soup.select(f"section[aria-labelledby={way}] li a") if a.text == name]
    assert link["href"] == address
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert texts(page, ".clinic-cards h2") == conditions
    assert name in page.h1.get_text()
    assert name in page.title.get_text()


def test_places_stand_in_the_editors_order_and_the_rest_by_name(client, tree):
    last, first = BodyAreaFactory(name="Arm", sort_order=5), BodyAreaFactory(name="Toe")
    first.sort_order = 1
    first.save()
    symptoms = [SymptomFactory(name=name) for name in ("Zing", "ache", "Äeh")]
    tree.condition(body_areas=felt(last, first), symptoms=feels(*symptoms))
    soup = read(client, tree.conditions)
    assert choices(soup, "where") == ["Toe", "Arm"]
    assert choices(soup, "symptom") == ["ache", "Äeh", "Zing"]


def test_a_condition_page_leads_to_what_else_is_found_so(client, found):
    page = BeautifulSoup(client.get("/conditions/sciatica/").content, "html.parser")
    links = {a.get_text(): a["href"] for a in page.select(".clinic-finding a")}
    assert links == {
        "Back": "/conditions/where/back/",
        "Leg": "/conditions/where/leg/",
        "Tingling": "/conditions/symptom/tingling/",
    }
    for address in links.values():
        assert client.get(address).status_code == 200


def test_choices_that_find_nothing_are_not_offered(client, found):
    BodyAreaFactory(name="Elbow")
    SymptomFactory(name="Itching")
    found.therapy("Cupping")
    soup = read(client, found.conditions)
    offered = choices(soup, "where") + choices(soup, "symptom") + choices(soup, "therapy")
    assert offered == ["Leg", "Back", "Tingling", "Acupuncture"]


def test_a_way_without_choices_is_not_offered_at_all(client, tree):
    tree.condition()
    soup = read(client, tree.conditions)
    assert texts(soup, "section h2") == ["Conditions from A to Z", "Book an appointment"]
    assert texts(soup, ".clinic-ways a") == ["By name"]


def hide_as_draft(page):
    page.unpublish()


def hide_as_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("hide", [hide_as_draft, hide_as_private])
def test_what_visitors_may_not_read_is_not_found(client, found, hide):
    secret = SymptomFactory(name="Secret ache")
    belly = BodyAreaFactory(name="Belly", regions=["belly"])
    hidden = found.condition(
        "Hidden",
        alternate_names="Veiled",
        body=offers(found.therapy("Cupping")),
        symptoms=feels(secret),
        body_areas=felt(belly),
    )
    assert "Secret ache" in client.get("/conditions/").content.decode()
    hide(hidden)
    for address in ("/conditions/", "/", "/conditions/where/leg/", "/sitemap.xml"):
        content = client.get(address).content.decode()
        for word in ("Hidden", "Veiled", "Secret ache", "secret-ache", "Belly"):
            assert word not in content, address
    assert "Cupping" not in client.get("/conditions/").content.decode()
    assert client.get("/conditions/symptom/secret-ache/").status_code == 302


@pytest.mark.parametrize("hide", [hide_as_draft, hide_as_private])
def test_therapies_that_visitors_may_not_see_are_no_choice(client, found, hide):
    hide(type(found.therapy("Other")).objects.get(slug="acupuncture"))
    assert choices(read(client, found.conditions), "therapy") == []


def test_a_draft_symptom_of_a_published_condition_does_not_show(client, found):
    page = found.condition("Neck")
    page.symptoms = feels(SymptomFactory(name="Not yet"))
    page.save_revision()
    assert "Not yet" not in client.get("/conditions/").content.decode()


@pytest.mark.parametrize("address", ["where/elbow", "symptom/itching", "therapy/cupping"])
def test_a_known_choice_without_conditions_leads_to_all(client, found, address):
    BodyAreaFactory(name="Elbow")
    SymptomFactory(name="Itching")
    found.therapy("Cupping")
    response = client.get(f"/conditions/{address}/")
    assert (response.status_code, response.get("Location")) == (302, "/conditions/")


@pytest.mark.parametrize(
    "address", ["where/nowhere", "symptom/leg", "therapy/draft", "taste/leg", "where"]
)
def test_an_unknown_choice_is_not_found(client, found, address):
    found.therapy("Draft", publish=False)
    assert client.get(f"/conditions/{address}/").status_code == 404


def test_addresses_in_other_letters(client, tree):
    pain = SymptomFactory(name="疼痛")
    therapy = tree.therapy("Schröpfen", slug="schröpfen")
    tree.condition(body=offers(therapy), symptoms=feels(pain))
    soup = read(client, tree.conditions)
    for way in ("symptom", "therapy"):
        [link] = soup.select(f"section[aria-labelledby={way}] li a")
        assert link["href"].isascii()
        assert client.get(link["href"]).status_code == 200
    assert pain.slug == "疼痛"


def test_the_sitemap_has_the_filters(client, found):
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found_at = {url[0].text.removeprefix("http://localhost"): url[1].text for url in sitemap}
    paths = {path for path in found_at if re.match("/conditions/(where|symptom|therapy)/", path)}
    assert paths == {
        "/conditions/where/leg/",
        "/conditions/where/back/",
        "/conditions/symptom/tingling/",
        "/conditions/therapy/acupuncture/",
    }
    assert all(found_at[path] for path in paths)


def test_finding_costs_the_same_for_two_conditions_and_twelve(
    client, tree, django_assert_max_num_queries
):
    therapies = [tree.therapy(f"Therapy {i}") for i in range(12)]
    areas = [BodyAreaFactory(name=f"Area {i}") for i in range(12)]
    symptoms = [SymptomFactory(name=f"Feeling {i}") for i in range(12)]
    person = PractitionerPageFactory(parent=tree.home)

    def grow(start, end):
        for i in range(start, end):
            page = tree.condition(
                f"Condition {i}",
                body=offers(therapies[i]),
                body_areas=felt(areas[i], areas[0]),
                symptoms=feels(symptoms[i]),
                author=person,
            )
        return page

    def counts():
        pages = (tree.conditions, type(page).objects.first())
        # The condition looks for those like it, too.
        visits = [queries_of_a_visit(client, p, django_assert_max_num_queries, 24) for p in pages]
        with django_assert_max_num_queries(20) as captured:
            assert client.get("/conditions/where/area-0/").status_code == 200
        return [*visits, len(captured)]

    page = grow(0, 2)
    few = counts()
    grow(2, 12)
    assert counts() == few


# --- The drawn body ------------------------------------------------------------------------------


def figure(soup):
    return soup.select_one(".clinic-body-figure")


def test_each_region_leads_to_its_place(client, tree):
    leg = BodyAreaFactory(name="Leg", regions=["thigh", "lower_leg"])
    head = BodyAreaFactory(name="Head", regions=["head"])
    nerves = BodyAreaFactory(name="Nerves")
    tree.condition(body_areas=felt(leg, head, nerves))
    for page in (tree.conditions, tree.home):
        soup = read(client, page)
        links = figure(soup).select("a")
        assert {a["aria-label"]: (a["href"], len(a.select("path"))) for a in links} == {
            "Leg": ("/conditions/where/leg/", 8),
            "Head": ("/conditions/where/head/", 2),
        }
        assert "Nerves" in texts(soup, ".clinic-links a")


def test_regions_of_nobody_are_drawn_and_no_links(client, tree):
    tree.condition(body_areas=felt(BodyAreaFactory(regions=["knee"])))
    drawn = figure(read(client, tree.conditions))
    [rest] = drawn.select("svg > g")
    assert rest["aria-hidden"] == "true"
    assert not rest.select("a")
    linked = {path["d"] for path in drawn.select("a path")}
    assert not linked & {path["d"] for path in rest.select("path")}


def test_a_place_that_finds_nothing_is_no_link(client, tree):
    BodyAreaFactory(name="Elbow", regions=["arm"])
    tree.condition(body_areas=felt(BodyAreaFactory(name="Leg", regions=["knee"])))
    assert texts(figure(read(client, tree.conditions)), "title") == ["Leg"]
