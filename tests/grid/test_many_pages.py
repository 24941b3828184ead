"""A therapy added to many pages in one action."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_pages.changes.signals import pages_changed
from tests.editors import make_editor_of
from tests.grid.conftest import shows
from tests.grid.helpers import (
    GRID,
    blocks_of,
    blocks_of_draft,
    fresh,
    history_of,
    messages_of,
    soup_of,
)
from tests.overrides.helpers import save_draft

# Its queries are counted.
pytestmark = pytest.mark.postgres


def adding(therapy) -> str:
    return f"{GRID}add/{therapy.pk}/"


def rows_of(client, therapy, **query) -> dict[str, list[str]]:
    """{condition: its status and what becomes of it, where the therapy goes}."""
    soup = soup_of(client.get(adding(therapy), query))
    cells = [tr.select("td") for tr in soup.select("tbody tr")]
    return {_words(row[0].label): [_words(row[0].span), _words(row[1])] for row in cells}


def _words(tag) -> str:
    return " ".join(tag.text.split())


@pytest.fixture
def pages(clinic, tree, admin_user):
    """What moxibustion can be added to: a plain page, one with a draft of somebody else, one that
    was never published, and one that is locked."""
    waiting = tree.condition("Back pain", body=[shows(clinic.cups)])
    save_draft(waiting, summary="Not finished.")
    new = tree.condition("New", publish=False)
    locked = tree.condition("Tinnitus")
    locked.locked, locked.locked_by = True, User.objects.create_user("somebody-else")
    locked.save()
    return {"waiting": waiting, "new": new, "locked": locked, "plain": clinic.gout}


def test_before_it_is_said_what_becomes_of_each_page(admin_client, clinic, pages):
    waits, is_new = "It has other changes that are not published.", "It is not published."
    assert rows_of(admin_client, clinic.moxa) == {
        "Back pain": [f"live + draft, stays a draft: {waits}", "as the first block"],
        "Gout": ["live", "after “Acupuncture”"],
        "New": [f"draft, stays a draft: {is_new}", "as the first block"],
        "Sciatica": ["live", "after “Acupuncture”"],
    }
    soup = soup_of(admin_client.get(adding(clinic.moxa)))
    assert [li.text for li in soup.select(".clinic-many ul li")] == ["“Tinnitus” is locked."]
    # Each can be seen before.
    preview = soup.find("a", href=f"{GRID}preview/{clinic.gout.pk}/{clinic.moxa.pk}/")
    assert "Moxibustion for Gout" in soup_of(admin_client.get(preview["href"])).text
    assert set(rows_of(admin_client, clinic.moxa, q="gou")) == {"Gout"}


@pytest.fixture
def told() -> Iterator[list[int]]:
    """The pages of which it was said that they have changed for visitors."""
    pages: list[int] = []

    def listen(page_ids, **kwargs):
        pages.extend(page_ids)

    pages_changed.connect(listen)
    yield pages
    pages_changed.disconnect(listen)


def test_each_page_is_published_or_not_as_is_right(
    client, admin_user, clinic, pages, told, django_capture_on_commit_callbacks
):
    client.force_login(admin_user)
    chosen = [page.pk for page in pages.values()]
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(adding(clinic.moxa), {"page": chosen, "publish": "1"}, follow=True)
    said = messages_of(response)
    assert clinic.gout.pk in told and not {pages["waiting"].pk, pages["new"].pk} & set(told)
    assert "“Moxibustion” is on 1 more page, published: Gout." in said
    waiting = "is in the draft of 1 page: Back pain. Not published: It has other changes"
    assert waiting in said
    assert "is in the draft of 1 page: New. Not published: It is not published." in said
    assert "“Tinnitus” is locked." in said
    assert blocks_of(pages["plain"]) == ["section", "Cupping", "Acupuncture", "Moxibustion"]
    assert blocks_of(pages["waiting"]) == ["Cupping"]
    assert blocks_of_draft(pages["waiting"]) == ["Moxibustion", "Cupping"]
    assert fresh(pages["waiting"]).get_latest_revision_as_object().summary == "Not finished."
    assert not fresh(pages["new"]).live and blocks_of_draft(pages["new"]) == ["Moxibustion"]
    assert blocks_of_draft(pages["locked"]) == []
    assert "Added “Moxibustion”" in history_of(client, pages["plain"])


def test_as_drafts_nothing_is_published(admin_client, clinic, pages):
    chosen = [clinic.gout.pk, clinic.sciatica.pk]
    response = admin_client.post(adding(clinic.moxa), {"page": chosen, "draft": "1"}, follow=True)
    said = messages_of(response)
    assert "“Moxibustion” is in the drafts of 2 pages: Gout, Sciatica." in said
    assert "Not published" not in said
    assert "Moxibustion" not in blocks_of(clinic.gout)
    assert "Moxibustion" in blocks_of_draft(clinic.gout)


def test_only_her_own_pages(client, clinic):
    client.force_login(make_editor_of(clinic.gout))
    assert set(rows_of(client, clinic.moxa)) == {"Gout"}
    chosen = [clinic.gout.pk, clinic.sciatica.pk, "nonsense"]
    client.post(adding(clinic.moxa), {"page": chosen, "publish": "1"})
    assert "Moxibustion" in blocks_of(clinic.gout)
    assert "Moxibustion" not in blocks_of_draft(clinic.sciatica)


def test_nothing_or_too_much_is_said(admin_client, clinic, monkeypatch):
    monkeypatch.setattr("clinic_pages.lib.many_pages.MOST_AT_ONCE", 1)
    for chosen in ([], [clinic.gout.pk, clinic.sciatica.pk]):
        said = {"page": chosen, "publish": "1"}
        response = admin_client.post(adding(clinic.moxa), said, follow=True)
        assert "Tick the pages that get it, at most 1 at once." in messages_of(response)
    assert "Moxibustion" not in blocks_of(clinic.gout)


def test_a_therapy_that_visitors_do_not_see_says_so(admin_client, tree, clinic):
    herbs = tree.therapy("Herbs", publish=False)
    text = soup_of(admin_client.get(adding(herbs))).text
    assert "Visitors will not see it yet: not published." in text


def test_where_all_have_it_there_is_nothing_to_tick(admin_client, clinic):
    for page in (clinic.gout, clinic.knee, clinic.sciatica):
        assert page.title not in rows_of(admin_client, clinic.needles)
    assert "There is no page" in soup_of(admin_client.get(adding(clinic.needles))).text


def test_few_and_many_cost_the_same(admin_client, tree, clinic):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(adding(clinic.moxa)).status_code == 200
        return len(captured)

    save_draft(clinic.gout, summary="New.")
    queries()
    few = queries()
    for number in range(6):
        tree.condition(f"Condition {number}", body=[shows(clinic.cups)])
    assert queries() == few
