"""The files of pictures are there before the first visitor comes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.images import get_image_model

from clinic_pages.lib.pictures import ROLES, specs_by_format
from home.factories import LATER, PractitionerPageFactory, PractitionersPageFactory
from tests.lib.test_pictures import clinic_full_of, image_block
from tests.photos import drawn, encoded, jpeg, upload
from tests.trees import read


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A context manager: what follows from the changes in it has happened when it ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def forbid_making(monkeypatch):
    def forbid():
        def make(*args, **kwargs):
            raise AssertionError("a visitor had to wait for a picture")

        monkeypatch.setattr(get_image_model(), "create_rendition", make)
        monkeypatch.setattr(
            get_image_model(), "create_renditions", lambda _, *some: make() if some else {}
        )

    return forbid


def specs_of(image, *roles) -> set[str]:
    by_format = [specs_by_format(image, ROLES[role]) for role in roles]
    return {spec for each in by_format for specs in each.values() for spec in specs}


def stored(image) -> set[str]:
    return set(image.renditions.values_list("filter_spec", flat=True))


def test_a_visitor_makes_none(client, tree, committed, forbid_making):
    with committed():
        pages = clinic_full_of(tree, upload(jpeg(1400, 1000)))
        drawing = upload(encoded(drawn(300, 200), "PNG"), "chart.png")
        pages.append(tree.condition("Knee", body=[image_block(drawing, "A chart")]))
    forbid_making()
    shown = [len(read(client, page).select("picture source")) for page in pages]
    # therapy, team, its member, sciatica with three, list of therapies, home with two, knee
    assert shown == [2, 2, 2, 6, 2, 4, 2]


def test_publishing_makes_what_the_page_brings_along(tree, committed):
    with committed():
        image = upload(jpeg(1400, 1000))
        page = tree.therapy(image=image)
    assert stored(image) == specs_of(image, "main", "therapy", "card")
    other = upload(jpeg(1400, 1000))
    with committed():
        page.body = [image_block(other, "Needles")]
        page.save_revision()
    assert not stored(other)
    with committed():
        page.get_latest_revision().publish()
    assert stored(other) == specs_of(other, "content")


def test_a_draft_makes_none(tree, committed):
    image = upload(jpeg(100, 100))
    with committed():
        tree.therapy(image=image, publish=False)
    assert not stored(image)


def test_pages_that_show_the_page_have_nothing_to_do(tree, committed, monkeypatch):
    therapy = tree.therapy(image=upload(jpeg(100, 100)))
    for title in ("Knee", "Neck"):
        tree.condition(title, body=[("therapy", {"therapy": therapy})])
    looked_after = []
    monkeypatch.setattr("clinic_pages.changes.receivers.make_pictures_for", looked_after.extend)
    with committed():
        therapy.shared_text = "<p>New.</p>"
        therapy.save_revision().publish()
    assert set(looked_after) == {therapy.pk}


def test_a_new_focal_point_makes_new_crops(client, tree, committed, forbid_making):
    with committed():
        image = upload(jpeg(1600, 600))
        tree.therapy(image=image)
    with committed():
        image.focal_point_x, image.focal_point_y = 1400, 300
        image.focal_point_width = image.focal_point_height = 20
        image.save()
    forbid_making()
    [card] = read(client, tree.therapies).select("picture img")
    assert image.renditions.get(file=card["src"].removeprefix("/media/")).focal_point_key


def test_a_new_file_in_the_admin_makes_all_files_anew(
    admin_client, client, tree, committed, forbid_making
):
    with committed():
        image = upload(jpeg(1400, 1000))
        page = tree.therapy(image=image)
    before = read(client, page).select_one("picture img")["src"]
    with committed():
        response = admin_client.post(
            reverse("wagtailimages:edit", args=[image.pk]),
            {
                "title": "Other",
                "file": SimpleUploadedFile("other.jpg", jpeg(800, 900), "image/jpeg"),
                "collection": image.collection_id,
            },
        )
        assert response.status_code == 302, response.context["form"].errors
        # It was asked where pages show it.
        admin_client.post(response.url)
    forbid_making()
    shown = read(client, page).select_one("picture img")
    assert (shown["width"], shown["height"]) == ("800", "900")
    assert shown["src"] != before


def test_a_picture_that_cannot_be_read_keeps_nobody_from_publishing(tree, committed):
    image, whole = upload(jpeg(100, 100)), upload(jpeg(100, 100))
    image.file.storage.delete(image.file.name)
    with committed():
        page = tree.condition(body=[image_block(image, "Gone"), image_block(whole, "There")])
    assert page.live
    assert stored(whole) == specs_of(whole, "content")


def test_the_command_makes_them_for_a_site_that_has_none(client, tree, forbid_making, capsys):
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(parent=team, photo=upload(jpeg(700, 900)), publish=LATER)
    maeve.save_revision().publish()
    assert not stored(maeve.photo)
    call_command("make_renditions")
    assert "pages" in capsys.readouterr().out
    forbid_making()
    assert read(client, maeve).select("picture source")
    assert read(client, team).select("picture source")
