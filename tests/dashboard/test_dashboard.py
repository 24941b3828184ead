"""What an editor reads on the admin's first screen, and after she has published."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clinic_pages.page_checks.stored import refresh
from search.models import MissedSearch
from tests.editors import make_editor, make_editor_of, post_therapy

# The number of queries may differ.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def needs(client) -> dict[str, str]:
    """{what the first screen says: where its link leads}, in order."""
    soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
    found = {}
    for row in soup.select(".clinic-needs li"):
        link = row.select_one("a")
        found[row.select_one("span").get_text()] = link["href"] if link else ""
    return found


def find(client, words: str) -> tuple[int, str]:
    """(its place, its link)"""
    for number, (said, url) in enumerate(needs(client).items()):
        if words in said:
            return number, url
    raise AssertionError(f"{words!r} is not in {list(needs(client))}")


def reworded(tree, **fields):
    cupping = tree.therapy("Cupping", shared_text="<p>Cups.</p>")
    block = {"therapy": cupping, "text_override": "<p>Own.</p>"}
    return cupping, tree.condition(title="Sciatica", body=[("therapy", block)], **fields)


def test_nothing_waits(client, tree):
    client.force_login(make_editor_of(tree.conditions))
    assert "Nothing waits for you." in client.get("/admin/").content.decode()


def test_what_waits_is_said_by_urgency(client, tree):
    mara = make_editor()
    client.force_login(mara)
    cupping, page = reworded(tree)
    cupping.shared_text = "<p>Cups, and not for long.</p>"
    cupping.save_revision().publish()
    moxa = tree.therapy("Moxibustion", shared_text="<p>Warm.</p>")
    draft = tree.condition(title="Gout")
    draft.title = "Gout in the toe"
    draft.save_revision(user=mara)
    later = tree.condition(title="Migraine")
    later.go_live_at = timezone.now() + timedelta(days=2)
    later.save_revision().publish()
    MissedSearch.objects.create(digest="a", words="frozen shoulder", times=4)
    refresh([page.pk])

    stale, url = find(client, "A shared text has changed since it was reworded here")
    assert "Own." in client.get(url).content.decode()
    unpublished, url = find(client, "Your changes to “Gout in the toe” are not published")
    assert url == f"/admin/pages/{draft.pk}/edit/"
    missed, url = find(client, "“frozen shoulder”")
    assert "frozen shoulder" in client.get(url).content.decode()
    find(client, "on pages could be better")
    find(client, "“Migraine” will be published on")
    find(client, f"1 therapy is on no condition's page: {moxa.title}")
    assert max(stale, unpublished) < missed


def test_what_is_gone_is_not_said(client, tree):
    client.force_login(make_editor())
    cupping, page = reworded(tree)
    cupping.unpublish()
    refresh([page.pk])
    place, url = find(client, "Visitors do not see one of the blocks")
    assert place == 0
    assert "Sciatica" in client.get(url).content.decode()
    cupping.save_revision().publish()
    refresh([page.pk])
    assert "Visitors do not see" not in str(needs(client))


def test_only_of_pages_that_she_may_edit(client, tree):
    cupping, page = reworded(tree)
    cupping.unpublish()
    refresh([page.pk])
    client.force_login(make_editor_of(tree.therapies))
    assert "Visitors do not see" not in str(needs(client))


def test_as_many_queries_for_many_pages(client, tree):
    client.force_login(make_editor())
    _cupping, page = reworded(tree)
    refresh([page.pk])
    client.get("/admin/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/admin/")
    more = [tree.condition(title=f"Condition {number}") for number in range(8)]
    refresh([each.pk for each in more])
    client.get("/admin/")
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/")
    assert len(many) <= len(few)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_publish_says_what_it_has_done(client, tree):
    client.force_login(make_editor())
    cupping, _page = reworded(tree)
    for title in ("Gout", "Migraine"):
        tree.condition(title=title, body=[("therapy", {"therapy": cupping})])
    post_therapy(client, cupping, "<p>New.</p>", **{"action-publish": "action-publish"})
    said = client.get("/admin/").content.decode()
    assert "keeps its own words" in said
    assert "other pages that show it are up to date" in said
