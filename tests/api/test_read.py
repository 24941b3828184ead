"""What anybody reads by Wagtail's API."""

import pytest

from clinic_pages.pages.booking_texts import BookingSnippet
from tests.editors import make_editor

pytestmark = pytest.mark.django_db


def read(client, page, fields="*") -> dict:
    return client.get(f"/api/v2/pages/{page.pk}/", {"fields": fields}).json()


def test_blocks_as_stored_and_as_shown(client, tree):
    cupping = tree.therapy("Cupping", shared_text="<p>Cups for {condition}.</p>")
    page = tree.condition(
        title="Sciatica",
        body=[
            ("therapy", {"therapy": cupping}),
            ("therapy", {"therapy": cupping, "text_override": "<p>Own.</p>"}),
        ],
    )
    said = read(client, page)
    shared, own = said["shown_blocks"]
    assert shared["heading"] == "Cupping for Sciatica"
    assert "Cups for sciatica." in shared["text"]
    assert (shared["is_own_text"], own["is_own_text"]) == (False, True)
    assert [each["id"] for each in said["body"]] == [shared["id"], own["id"]]
    assert said["body"][1]["value"]["text_override"] == "<p>Own.</p>"


def test_what_visitors_do_not_see_only_editors_read(client, tree):
    cupping = tree.therapy("Cupping", shared_text="<p>Cups.</p>")
    secret = {"therapy": cupping, "text_override": "<p>Not for everybody.</p>"}
    page = tree.condition(title="Sciatica", body=[("therapy", secret)])
    assert "Not for everybody" in str(read(client, page))
    assert "Cups." not in str(read(client, page))
    cupping.unpublish()
    said = read(client, page)
    assert said["body"] == said["shown_blocks"] == []

    client.force_login(make_editor())
    said = read(client, page)
    assert "Not for everybody" in str(said["body"])
    assert said["body"][0]["value"]["shared_text_seen"] == "Cups."
    assert said["shown_blocks"] == []


def test_a_private_page_is_not_there(client, tree):
    page = tree.condition(title="Sciatica")
    page.view_restrictions.create(restriction_type="login")
    assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404


def test_booking_boxes_places_and_symptoms(client, tree):
    BookingSnippet.objects.create(name="Usual", heading="Book a visit")
    BookingSnippet.objects.create(name="Draft", heading="Not yet", live=False)
    found = client.get("/api/v2/booking_boxes/").json()["items"]
    assert "Book a visit" in [each["heading"] for each in found]
    assert "Not yet" not in [each["heading"] for each in found]
    for name in ("body_areas", "symptoms"):
        assert client.get(f"/api/v2/{name}/").status_code == 200


def test_off_is_the_default(client, settings, tree):
    settings.ROOT_URLCONF = "settings.urls"
    assert client.get("/api/v2/pages/").status_code == 404
    assert client.get("/api/v3/pages/").status_code == 404


@pytest.mark.parametrize("fields", ["*", "shown_byline(*)", "author(*)", "shown_therapies(*)"])
def test_nothing_is_read_by_way_of_what_names_it(client, world, fields):
    """Wagtail gives all fields of what a field names, whoever asks."""
    maeve, knee = world["maeve"], world["knee"]
    maeve.about = "<p>Off on Mondays.</p>"
    maeve.save_revision().publish()
    knee.author = maeve
    knee.save_revision().publish()
    said = client.get(f"/api/v2/pages/{knee.pk}/").json()
    assert said["shown_byline"]["author"] == {"id": maeve.pk, "title": "Maeve"}
    world["acupuncture"].unpublish()
    assert client.get(f"/api/v2/pages/{maeve.pk}/").json()["shown_therapies"] == []

    maeve.unpublish()
    for page in (knee, world["team"]):
        answer = client.get(f"/api/v2/pages/{page.pk}/", {"fields": fields})
        assert "Maeve" not in answer.text and "Mondays" not in answer.text
