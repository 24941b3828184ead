"""Where words come from: each part says it, to who works in the admin and to nobody else."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser, User
from wagtail.models import PageViewRestriction

from clinic_pages.models import BookingSnippet
from tests.editors import make_editor, make_editor_of

MARK = re.compile(r' data-clinic-origin[\w-]*="[^"]*"')
OWN_WORDS = "<p>Cups on a sore knee.</p>"


def live_address(page) -> str:
    return f"/admin/clinic-pages/origins/{page.pk}/"


def form_at(page, path: str) -> str:
    return f"/admin/pages/{page.pk}/edit/#:w:contentpath={path}"


def article_of(response) -> str:
    return re.search(r"<article.*</article>", response.content.decode(), re.DOTALL)[0]


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def cupping(tree):
    return tree.therapy("Cupping", shared_text="<p>Warm cups lift the <b>skin</b>.</p>")


@pytest.fixture
def gout(tree):
    return tree.condition("Gout", summary="A sore toe.")


@pytest.fixture
def booking(tree):
    snippet = BookingSnippet.objects.create(name="Usual", heading="Come and see us", live=True)
    tree.clinic.default_booking_snippet = snippet
    tree.clinic.street_address = "1 Mill Lane"
    tree.clinic.save()
    return snippet


@pytest.fixture
def sciatica(tree, cupping, gout, booking):
    return tree.sciatica_with(
        ("section", {"heading": "What is it?", "text": "<p>Pain in the leg.</p>"}),
        ("questions", {"questions": [{"question": "Does it hurt?", "answer": "<p>No.</p>"}]}),
        ("therapy", {"therapy": cupping}),
        ("therapy", {"therapy": cupping, "text_override": OWN_WORDS}),
        ("related_condition", {"condition": gout}),
        ("where_and_when", None),
    )


@pytest.fixture
def marked(client, editor, sciatica):
    """{what an element says: its marks} of the page, for an editor of everything."""
    return lambda user=editor: marks_of(client, user, sciatica)


def marks_of(client, user, page) -> dict[str, dict]:
    client.force_login(user)
    response = client.get(live_address(page))
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    found = {}
    for each in soup.select("[data-clinic-origin]"):
        text = " ".join(each.get_text(" ").split())
        marks = {k.removeprefix("data-clinic-origin").strip("-"): v for k, v in each.attrs.items()}
        found[text] = marks
    return found


def mark_at(marks: dict, words: str) -> dict:
    """That of the smallest element with these words."""
    return marks[min((text for text in marks if words in text), key=len)]


def test_own_words_lead_to_their_field(marked, sciatica):
    marks = marked()
    title = mark_at(marks, "Sciatica")
    assert (title[""], title["label"]) == ("own", "This page → Title")
    assert title["url"] == form_at(sciatica, "title")
    section, questions, _shared, reworded = sciatica.body[:4]
    text = mark_at(marks, "Pain in the leg.")
    assert text["label"] == "This page → Section → Text"
    assert text["url"] == form_at(sciatica, f"body.{section.id}.text")
    [question] = questions.value["questions"].bound_blocks
    path = f"body.{questions.id}.questions.{question.id}.answer"
    assert mark_at(marks, "No.")["url"] == form_at(sciatica, path)
    own = mark_at(marks, "Cups on a sore knee.")
    assert own[""] == "own"
    assert own["url"] == form_at(sciatica, f"body.{reworded.id}.text_override")


def test_shared_words_lead_to_their_source_and_to_this_page(marked, sciatica, cupping):
    shared = mark_at(marked(), "Warm cups lift the")
    # The page, the front page, the list of therapies and that of conditions.
    assert shared["label"] == "Shared text of “Cupping”, shown on 4 pages"
    assert (shared[""], shared["url"]) == ("shared", form_at(cupping, "shared_text"))
    path = f"body.{sciatica.body[2].id}.text_override"
    assert shared["here"] == form_at(sciatica, f"{path}&reword")
    assert shared["here-label"] == "Reword on this page only"


def test_what_others_say_is_told_from_that(marked, gout, booking, sciatica):
    marks = marked(User.objects.create_superuser("ada"))
    summary = mark_at(marks, "A sore toe.")
    assert (summary[""], summary["label"]) == ("other", "Summary of “Gout”")
    assert summary["url"] == form_at(gout, "summary")
    assert summary["here"] == form_at(sciatica, f"body.{sciatica.body[4].id}")
    text = mark_at(marks, "Come and see us")
    assert text[""] == "booking"
    assert text["label"].startswith("Heading of “Usual”, shown on")
    assert text["url"].startswith("/admin/snippets/clinic_pages/bookingsnippet/edit/")
    assert text["here"] == form_at(sciatica, "booking_snippet")
    place = mark_at(marks, "1 Mill Lane")
    assert place[""] == "settings"
    assert place["label"] == "Settings → Clinic → Street and number"
    assert "/admin/settings/clinic_pages/clinicsettings/" in place["url"]


def test_who_may_not_edit_the_source_gets_no_link(marked, tree, sciatica):
    marks = marked(make_editor_of(tree.conditions))
    shared = mark_at(marks, "Warm cups lift the")
    assert shared["label"].startswith("Shared text of “Cupping”")
    assert shared["url"] == ""
    assert shared["here"].startswith(f"/admin/pages/{sciatica.pk}/edit/")
    marks = marked(make_editor_of(tree.therapies, name="nora"))
    own = mark_at(marks, "Pain in the leg.")
    assert (own["label"], own["url"]) == ("This page → Section → Text", "")
    assert "here" not in mark_at(marks, "Warm cups lift the")


def test_without_a_booking_text_it_is_chosen_on_the_page(client, editor, tree):
    page = tree.sciatica_with()
    built_in = mark_at(marks_of(client, editor, page), "Book an appointment")
    assert built_in["label"] == "Built in: no booking box is chosen"
    assert built_in["url"] == form_at(page, "booking_snippet")


def test_who_may_see_it(client, editor, tree, sciatica):
    address = live_address(sciatica)
    assert client.get(address).status_code == 302
    PageViewRestriction.objects.create(page=sciatica, restriction_type="login")
    client.force_login(make_editor_of(tree.therapies))
    assert client.get(address).status_code in (302, 403)
    client.force_login(editor)
    response = client.get(address)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    sciatica.unpublish()
    assert client.get(address).status_code == 404


def test_marks_change_nothing_else(client, editor, sciatica):
    visitors = article_of(client.get(sciatica.url))
    client.force_login(editor)
    marked = article_of(client.get(live_address(sciatica)))
    assert MARK.search(marked)
    assert MARK.sub("", marked) == visitors


def test_a_preview_for_nobody_in_particular_has_no_marks(rf, sciatica):
    request = rf.get("/")
    request.user = AnonymousUser()
    response = sciatica.make_preview_request(request, "")
    assert b"clinic-origin" not in response.content


def test_visitors_get_what_they_got(client, editor, page_cache, sciatica, settings):
    """The page cache is on; somebody who works here looks at the page, and at its marks."""
    first = client.get(sciatica.url)
    assert b"clinic-origin" not in first.content
    assert "stored" in first["Cache-Status"]
    client.force_login(editor)
    staff = client.get(sciatica.url)
    assert "wagtail-userbar" in staff.content.decode()
    assert live_address(sciatica) in staff.content.decode()
    assert staff["Cache-Status"].endswith("fwd=bypass")
    assert "Cookie" in staff["Vary"]
    assert client.get(live_address(sciatica)).status_code == 200
    client.logout()
    again = client.get(sciatica.url)
    assert "hit" in again["Cache-Status"]
    assert again.content == first.content
    # Also where it was made anew after she has looked.
    page_cache.clear()
    client.force_login(editor)
    client.get(live_address(sciatica))
    client.get(sciatica.url)
    client.logout()
    anew = client.get(sciatica.url)
    assert "stored" in anew["Cache-Status"]
    assert anew.content == first.content


def test_a_session_alone_brings_no_user_bar(client, sciatica):
    plain = client.get(sciatica.url)
    client.session.save()
    session = client.session
    session["seen"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    assert client.get(sciatica.url).content == plain.content


def test_the_number_stands_above_the_field(client, editor, cupping, sciatica):
    client.force_login(editor)
    soup = BeautifulSoup(client.get(f"/admin/pages/{cupping.pk}/edit/").content, "html.parser")
    field = soup.select_one("[data-contentpath=shared_text]")
    note = field.find_previous(class_="help-block")
    assert "Shown on 4 pages. What you change here changes there, too." in note.get_text()
