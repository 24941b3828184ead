"""Who wrote a page and who looked over it, as visitors read it and editors enter it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from clinic_pages.pages.reviewed import problems_of_review
from home.factories import PractitionerPageFactory
from tests.trees import read, texts

JANUARY = datetime.date(2026, 1, 2)


@pytest.fixture
def people(tree):
    return [PractitionerPageFactory(parent=tree.home, title=name) for name in ("Ann", "Ben")]


def make_condition(tree, **fields):
    return tree.condition(**fields)


def make_therapy(tree, **fields):
    return tree.therapy(**fields)


each_kind = pytest.mark.parametrize("make", [make_condition, make_therapy])


def byline(client, page) -> list[str]:
    return texts(read(client, page), ".clinic-byline li")


@each_kind
def test_who_wrote_and_reviewed_it(client, tree, people, make):
    ann, ben = people
    page = make(tree, author=ann, reviewer=ben, last_reviewed=JANUARY)
    assert byline(client, page) == [
        "Written by Ann",
        "Reviewed by Ben",
        "Last reviewed 2 Jan 2026",
    ]
    link = read(client, page).select_one(".clinic-byline a[rel=author]")
    assert link["href"] == ann.get_url()
    time = read(client, page).select_one(".clinic-byline time")
    assert time["datetime"] == "2026-01-02"


def test_a_page_by_nobody_says_nothing(client, tree):
    assert byline(client, tree.condition()) == []


def unpublish(person):
    person.unpublish()


def restrict(person):
    PageViewRestriction.objects.create(page=person, restriction_type="login")


@each_kind
@pytest.mark.parametrize("hide", [unpublish, restrict, lambda person: person.delete()])
def test_who_is_not_to_be_seen_is_not_named(client, tree, people, make, hide):
    ann, ben = people
    page = make(tree, author=ann, reviewer=ben, last_reviewed=JANUARY)
    hide(type(ann).objects.get(pk=ann.pk))
    assert byline(client, page)[0] == "Reviewed by Ben"
    assert "Ann" not in client.get(page.get_url()).content.decode()


def test_the_preview_of_a_person_stands_in_the_byline(client, tree, people):
    page = tree.condition(author=people[0])
    people[0].title = "Anna"
    response = people[0].make_preview_request(preview_mode="")
    assert "Anna" in response.content.decode()
    assert byline(client, page) == ["Written by Ann"]


# --- What editors enter --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entered", "fields"),
    [
        ({}, []),
        ({"author": "Ann"}, []),
        ({"author": "Ann", "reviewer": "Ben", "last_reviewed": JANUARY}, []),
        ({"last_reviewed": JANUARY}, []),
        ({"reviewer": "Ben"}, ["last_reviewed"]),
        ({"author": "Ann", "reviewer": "Ann", "last_reviewed": JANUARY}, ["reviewer"]),
        ({"last_reviewed": datetime.date(2999, 1, 1)}, ["last_reviewed"]),
    ],
)
def test_what_is_wrong_with_a_review(entered, fields):
    assert [field for field, _message in problems_of_review(entered)] == fields


@pytest.fixture
def send(admin_client, tree, people):
    """Sends the form of a condition that Ann wrote and reviewed, as a draft or to be published."""
    ann, _ben = people
    page = tree.condition(body=[("section", {"heading": "What", "text": "<p>It.</p>"})])

    def send(**more):
        address = f"/admin/pages/{page.pk}/edit/"
        form = BeautifulSoup(admin_client.get(address).content, "html.parser")
        data = {
            field["name"]: field.get("value", "")
            for field in form.select("form#w-editor-form input[name], form[data-edit-form] input")
            if field.get("name") and field.get("type") not in ("checkbox", "submit")
        }
        data |= {"body-count": "0", "title": page.title, "slug": page.slug}
        data |= {"author": ann.pk, "reviewer": ann.pk, "last_reviewed": ""}
        return admin_client.post(address, {**data, **more})

    return send


def test_a_draft_may_be_saved_with_any_of_it(send):
    assert send().status_code == 302


def test_it_is_not_published_so(send):
    response = send(**{"action-publish": "action-publish"})
    assert response.status_code == 200
    html = response.content.decode()
    assert "Enter when it was reviewed." in html
    assert "Choose somebody other than the author." in html
