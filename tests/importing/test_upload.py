"""An editor's upload: what she sees, corrects, imports and publishes, and who may."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from clinic_pages import importing
from clinic_pages.models import ConditionPage, ImportBatch, TherapyPage
from tests.editors import make_editor_of

from .shapes.documents import DOCUMENTS, png
from .test_import_condition import database

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/clinic-pages/import/"
GOUT = "What is Gout?\n\nIt hurts.\n\nSound bath for Gout\n\nBowls.\n\nDiet for Gout\n\nFish."


@pytest.fixture
def send(admin_client, tree, django_capture_on_commit_callbacks):
    """Uploads files; gives the address of their batch, and its page as one reads it."""

    def upload(*files, **more):
        uploaded = [SimpleUploadedFile(name, _bytes(content)) for name, content in files]
        with django_capture_on_commit_callbacks(execute=True):
            data = {"index": tree.conditions.pk, "files": uploaded, **more}
            response = admin_client.post(UPLOAD, data)
        return response.get("Location"), response

    return upload


@pytest.fixture
def press(admin_client, django_capture_on_commit_callbacks):
    def post(address, action, **data):
        with django_capture_on_commit_callbacks(execute=True):
            admin_client.post(address, {"action": action, **data})
        return shown(admin_client, address)

    return post


def _bytes(content) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def shown(client, address) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).content, "html.parser").find(id="import")


def test_an_editor_sees_what_becomes_of_each_file_before_anything_is_written(
    send, admin_client, tree
):
    before = database()
    address, _response = send(("gout.txt", GOUT), ("word.docx", DOCUMENTS[0].content))
    page = shown(admin_client, address)
    text = " ".join(page.get_text(" ").split())
    assert (
        "2 files: read" in text and "gout.txt – Gout" in text and "word.docx – Osteoporosis" in text
    )
    assert "“Diet for Gout” is a section" in text
    headings = [label.get_text() for label in page.select("section:first-of-type label")]
    assert headings == ["What is Gout?", "Sound bath for Gout", "Diet for Gout"]
    assert database() == before


def test_a_corrected_heading_becomes_a_therapy_and_the_pages_are_published_later(
    send, press, admin_client, client, tree
):
    address, _response = send(("gout.txt", GOUT))
    file = ImportBatch.objects.get().files.get()
    corrected = {f"heading-{file.pk}-0": "section", f"heading-{file.pk}-1": "therapy"}
    page = press(address, "import", **corrected, **{f"heading-{file.pk}-2": "section"})
    assert "1 file: imported as drafts" in " ".join(page.get_text(" ").split())
    assert TherapyPage.objects.get().title == "Sound bath"
    condition = ConditionPage.objects.get()
    assert not condition.live
    assert page.find("a", href=f"/admin/pages/{condition.pk}/edit/")

    press(address, "publish")
    assert "Bowls." in client.get("/conditions/gout/").content.decode()
    page = press(address, "publish")
    assert "nothing to do" in page.get_text()


def test_a_picture_beside_a_page_is_found(send, press):
    html = "<h1>Gout</h1><p>It hurts.</p><img src='Gout-Dateien/toe.png' alt='A toe'>"
    address, _response = send(("gout.html", html), ("toe.png", png().getvalue()))
    page = press(address, "import")
    assert "Picture “toe.png”: new" in page.get_text()


def test_a_file_that_cannot_be_read_keeps_no_other_from_it(send, press):
    address, _response = send(("broken.docx", b"no archive"), ("gout.txt", GOUT))
    page = press(address, "import")
    assert "broken.docx: the file is no Word document, or it is broken." in page.get_text()
    assert "/tmp" not in page.get_text()
    assert ConditionPage.objects.get().title == "Gout"


def test_an_editors_page_is_left_alone(send, press, tree):
    tree.condition("Gout")
    address, _response = send(("gout.txt", GOUT))
    assert "was not made by an import" in press(address, "import").get_text()


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ([("virus.exe", b"x")], "virus.exe: files of this kind cannot be imported."),
        ([("old.doc", b"x")], "old.doc: files of this kind cannot be imported."),
        ([("a.txt", b"x" * 1_000_001)], "a.txt: the file has 976.6\u00a0KB, more than the limit"),
        ([("a.docx", b"x" * 10_000_001)], "a.docx: the file has 9.5\u00a0MB, more than the limit"),
        ([("a.txt", b"x"), ("a.txt", b"y")], "Two files are called “a.txt”."),
        ([("a.txt", b"")], "The submitted file is empty."),
    ],
)
def test_what_cannot_be_taken_says_why(send, files, problem):
    before = database()
    address, response = send(*files)
    assert address is None and not ImportBatch.objects.exists()
    assert problem in response.content.decode()
    assert database() == before


def test_two_clicks_import_once(send, press, tree):
    address, _response = send(("gout.txt", GOUT))
    ImportBatch.objects.update(state=ImportBatch.State.IMPORTING)
    press(address, "import")
    assert not ConditionPage.objects.exists()


def test_a_file_that_breaks_us_keeps_no_other_from_it(send, press, monkeypatch, tree):
    real = importing._import_content

    def broken(path, *args):
        if path.name == "broken.txt":
            raise KeyError("w:p")
        return real(path, *args)

    monkeypatch.setattr(importing, "_import_content", broken)
    address, _response = send(
        ("broken.txt", GOUT), ("vertigo.txt", GOUT.replace("Gout", "Vertigo"))
    )
    page = press(address, "import")
    assert "broken.txt: something went wrong on our side." in page.get_text()
    assert ConditionPage.objects.get().title == "Vertigo"


def test_what_stops_all_files_says_so_and_can_be_tried_again(send, press, monkeypatch, tree):
    address, _response = send(("gout.txt", GOUT))

    def breaks(run):
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(importing, "finish", breaks)
        text = press(address, "import").get_text(" ")
        assert "something went wrong on our side" in text and "1 file: read" in " ".join(
            text.split()
        )
    assert "imported as drafts" in press(address, "import").get_text(" ")


def test_what_was_given_up_can_be_begun_anew(send, press, admin_client, tree):
    address, _response = send(("gout.txt", GOUT))
    begun = {"state": ImportBatch.State.READING}
    ImportBatch.objects.update(**begun)
    assert not shown(admin_client, address).select("button")
    ImportBatch.objects.update(**begun, changed_at=timezone.now() - timedelta(minutes=11))
    assert "Read again" in shown(admin_client, address).get_text()
    assert "1 file: read." in " ".join(press(address, "read").get_text().split())


def test_deleted_uploads_are_gone(send, admin_client):
    address, _response = send(("gout.txt", GOUT))
    admin_client.post(address, {"action": "delete"})
    assert not ImportBatch.objects.exists()


def test_who_may_add_no_pages_sees_nothing_of_it(send, client, tree):
    address, _response = send(("gout.txt", GOUT))
    client.force_login(User.objects.create_user("desk"))
    for each in (UPLOAD, address):
        assert client.get(each).status_code == 302


def test_who_may_edit_and_not_publish_conditions_alone_imports_nothing(send, client, tree):
    """Therapies and booking boxes come with a file, too."""
    address, _response = send(("gout.txt", GOUT))
    client.force_login(make_editor_of(tree.conditions))
    assert client.get(address).status_code in (302, 403)


def test_each_screen_says_where_one_is(send, admin_client):
    address, _response = send(("gout.txt", GOUT))
    said = {
        at: BeautifulSoup(admin_client.get(at).content, "html.parser").h1.get_text(" ", strip=True)
        for at in (UPLOAD, address)
    }
    assert said == {UPLOAD: "Import conditions", address: "Import conditions: Conditions"}
