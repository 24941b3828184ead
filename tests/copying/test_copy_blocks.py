"""Blocks of a page put on other pages."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from clinic_pages.copying import views
from clinic_pages.lib import many_pages
from clinic_pages.models import ConditionPage
from clinic_pages.overrides.stored import find_stale
from home.factories import StandardPageFactory
from tests.editors import make_editor_of, open_form
from tests.grid.helpers import blocks_of, blocks_of_draft, fresh, history_of, messages_of, soup_of
from tests.overrides.helpers import NEW, OLD, OWN, override_of, publish, save_draft

# Rows are locked, and queries are counted.
pytestmark = pytest.mark.postgres

SECTION = ("section", {"heading": "What is it?", "text": "<p>It hurts.</p>"})
QUESTIONS = {"heading_override": "", "questions": [{"question": "Long?", "answer": "<p>No.</p>"}]}


@pytest.fixture
def needles(tree):
    return tree.therapy(shared_text=OLD)


@pytest.fixture
def sciatica(tree, needles):
    """A section, a therapy in words that are old by now, and questions."""
    page = tree.sciatica_with(SECTION, override_of(needles), ("questions", QUESTIONS))
    publish(needles, shared_text=NEW)
    return page


@pytest.fixture
def knee(tree):
    cups = tree.therapy("Cupping", shared_text="<p>Warm.</p>")
    first = ("section", {"heading": "The knee", "text": "<p>A joint.</p>"})
    return tree.condition("Knee pain", body=[first, ("therapy", {"therapy": cups})])


def address(page, screen="") -> str:
    return f"/admin/clinic-pages/copy-blocks/{page.pk}/{screen}"


def ids_of(page, *numbers) -> list[str]:
    return [fresh(page).body[number].id for number in numbers]


def pages_screen(client, source, *numbers, **query):
    query = {"block": ids_of(source, *numbers), **query}
    return soup_of(client.get(address(source, "pages/"), query))


def rows_of(soup) -> dict[str, list[str]]:
    """{page: its status and what becomes of it, where the blocks go}."""
    rows = [tr.select("td") for tr in soup.select("tbody tr")]
    return {_words(row[0].label): [_words(row[0].span), _words(row[1])] for row in rows}


def _words(tag) -> str:
    return " ".join(tag.text.split())


def copy(client, source, numbers, pages, how="publish", **said):
    """What the screen sends for who has ticked these pages."""
    form = pages_screen(client, source, *numbers).select_one("main form")
    hidden = {"fingerprint": form.select_one("[name=fingerprint]")["value"]}
    said = {**hidden, "block": ids_of(source, *numbers), how: "1", **said}
    said["page"] = [each.pk for each in pages]
    return client.post(address(source, "pages/"), said, follow=True)


def test_from_the_form_of_a_page_to_its_blocks(admin_client, sciatica):
    [link] = open_form(admin_client, sciatica).select(f"a[href='{address(sciatica)}']")
    assert "Copy blocks to other pages" in link.text
    blocks = soup_of(admin_client.get(address(sciatica))).select("form li")
    assert [_words(block) for block in blocks] == [
        "Section What is it? It hurts.",
        "Therapy Acupuncture for Sciatica Only here.",
        "Questions and answers Long? No.",
    ]
    response = admin_client.get(address(sciatica, "pages/"), follow=True)
    assert "Tick the blocks that you want to copy." in messages_of(response)


def test_before_it_is_said_what_becomes_of_each_page(admin_client, tree, sciatica, knee, needles):
    has_it = tree.condition("Gout", body=[("therapy", {"therapy": needles})])
    StandardPageFactory(parent=tree.home, title="About us")
    tree.condition("New", publish=False)
    rows = rows_of(pages_screen(admin_client, sciatica, 0, 1))
    draft = "stays a draft: It is not published."
    at_first = "as the first block, after “Section”"
    assert rows == {
        **{title: ["live", at_first] for title in ("About us", "Acupuncture", "Clinic", "Cupping")},
        "Gout": ["live, “Gout” has “Acupuncture” already.", ""],
        "Knee pain": ["live", "after “Section”"],
        "New": [f"draft, {draft}", at_first],
    }
    soup = pages_screen(admin_client, sciatica, 0, 1)
    assert [box["value"] for box in soup.select("[type=checkbox][disabled]")] == [str(has_it.pk)]


def test_copies_have_their_own_ids_and_the_memory_of_their_override(
    admin_client, sciatica, knee, needles
):
    response = copy(admin_client, sciatica, [0, 1, 2], [knee])
    said = "Copied from “Sciatica” to 1 page, published: Knee pain."
    assert said in messages_of(response)
    assert blocks_of(knee) == ["section", "section", "Acupuncture", "Cupping", "questions"]
    stored, source = (list(fresh(each).body.raw_data) for each in (knee, sciatica))
    ids = [each["id"] for each in stored] + [stored[-1]["value"]["questions"][0]["id"]]
    theirs = [each["id"] for each in source] + [source[-1]["value"]["questions"][0]["id"]]
    assert all(ids) and len(set(ids)) == len(ids) and not set(ids) & set(theirs)
    # What was written against the older shared text is as old here.
    stale = {override.page.title: override for override in find_stale(therapy=needles)}
    assert set(stale) == {"Knee pain", "Sciatica"}
    assert stale["Knee pain"].html == OWN and stale["Knee pain"].seen == "Old shared words."
    assert "Copied blocks from “Sciatica” to this page" in history_of(admin_client, knee)
    assert blocks_of(sciatica) == ["section", "Acupuncture", "questions"]


def test_each_page_is_published_or_not_as_is_right(client, admin_user, tree, sciatica, knee):
    client.force_login(admin_user)
    waiting = tree.condition("Back pain")
    save_draft(waiting, summary="Not finished.")
    locked = tree.condition("Tinnitus")
    locked.locked, locked.locked_by = True, User.objects.create_user("somebody-else")
    locked.save()
    about = StandardPageFactory(parent=tree.home, title="About us")
    said = messages_of(copy(client, sciatica, [0], [waiting, locked, knee, about]))
    assert "to 2 pages, published: About us, Knee pain." in said
    assert "to the draft of 1 page: Back pain. Not published: It has other changes" in said
    assert "“Tinnitus” is locked." in said
    assert blocks_of(about) == ["section"] and blocks_of(waiting) == []
    assert blocks_of_draft(waiting) == ["section"] and blocks_of_draft(locked) == []
    assert fresh(waiting).get_latest_revision_as_object().summary == "Not finished."


def test_as_drafts_nothing_is_published_and_twice_is_once(admin_client, sciatica, knee):
    said = messages_of(copy(admin_client, sciatica, [2], [knee], how="draft"))
    assert "Copied from “Sciatica” to the draft of 1 page: Knee pain." in said
    assert "questions" not in blocks_of(knee)
    again = messages_of(copy(admin_client, sciatica, [2], [knee], how="draft"))
    assert "“Knee pain” has “Questions and answers” already." in again
    assert blocks_of_draft(knee).count("questions") == 1


def test_what_a_page_may_have_once_is_not_copied_twice(admin_client, tree, sciatica):
    source = tree.condition("Gout", body=[("booking", None)])
    there = tree.condition("Knee pain", body=[("booking", None)])
    said = messages_of(copy(admin_client, source, [0], [there, sciatica]))
    assert "“Knee pain” has “Booking box” already." in said
    assert "published: Sciatica." in said and blocks_of(there) == ["booking"]


def test_a_preview_saves_nothing(admin_client, sciatica, knee):
    said = {"block": ids_of(sciatica, 1)}
    response = admin_client.post(address(sciatica, f"preview/{knee.pk}/"), said)
    assert "Acupuncture for Knee pain" in soup_of(response).text
    assert blocks_of_draft(knee) == ["section", "Cupping"]
    assert admin_client.get(address(sciatica, f"preview/{knee.pk}/")).status_code == 405


def test_while_one_looks_for_others_what_is_ticked_stays(admin_client, tree, sciatica, knee):
    gout = tree.condition("Gout", alternate_names="Podagra")
    said = {"block": ids_of(sciatica, 0), "page": [knee.pk], "q": "podag", "look": "1"}
    soup = soup_of(admin_client.post(address(sciatica, "pages/"), said, follow=True))
    assert list(rows_of(soup)) == ["Knee pain", "Gout"]
    assert [box["value"] for box in soup.select("[checked]")] == [str(knee.pk)]
    assert blocks_of_draft(gout) == []


def test_a_source_that_has_changed_meanwhile_is_looked_at_again(admin_client, sciatica, knee):
    said = messages_of(copy(admin_client, sciatica, [0], [knee], fingerprint="older"))
    assert "“Sciatica” has changed meanwhile: look again." in said
    assert blocks_of_draft(knee) == ["section", "Cupping"]


def test_nothing_or_too_much_is_said(admin_client, sciatica, knee, tree, monkeypatch):
    monkeypatch.setattr(many_pages, "MOST_AT_ONCE", 1)
    for pages in ([], [knee, tree.home]):
        said = messages_of(copy(admin_client, sciatica, [0], pages))
        assert "Tick the pages that get it, at most 1 at once." in said
    assert blocks_of_draft(knee) == ["section", "Cupping"]


def test_only_her_own_pages(client, tree, sciatica, knee):
    client.force_login(make_editor_of(knee))
    assert client.get(address(sciatica)).status_code in (302, 404)
    client.force_login(make_editor_of(sciatica, name="eva"))
    assert rows_of(pages_screen(client, sciatica, 0)) == {}
    copy(client, sciatica, [0], [knee])
    assert blocks_of_draft(knee) == ["section", "Cupping"]


def test_pages_of_another_language_are_not_offered(client, admin_user, in_languages, tree):
    # Its own words are those of one language.
    german = Page.objects.first().locale.__class__.objects.create(language_code="de")
    client.force_login(admin_user)
    source = tree.sciatica_with(SECTION)
    tree.condition("Knee pain")
    for page in (tree.home, tree.conditions, source):
        page.copy_for_translation(german)
    assert set(rows_of(pages_screen(client, source, 0))) == {"Clinic", "Knee pain"}


def test_few_and_many_cost_the_same(admin_client, tree, sciatica, knee):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert pages_screen(admin_client, sciatica, 0, 1)
        return len(captured)

    save_draft(knee, summary="New.")
    queries()
    few = queries()
    for number in range(60):
        tree.condition(f"Condition {number}", body=[SECTION])
    # They are of fewer types.
    assert queries() <= few
    assert len(rows_of(pages_screen(admin_client, sciatica, 0, 1))) == views.ROWS
    assert ConditionPage.objects.count() > views.ROWS
