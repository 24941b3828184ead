"""Visitors find pages by words that were joined or split, codes and parts of words, in any script,
and in their own language."""

import pytest
from bs4 import BeautifulSoup
from django.test import override_settings
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from clinic_pages.models import ConditionBodyArea, ConditionSymptom
from home.factories import (
    BodyAreaFactory,
    ConditionIndexPageFactory,
    ConditionPageFactory,
    StandardPageFactory,
    SymptomFactory,
)
from search.models import PageText
from tests.search.test_search import ask, section

# Each database has a search of its own.
pytestmark = [pytest.mark.postgres, pytest.mark.sqlite]


def as_one(element) -> str:
    """Its text, without what marks would put between."""
    return " ".join(element.get_text().split())


def titles(client, query) -> list[str]:
    return [as_one(each) for each in ask(client, query).select(".clinic-search-result h3")]


@pytest.fixture
def clinic(tree):
    """Pages with words of all kinds; none of them has what another is asked for."""
    tree.condition("Low back pain", code="M54.5", alternate_names="Lumbago")
    tree.condition("Tension headache", code="G44.2", summary="A band around your head.")
    tree.condition("Rückenschmerzen", body=[section("<p>Etwa ein Bandscheibenvorfall.</p>")])
    tree.condition("坐骨神经痛", summary="从腰部到腿部的疼痛。")
    tree.condition("อาการปวดหลัง", summary="ปวดที่เอว")
    tree.condition("肩こり", summary="首と肩が張ります。")
    soft = "<p>The car&shy;pal tun\u00adnel is nar\u200brow. Wait. See Dr. Day.</p>"
    tree.condition("Wrist trouble", body=[section(soft)])
    return tree


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("backpain", "Low back pain"),
        ("low backpain", "Low back pain"),
        ("lowbackpain", "Low back pain"),
        ("head ache", "Tension headache"),
        ("lum bago", "Low back pain"),
        ("M54.5", "Low back pain"),
        ("m545", "Low back pain"),
        ("ICD-10 M54.5", "Low back pain"),
        ("icd10: M 54,5 G", "Low back pain"),
        ("M54.59", "Low back pain"),
        ("M54", "Low back pain"),
        ("Rückenschmerz", "Rückenschmerzen"),
        ("Schmerz", "Rückenschmerzen"),
        ("schmerzen", "Rückenschmerzen"),
        ("RÜCKEN SCHMERZEN", "Rückenschmerzen"),
        ("Schmerzen im Rücken", "Rückenschmerzen"),
        ("Vorfall", "Rückenschmerzen"),
        ("坐骨神经痛", "坐骨神经痛"),
        ("神经", "坐骨神经痛"),
        ("腿", "坐骨神经痛"),
        ("腰部疼怎么办", "坐骨神经痛"),
        ("ปวดหลัง", "อาการปวดหลัง"),
        ("เอว", "อาการปวดหลัง"),
        ("肩こり", "肩こり"),
        ("首が痛い", "肩こり"),
        ("carpal tunnel", "Wrist trouble"),
        ("car\u00adpal", "Wrist trouble"),
        ("narrow", "Wrist trouble"),
    ],
)
def test_what_is_written_otherwise_is_found(client, clinic, query, title):
    assert titles(client, query)[0] == title


def test_a_part_of_a_word_is_none_of_another(client, clinic):
    """No heel is in a wheelchair, no rear in a shearling; and no code is a misspelt one."""
    clinic.condition("Wheelchair", summary="Feedback on shearlings.")
    for query in ("heel", "back", "rear", "M54.9", "神痛"):
        assert "Wheelchair" not in titles(client, query)
    assert titles(client, "M54.9") == []


def test_no_word_of_the_index_has_what_nobody_sees(clinic):
    page = Page.objects.get(title="Wrist trouble")
    assert "carpal tunnel is narrow" in PageText.objects.get(page=page).text
    entries = IndexEntry.objects.filter(object_id=str(page.pk))
    assert not any("\u00ad" in str(vars(entry)) for entry in entries)


def test_what_is_written_without_blanks_is_marked_where_it_stands(client, clinic):
    [hit] = ask(client, "神经").select(".clinic-search-result")
    assert str(hit.h3.mark) == "<mark>神经</mark>"


@pytest.mark.parametrize("query", ["back pain", "backpain"])
def test_who_is_named_by_the_words_comes_before_who_mentions_them(client, tree, query):
    lower_back = BodyAreaFactory(name="Lower back")
    text = section("<p>The pain may reach your back. Back pain is common with it.</p>")
    tree.condition("Period pain", summary="Cramps in your belly or back.", body=[text])
    tree.condition(
        "Sciatica",
        alternate_names="Sciatic nerve pain",
        body_areas=[ConditionBodyArea(body_area=lower_back)],
    )
    tree.condition("Low back pain")
    assert titles(client, query) == ["Low back pain", "Sciatica", "Period pain"]


# --- Languages -----------------------------------------------------------------------------------


@pytest.fixture
def german(tree):
    """The tree's German half: a front page, a list, and one condition."""
    german = Locale.objects.create(language_code="de")
    with override_settings(WAGTAIL_I18N_ENABLED=True):
        home = tree.home.copy_for_translation(german)
        home.save_revision().publish()
        conditions = ConditionIndexPageFactory(parent=home, title="Beschwerden", locale=german)
        ConditionPageFactory(parent=conditions, title="Ischias", locale=german)
    tree.condition("Ischias here")
    return home


@pytest.fixture
def in_languages(in_languages, settings):
    settings.ROOT_URLCONF = "tests.search.urls_in_languages"


def test_visitors_find_the_pages_of_their_language(client, german, in_languages):
    for prefix, title in (("/de", "Ischias"), ("", "Ischias here")):
        soup = BeautifulSoup(client.get(f"{prefix}/search/?q=ischias").content, "html.parser")
        assert [as_one(each) for each in soup.select(".clinic-search-result h3")] == [title]
        known = client.get(f"{prefix}/search/suggest/?q=isch").json()["suggestions"]
        assert [each["name"] for each in known] == [title]


def test_a_language_without_a_front_page_is_answered_by_the_sites_own(client, tree, in_languages):
    tree.condition("Ischias")
    StandardPageFactory(parent=tree.home, title="Ischias and we")
    soup = BeautifulSoup(client.get("/de/search/?q=ischias").content, "html.parser")
    assert len(soup.select(".clinic-search-result")) == 2


def test_a_symptom_is_known_in_every_language(client, german, in_languages):
    """Also where a translated page still has the original's."""
    symptom = SymptomFactory(name="Tingling")
    SymptomFactory(name="Kribbeln", translation_key=symptom.translation_key, locale=german.locale)
    conditions = german.get_children().get(title="Beschwerden")
    mention = section("<p>Kein Kribbeln, nie ein Kribbeln.</p>")
    for title, symptoms in (("Taubheit", []), ("Ischialgie", [symptom])):
        ConditionPageFactory(
            parent=conditions,
            title=title,
            locale=german.locale,
            body=[mention],
            symptoms=[ConditionSymptom(symptom=each) for each in symptoms],
        )
    results = ask(client, "kribbeln", path="/de/search/").select(".clinic-search-result h3")
    assert [as_one(each) for each in results] == ["Ischialgie", "Taubheit"]
