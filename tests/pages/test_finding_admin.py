"""Editors name the places and symptoms by which visitors find conditions."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.models import Locale

from clinic_pages.changes.signals import pages_changed
from clinic_pages.models import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom
from home.demo.editor import extended_group
from home.factories import BodyAreaFactory, SymptomFactory
from tests.editors import make_editor, rows_of

SNIPPETS = "/admin/snippets/clinic_pages"


@pytest.fixture
def editor(client, db):
    """Signed in as one who may do what the demo's editor may."""
    extended_group()
    client.force_login(make_editor())
    return client


def listed(client, model) -> list[list[str]]:
    response = client.get(f"{SNIPPETS}/{model}/")
    assert response.status_code == 200
    return rows_of(BeautifulSoup(response.content, "html.parser"))


# --- What may be written -------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [BodyAreaFactory, SymptomFactory])
def test_an_address_is_made_of_the_name_and_is_its_own(db, factory):
    first, second = factory(name="Lower back"), factory(name="Lower back")
    assert (first.slug, second.slug) == ("lower-back", "lower-back-2")
    first.name = "Loin"
    first.save()
    assert first.slug == "lower-back"


def test_an_address_is_made_of_any_name(db):
    names = ["Rücken", "疼痛", "!", "x" * 80, "x" * 80]
    slugs = [SymptomFactory(name=name).slug for name in names]
    assert slugs[:3] == ["rucken", "疼痛", "x"]
    assert len(set(slugs)) == len(names)
    assert max(map(len, slugs)) <= 80


@pytest.mark.parametrize("model", [BodyArea, Symptom])
def test_an_address_belongs_to_one(db, model):
    model.objects.create(name="Leg")
    with pytest.raises(ValidationError, match="Another one has this address already"):
        model(name="Legs", slug="leg").full_clean(exclude=["locale"])


def test_another_language_may_have_the_same_address_and_regions(db):
    area = BodyAreaFactory(name="Arm", regions=["arm"])
    german = area.copy_for_translation(Locale.objects.create(language_code="de"))
    german.full_clean()
    german.save()
    assert german.slug == area.slug


def test_a_region_belongs_to_one_place(db):
    BodyAreaFactory(name="Leg", regions=["thigh", "knee"])
    with pytest.raises(ValidationError) as caught:
        BodyArea(name="Knee", regions=["knee", "foot"]).full_clean(exclude=["locale"])
    assert caught.value.message_dict == {"regions": ["“Knee” belongs to “Leg” already."]}


def test_a_new_place_stands_last(db):
    areas = [BodyAreaFactory() for _ in range(3)]
    assert [area.sort_order for area in areas] == [0, 1, 2]


# --- In the admin --------------------------------------------------------------------------------


def test_they_have_a_menu_of_their_own(editor):
    menu = editor.get("/admin/").content.decode()
    assert "Places and symptoms" in menu
    for model in ("bodyarea", "symptom"):
        assert f"{SNIPPETS}/{model}/" in menu


def test_an_editor_writes_a_place(editor):
    data = {"name": "Leg", "alternate_names": "Calf", "regions": ["thigh"], "slug": ""}
    response = editor.post(f"{SNIPPETS}/bodyarea/add/", data)
    assert response.status_code == 302
    area = BodyArea.objects.get()
    assert (area.slug, area.regions, area.alternate_name_list) == ("leg", ["thigh"], ["Calf"])


def test_an_editor_is_told_whose_the_region_is(editor):
    BodyAreaFactory(name="Leg", regions=["knee"])
    data = {"name": "Knees", "alternate_names": "", "regions": ["knee"], "slug": ""}
    response = editor.post(f"{SNIPPETS}/bodyarea/add/", data)
    assert "“Knee” belongs to “Leg” already." in response.content.decode()
    assert BodyArea.objects.count() == 1


def test_an_editor_is_told_whose_the_address_is(editor):
    SymptomFactory(name="Pain")
    data = {"name": "Ache", "alternate_names": "", "slug": "pain"}
    response = editor.post(f"{SNIPPETS}/symptom/add/", data)
    assert "Another one has this address already." in response.content.decode()


def test_listings_say_how_many_conditions_use_each(editor, tree):
    leg, pain = BodyAreaFactory(name="Leg"), SymptomFactory(name="Pain")
    SymptomFactory(name="Itching")
    for title in ("One", "Two"):
        tree.condition(
            title,
            body_areas=[ConditionBodyArea(body_area=leg)],
            symptoms=[ConditionSymptom(symptom=pain)],
        )
    assert [row[-1] for row in listed(editor, "bodyarea")] == ["2"]
    assert [row[-1] for row in listed(editor, "symptom")] == ["0", "2"]


def test_an_editor_drags_places_into_an_order(editor, tree, django_capture_on_commit_callbacks):
    areas = [BodyAreaFactory(name=name) for name in ("A", "B", "C")]
    tree.condition(body_areas=[ConditionBodyArea(body_area=area) for area in areas])
    told = set()

    def listen(page_ids, **kwargs):
        told.update(page_ids)

    pages_changed.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        address = f"{SNIPPETS}/bodyarea/reorder/{areas[2].pk}/?position=0"
        assert editor.post(address).json() == {"success": True}
    pages_changed.disconnect(listen)
    assert [area.name for area in BodyArea.objects.all()] == ["C", "A", "B"]
    assert {tree.conditions.pk, tree.home.pk} <= told


def test_a_symptom_is_written_where_it_is_chosen(editor):
    choose = editor.get("/admin/snippets/choose/clinic_pages/symptom/").json()
    assert 'name="name"' in choose["html"]
    response = editor.post("/admin/snippets/choose/clinic_pages/symptom/create/", {"name": "Pain"})
    assert response.json()["step"] == "chosen"
    assert Symptom.objects.get().slug == "pain"


def test_the_form_of_a_condition_offers_both(editor, tree):
    html = editor.get(f"/admin/pages/{tree.condition().pk}/edit/").content.decode()
    assert "Where it hurts" in html
    assert "choose/clinic_pages/symptom" in html


def test_who_may_not_write_them_does_not(client, db):
    client.force_login(make_editor("other"))
    assert client.get(f"{SNIPPETS}/symptom/add/").status_code == 302
