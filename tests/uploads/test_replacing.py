"""A new file for a picture that pages show is looked at there before it is so."""

import io
import os
import time

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission, PageViewRestriction, UploadedFile

from clinic_pages.uploads import trial
from tests.editors import make_editor, make_editor_of, rows_of
from tests.photos import jpeg, upload
from tests.trees import read, texts


@pytest.fixture
def photo(db):
    return upload(jpeg(800, 600), "old.jpg")


def address_of(image) -> str:
    return reverse("wagtailimages:edit", args=[image.pk])


def question_of(image) -> str:
    return reverse("clinic_pages_uploads:replace", args=[image.pk])


def send(client, image, content=None, title="A new title"):
    """Saves the form of the picture with a new file."""
    file = SimpleUploadedFile("new.jpg", content or jpeg(1000, 500), "image/jpeg")
    data = {"title": title, "file": file, "collection": image.collection_id, "tags": ""}
    return client.post(address_of(image), data)


def ask(client, image, **query) -> BeautifulSoup:
    response = client.get(question_of(image), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def on(client, image, page):
    return client.get(reverse("clinic_pages_uploads:on_page", args=[image.pk, page.pk]))


def size(image) -> tuple[int, int]:
    stored = get_image_model().objects.get(pk=image.pk)
    return stored.width, stored.height


def showing(tree, image, title="Sciatica", **fields):
    value = {"image": {"image": image, "decorative": True, "alt_text": ""}, "caption": ""}
    return tree.condition(title, body=[("image", value)], **fields)


def test_saving_asks_and_changes_nothing(tree, admin_client, photo):
    page = showing(tree, photo)
    before = texts(read(admin_client, page), "body"), read(admin_client, page).img["src"]
    response = send(admin_client, photo)
    assert response.status_code == 302 and response.url == question_of(photo)
    soup = ask(admin_client, photo)
    assert "1 published page shows this picture" in soup.text
    assert [row[0] for row in rows_of(soup)] == ["Sciatica"]
    assert size(photo) == (800, 600)
    assert before == (texts(read(admin_client, page), "body"), read(admin_client, page).img["src"])


@pytest.mark.parametrize("state", ["published", "draft", "restricted"])
def test_the_new_picture_is_marked_on_its_pages(tree, admin_client, photo, state):
    showing(tree, photo, "Knee pain")
    page = showing(tree, photo, publish=state != "draft")
    if state == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    send(admin_client, photo)
    response = on(admin_client, photo, page)
    soup = BeautifulSoup(response.content, "html.parser")
    [mark] = soup.select("[data-clinic-mark]")
    assert mark.name == "img"
    assert (mark["width"], mark["height"]) == ("1000", "500")
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Frame-Options"] == "SAMEORIGIN"

    file = admin_client.get(mark["src"])
    assert Image.open(io.BytesIO(file.content)).size == (1000, 500)
    assert "private" in file["Cache-Control"]
    assert size(photo) == (800, 600)


def test_a_therapys_picture_is_seen_where_the_therapy_is(tree, admin_client, photo):
    therapy = tree.therapy(image=photo)
    page = tree.condition(body=[("therapy", {"therapy": therapy})])
    send(admin_client, photo)
    soup = BeautifulSoup(on(admin_client, photo, page).content, "html.parser")
    [mark] = soup.select(".clinic-therapy [data-clinic-mark]")
    file = admin_client.get(mark["src"]).content
    assert Image.open(io.BytesIO(file)).size == (640, 320)


def test_after_the_decision_it_is_so(tree, admin_client, photo):
    page = showing(tree, photo)
    send(admin_client, photo)
    upload = UploadedFile.objects.get()
    response = admin_client.post(question_of(photo))
    assert response.status_code == 302 and response.url == reverse("wagtailimages:index")
    assert size(photo) == (1000, 500)
    assert get_image_model().objects.get(pk=photo.pk).title == "A new title"
    assert "new" in read(admin_client, page).select_one("main img")["src"]
    assert not UploadedFile.objects.exists()
    assert not default_storage.exists(upload.file.name)
    assert admin_client.get(question_of(photo)).url == address_of(photo)


def test_the_old_one_may_stay(tree, admin_client, photo):
    showing(tree, photo)
    send(admin_client, photo)
    upload = UploadedFile.objects.get()
    response = admin_client.post(question_of(photo), {"keep": 1})
    assert response.url == address_of(photo)
    assert size(photo) == (800, 600)
    assert not UploadedFile.objects.exists()
    assert not default_storage.exists(upload.file.name)


def test_another_file_takes_the_place_of_the_first(tree, admin_client, photo):
    showing(tree, photo)
    send(admin_client, photo)
    send(admin_client, photo, jpeg(300, 200))
    assert UploadedFile.objects.count() == 1
    admin_client.post(question_of(photo))
    assert size(photo) == (300, 200)


def test_what_no_page_shows_is_saved_at_once(tree, admin_client, photo):
    assert send(admin_client, photo).url == reverse("wagtailimages:index")
    assert size(photo) == (1000, 500)


def test_other_fields_are_saved_at_once(tree, admin_client, photo):
    showing(tree, photo)
    data = {"title": "Other", "collection": photo.collection_id, "tags": ""}
    admin_client.post(address_of(photo), data)
    assert get_image_model().objects.get(pk=photo.pk).title == "Other"


def test_what_is_no_picture_is_refused_beside_the_field(tree, admin_client, photo):
    showing(tree, photo)
    response = send(admin_client, photo, b"words")
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert not UploadedFile.objects.exists()


def test_nobody_else_sees_the_new_file(tree, admin_client, client, photo):
    page = showing(tree, photo)
    send(admin_client, photo)
    upload = UploadedFile.objects.get()
    file = reverse("clinic_pages_uploads:file", args=[photo.pk, upload.pk, "content"])
    assert admin_client.get(file).status_code == 200
    assert admin_client.get(file.replace("content", "nonsense")).status_code == 404
    client.force_login(make_editor())
    assert client.get(file).status_code == 404
    assert on(client, photo, page).status_code == 404
    assert client.get(question_of(photo)).url == address_of(photo)


def test_an_editor_sees_it_only_on_pages_that_she_finds(tree, client, photo):
    page = showing(tree, photo)
    user = make_editor_of(tree.therapies)
    GroupCollectionPermission.objects.create(
        group=user.groups.get(),
        collection=photo.collection,
        permission=Permission.objects.get(codename="change_image"),
    )
    client.force_login(user)
    assert send(client, photo).url == question_of(photo)
    assert rows_of(ask(client, photo)) == []
    # The admin sends her home, with a message.
    assert on(client, photo, page).status_code == 302


def test_what_nobody_decided_about_is_forgotten(tree, admin_client, photo):
    showing(tree, photo)
    send(admin_client, photo)
    path = UploadedFile.objects.get().file.path
    trial.forget_old()
    assert UploadedFile.objects.exists()
    past = time.time() - 2 * 24 * 3600
    os.utime(path, (past, past))
    trial.forget_old()
    assert not UploadedFile.objects.exists()
    assert not os.path.exists(path)
