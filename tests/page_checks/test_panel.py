"""The search result under Promote, and what keeps the saved page from being found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_pages.models import ConditionPage
from home.factories import StandardPageFactory
from tests.editors import edit_address, make_editor, open_form
from tests.showing.test_previews import form_data
from tests.trees import texts

# Its queries are counted.
pytestmark = pytest.mark.postgres


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


def lines(soup, name) -> list[str]:
    """On a phone, and on a desktop."""
    return texts(soup, f".clinic-results__{name}")


def findings(soup) -> list[str]:
    return [each.strong.text for each in soup.select(".clinic-checks__check")]


def test_the_result_as_it_would_stand_there(mara_client, tree):
    words = "What sciatica is and how we treat it at our clinic in the middle of the town. " * 2
    soup = open_form(mara_client, tree.condition(search_description=words))
    assert lines(soup, "title") == ["Sciatica – Test clinic"] * 2
    assert lines(soup, "address") == ["localhost › conditions › sciatica"] * 2
    phone, desktop = lines(soup, "description")
    assert len(phone) < len(desktop) < len(words)
    assert words.startswith(phone.rstrip("…")) and words.startswith(desktop.rstrip("…"))


def test_the_result_shows_the_draft(mara_client, tree):
    page = tree.condition()
    page.seo_title, page.slug = "Leg pain", "leg-pain"
    page.save_revision()
    soup = open_form(mara_client, page)
    assert lines(soup, "title")[0] == "Leg pain – Test clinic"
    assert lines(soup, "address")[0] == "localhost › conditions › leg-pain"


def test_the_first_words_stand_in_for_a_description(mara_client, tree):
    soup = open_form(mara_client, tree.condition(summary="Pain down the leg."))
    assert lines(soup, "description") == ["Pain down the leg."] * 2


def test_the_front_has_the_sites_own_address(mara_client, tree):
    assert lines(open_form(mara_client, tree.home), "address") == ["localhost"] * 2


def test_a_page_that_is_not_stored_yet(mara_client, tree):
    address = f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/"
    response = mara_client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    assert "clinic-results__title" in html
    assert 'data-clinic="Test clinic"' in html
    assert "clinic-checks" not in html


def test_what_is_wrong_leads_to_its_field(mara_client, tree):
    soup = open_form(mara_client, tree.condition(seo_title="words " * 30))
    assert "The title is cut off among search results." in findings(soup)
    assert soup.select_one('a[data-clinic-field="seo_title"]')["href"] == (
        "#:w:contentpath=seo_title"
    )


def test_only_fields_of_the_form_are_led_to(mara_client, tree):
    soup = open_form(mara_client, tree.therapies)
    assert "No link leads from this page to another page of the site." in findings(soup)
    assert not soup.select('a[data-clinic-field="body"]')


def test_what_is_wrong_with_the_last_draft(mara_client, tree):
    page = tree.condition()
    assert "Another page has the same title." not in findings(open_form(mara_client, page))
    tree.condition("Knee")
    page.seo_title = "knee"
    page.save_revision()
    assert "Another page has the same title." in findings(open_form(mara_client, page))


def test_nothing_to_find(mara_client, tree):
    page = StandardPageFactory(parent=tree.home, hide_from_search_engines=True)
    soup = open_form(mara_client, page)
    assert not findings(soup)
    assert "Nothing keeps the page, as last saved, from being found." in soup.text


def test_a_page_that_cannot_be_rendered_can_be_edited(mara_client, tree, monkeypatch, caplog):
    page = tree.condition()
    monkeypatch.setattr(ConditionPage, "template", "there/is/none.html")
    soup = open_form(mara_client, page)
    assert "cannot be shown" in soup.text
    assert "could not be looked at" in caplog.text


def test_a_form_with_mistakes_still_shows_the_result(mara_client, tree):
    page = tree.condition()
    data = {"body-count": 0, **form_data(open_form(mara_client, page)), "title": ""}
    response = mara_client.post(edit_address(page), data)
    assert response.status_code == 200
    assert "clinic-checks__check" in response.content.decode()


def test_the_form_costs_the_same_on_small_and_large_sites(mara_client, tree):
    def queries(page) -> int:
        open_form(mara_client, page)
        with CaptureQueriesContext(connection) as captured:
            open_form(mara_client, page)
        return len(captured)

    page = tree.condition()
    tree.condition("The first beside it")
    few = queries(page)
    for number in range(8):
        tree.condition(f"Condition {number}")
    assert queries(page) == few
