"""Texts that name a page are told of before it goes, and after it has another name."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_pages.links.prose import naming
from clinic_pages.links.removal import MOST_NAMES
from clinic_pages.links.renames import address_of
from home.factories import StandardPageFactory
from tests.editors import make_editor, make_editor_of, rows_of
from tests.showing.test_asking import edit_address, form_of
from tests.showing.test_removal import question
from tests.trees import texts


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


def section(text: str) -> tuple:
    return "section", {"heading": "", "text": text}


def words_of(found: dict) -> dict[int, list[str]]:
    return {pk: ["".join(each) for each in sentences] for pk, sentences in found.items()}


def test_names_are_found_in_whatever_an_editor_wrote(tree):
    rich = tree.condition(
        "Rich", body=[section("<p>Rest. Try <b>acupuncture</b> first. Or not.</p>")]
    )
    question = {"question": "Does Acupuncture hurt?", "answer": "<p>No.</p>"}
    listed = tree.condition("Listed", body=[("questions", {"questions": [question]})])
    described = tree.condition("Described", search_description="With acupuncture and rest.")
    summed = tree.condition("Summed", summary="Acupuncture helps some people.")
    other = tree.condition("Other", body=[section("<p>Acupunctures, electroacupuncture.</p>")])
    draft = tree.condition("Draft", summary="Acupuncture.", publish=False)
    found = words_of(naming(["Acupuncture"]))
    assert found == {
        rich.pk: ["Try acupuncture first. "],
        listed.pk: ["Does Acupuncture hurt?"],
        described.pk: ["With acupuncture and rest."],
        summed.pk: ["Acupuncture helps some people."],
    }
    assert other.pk not in found and draft.pk not in found


@pytest.mark.parametrize("name", ["Ménière’s", "Moxa & Co", "Иглоукалывание"])
def test_names_in_any_letters(tree, name):
    html = name.replace("&", "&amp;")
    page = tree.condition("Rich", body=[section(f"<p>Try {html} first.</p>")])
    assert words_of(naming([name])) == {page.pk: [f"Try {name} first."]}


def test_a_longer_name_is_another_one(tree):
    tree.condition("Rich", body=[section("<p>Acupuncture without needles.</p>")])
    assert not naming(["Acupuncture"], longer=["Acupuncture without needles"])


@pytest.mark.postgres
def test_pages_that_do_not_name_it_are_not_read(tree):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            naming(["Acupuncture"])
        return len(queries)

    before = cost()
    for number in range(5):
        tree.condition(f"Condition {number}", summary="Acupuncture helps.")
    assert cost() == before


# --- Before it goes ------------------------------------------------------------------------------


def test_texts_that_name_it_are_a_reason_to_ask(tree, mara_client):
    therapy = tree.therapy("Moxa")
    tree.condition("Knee", summary="We often use moxa. It is warm.")
    address = f"/admin/pages/{therapy.pk}/unpublish/"
    soup = question(mara_client.get(address))
    assert "The text of 1 published page names it." in soup.text
    assert rows_of(soup) == [["Knee", "We often use moxa ."]]
    assert texts(soup, "mark") == ["moxa"]
    assert question(mara_client.post(address))
    assert type(therapy).objects.get(pk=therapy.pk).live


def test_of_texts_that_she_does_not_find_an_editor_learns_the_number(tree, client):
    therapy = tree.therapy("Moxa")
    tree.condition("Knee", summary="We often use moxa.")
    client.force_login(make_editor_of(therapy))
    soup = question(client.get(f"/admin/pages/{therapy.pk}/unpublish/"))
    assert "Knee" not in soup.text
    assert "And 1 page that is not listed here or that you cannot open." in soup.text


# --- After it has another name -------------------------------------------------------------------


def rename(client, page, **fields) -> BeautifulSoup:
    data = form_of(client, page) | {"action-publish": "action-publish", **fields}
    response = client.post(edit_address(page), data, follow=True)
    return BeautifulSoup(response.content, "html.parser")


def test_a_rename_tells_which_texts_still_have_the_old_name(tree, mara_client):
    therapy = tree.therapy("Moxa")
    tree.condition("Knee", summary="We often use moxa.")
    soup = rename(mara_client, therapy, title="Warming with herbs")
    [message] = [each for each in texts(soup, ".messages li") if "still say" in each]
    assert "The text of 1 published page still says “Moxa”." in message
    assert "Its address still has the old name, too" in message
    link = next(a for a in soup.select("a") if a.get_text(strip=True) == "See these texts")
    listed = BeautifulSoup(mara_client.get(link["href"]).content, "html.parser")
    assert rows_of(listed) == [["Knee", "We often use moxa ."]]

    tree.conditions.get_children().get().specific.delete()
    again = mara_client.get(link["href"]).content.decode()
    assert "No published text says “Moxa” any more." in again


def test_with_another_slug_the_old_address_leads_to_the_new_one(
    tree, mara_client, client, django_capture_on_commit_callbacks
):
    therapy = tree.therapy("Moxa")
    old = therapy.url
    with django_capture_on_commit_callbacks(execute=True):
        soup = rename(mara_client, therapy, title="Warming", slug="warming")
    assert any(
        "Its old address leads to the new one." in each for each in texts(soup, ".messages li")
    )
    assert client.get(old)["Location"].endswith("/warming/")


def test_who_keeps_the_name_reads_nothing(tree, mara_client):
    therapy = tree.therapy("Moxa")
    tree.condition("Knee", summary="We often use moxa.")
    assert "still says" not in rename(mara_client, therapy).text


def test_the_list_is_for_those_who_may_edit_the_page(tree, client):
    therapy = tree.therapy("Moxa")
    client.force_login(make_editor_of(tree.conditions))
    assert client.get(f"/admin/clinic-pages/old-name/{therapy.pk}/?name=Moxa").status_code == 302


def test_of_many_pages_no_sentences_are_sought(tree, mara_client):
    for number in range(MOST_NAMES + 1):
        tree.condition(f"Condition number {number}")
    tree.home.search_description = "About condition number 1."
    tree.home.save_revision().publish()
    response = mara_client.get(f"/admin/pages/{tree.conditions.pk}/unpublish/")
    assert response.status_code == 200
    assert "About" not in response.content.decode()


def test_words_of_what_only_some_may_read_are_told_to_those_who_work_there(tree, client):
    therapy = tree.therapy("Moxa")
    members = tree.condition("Members", summary="We often use moxa.")
    members.view_restrictions.create(restriction_type="login")
    below = StandardPageFactory(parent=members, title="Below")
    client.force_login(make_editor_of(below, therapy))
    listed = client.get(address_of(therapy, "Moxa")).content.decode()
    assert "often use" not in listed
    assert client.get(f"/admin/clinic-pages/old-name/{therapy.pk}/?name=moxa").status_code == 404
