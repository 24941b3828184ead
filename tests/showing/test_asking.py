"""Pictures, documents, privacy and an end by schedule are asked about like pages that go."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from clinic_pages.models import Symptom
from tests.editors import edit_address, make_editor, make_editor_of, rows_of
from tests.showing.test_removal import decide, losses, question
from tests.trees import read, texts
from tests.worlds import link_to, picture


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


FILES = {
    "needles": (
        "/admin/images/{0.pk}/delete/",
        "/admin/bulk/wagtailimages/image/delete/?id={0.pk}",
    ),
    "leaflet": (
        "/admin/documents/delete/{0.pk}/",
        "/admin/bulk/wagtaildocs/document/delete/?id={0.pk}",
    ),
}
CASES = [(name, address) for name, addresses in FILES.items() for address in addresses]
each_file = pytest.mark.parametrize(
    ("name", "address"), CASES, ids=lambda value: value.replace("/", "-")
)


def is_there(file) -> bool:
    return type(file).objects.filter(pk=file.pk).exists()


# --- Pictures and documents ----------------------------------------------------------------------


@each_file
def test_a_file_goes_with_one_decision_and_not_without(world, admin_client, name, address):
    file = getattr(world, name)
    address = address.format(file)
    asked = admin_client.get(address)
    assert "Acupuncture" in losses(question(asked))
    assert question(admin_client.post(address))
    assert is_there(file)
    assert decide(admin_client, asked).status_code == 302
    assert not is_there(file)


def test_which_pages_lose_a_picture(world, admin_client):
    world.tree.condition("Wrist", body=[("image", _stored(world.needles))])
    address = FILES["needles"][0].format(world.needles)
    assert losses(question(admin_client.get(address))) == {
        "Acupuncture": "Loses its picture.",
        "Clinic": "Shows a card without its picture.",
        "Knee": "Shows “Acupuncture” without its picture.",
        "Private": "Shows “Acupuncture” without its picture.",
        "Sciatica": "Shows “Acupuncture” without its picture.",
        "Therapies": "Shows a card without its picture.",
        "Wrist": "Loses “needles” in a block “Image”.",
    }
    assert decide(admin_client, admin_client.get(address)).status_code == 302
    wrist = read(admin_client, Page.objects.get(title="Wrist"))
    assert not wrist.select("figure")


def _stored(image) -> dict:
    return {"image": image, "caption": ""}


def test_a_document_leaves_links_that_lead_nowhere(world, admin_client):
    soup = question(admin_client.get(FILES["leaflet"][0].format(world.leaflet)))
    assert losses(soup)["Acupuncture"] == "A link in its text to “leaflet” leads nowhere."


@pytest.mark.parametrize("model", [get_image_model(), get_document_model()])
def test_a_file_that_nothing_shows_goes_as_ever(world, admin_client, model):
    file = picture("unused")
    address = FILES["needles"][0].format(file)
    response = admin_client.get(address)
    assert not question(response)
    assert admin_client.post(address).status_code == 302
    assert not is_there(file)


def test_what_conditions_are_found_by_is_asked_about(world, admin_client):
    address = f"/admin/snippets/clinic_pages/symptom/delete/{world.tingling.pk}/"
    assert (
        losses(question(admin_client.get(address)))["Knee"] == "“Tingling” is gone from its list."
    )
    assert Symptom.objects.exists()


# --- Private -------------------------------------------------------------------------------------


def make_private(client, page, **more):
    data = {"restriction_type": "login", "password": "", **more}
    response = client.post(f"/admin/pages/{page.pk}/privacy/", data)
    assert response.status_code == 200
    return json.loads(response.content)


def test_making_a_therapy_private_asks_in_the_same_dialog(world, mara_client):
    therapy = world["acupuncture"]
    answer = make_private(mara_client, therapy)
    assert answer["step"] == "set_privacy"
    soup = BeautifulSoup(answer["html"], "html.parser")
    assert dict(rows_of(soup))["Knee"] == "Loses the block “Acupuncture for Knee”."
    # Who reads the private condition is not known to be one who reads the therapy.
    assert not therapy.get_view_restrictions()
    fields = {field["name"]: field["value"] for field in soup.select("input[type=hidden]")}
    done = make_private(mara_client, therapy, **fields)
    assert done == {"step": "set_privacy_done", "is_public": False}
    assert therapy.get_view_restrictions().get().restriction_type == "login"
    assert "Acupuncture" not in read(mara_client, world["knee"]).select_one("main").text


def test_a_private_area_keeps_what_it_shows_itself(world, mara_client):
    """Cards of each other, within; links to it, from without, lead to a login."""
    done = make_private(mara_client, world["conditions"])
    assert done == {"step": "set_privacy_done", "is_public": False}


def test_another_kind_of_privacy_and_its_end_need_no_question(world, mara_client):
    private = world["private"]
    assert make_private(mara_client, private)["step"] == "set_privacy_done"
    assert make_private(mara_client, private, restriction_type="none")["is_public"]


# --- An end by schedule --------------------------------------------------------------------------


def form_of(client, page) -> dict:
    """What the form of `page` would send."""
    soup = BeautifulSoup(client.get(edit_address(page)).content, "html.parser")
    form = soup.select_one("form[data-edit-form]")
    fields = {
        field["name"]: field.get("value", "")
        for field in form.select("input[name]:not([type=checkbox]):not([type=radio])")
    }
    fields |= {field["name"]: field.text for field in form.select("textarea[name]")}
    for field in form.select("select[name]"):
        chosen = field.select_one("option[selected]")
        fields[field["name"]] = chosen["value"] if chosen else ""
    # Scripts fill in what is in the stream.
    return fields | {"body-count": "0"}


def test_an_end_is_asked_about_before_it_is_published(world, mara_client):
    therapy = world["acupuncture"]
    ends_at = timezone.localtime() + datetime.timedelta(days=9)
    data = form_of(mara_client, therapy) | {
        "expire_at": f"{ends_at:%Y-%m-%d %H:%M}",
        "action-publish": "action-publish",
    }
    asked = mara_client.post(edit_address(therapy), data)
    soup = question(asked)
    assert losses(soup)["Knee"] == "Loses the block “Acupuncture for Knee”."
    assert texts(soup, "main form button") == ["Yes, publish it until then"]
    assert world["acupuncture"].expire_at is None

    assert decide(mara_client, asked).status_code == 302
    assert world["acupuncture"].expire_at is not None
    data["expire_at"] = f"{timezone.localtime(world['acupuncture'].expire_at):%Y-%m-%d %H:%M}"
    assert mara_client.post(edit_address(therapy), data).status_code == 302, "not asked again"


# --- Several languages ---------------------------------------------------------------------------


@pytest.fixture
def german(world, in_languages):
    """A German condition that chose the English therapy, which is translated."""
    locale = Locale.objects.get(language_code="de")
    therapy = world["acupuncture"].copy_for_translation(locale, copy_parents=True)
    therapy.title = "Akupunktur"
    therapy.save_revision().publish()
    condition = world["sciatica de"]
    condition.title = "Ischias"
    condition.save_revision().publish()
    return therapy


def lost_with(client, page, action) -> dict:
    return losses(question(client.get(f"/admin/pages/{page.pk}/{action}/")))


def test_a_page_that_shows_a_translation_loses_nothing_with_the_original(
    world, german, admin_client
):
    assert "Ischias" not in lost_with(admin_client, world["acupuncture"], "unpublish")
    deleted = lost_with(admin_client, world["acupuncture"], "delete")
    assert "Its translation stays: choose “Akupunktur” there first." in deleted["Ischias"]


def test_what_a_page_shows_in_place_of_a_translation(world, german, admin_client):
    assert lost_with(admin_client, german, "unpublish") == {
        "Ischias": "Shows “Acupuncture” in place of “Akupunktur”, in another language."
    }
    world["acupuncture"].unpublish()
    assert "Loses the block" in lost_with(admin_client, german, "unpublish")["Ischias"]


def test_who_may_not_open_a_page_reads_nothing_of_it(world, client):
    user = make_editor_of(world["acupuncture"])
    client.force_login(user)
    answer = make_private(client, world["acupuncture"])
    assert "Knee" not in answer["html"]
    assert link_to(world["knee"]) not in answer["html"]
