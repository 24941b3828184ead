"""A click that inserts a link: what it saves, for whom, and when not."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import PageLogEntry

from clinic_pages.lib.editing import Refused
from clinic_pages.lib.fields import RICH_TEXT_FEATURES
from clinic_pages.links.suggestions import insert, suggestions
from clinic_pages.models import TherapyPage
from clinic_pages.overrides.stored import find_overrides
from tests.editors import make_editor
from tests.links.helpers import insert_first, link, section, suggested
from tests.overrides.helpers import (
    NEW,
    draft_of,
    fresh,
    override_of,
    publish,
    save_draft,
)
from tests.overrides.test_resolve import lock, take_rights
from tests.trees import read

# Rows are locked, on PostgreSQL only.
pytestmark = pytest.mark.postgres

TEXT = "<p>Some <b>Acupuncture</b> &amp; more.</p>"


@pytest.fixture
def acupuncture(tree):
    return tree.therapy(shared_text="<p>Needles.</p>")


@pytest.fixture
def sciatica(tree, acupuncture):
    return tree.sciatica_with(section(TEXT), summary="Published.")


@pytest.fixture
def editor(db):
    return make_editor()


def linked(acupuncture):
    return f"<p>Some <b>{link(acupuncture, 'Acupuncture')}</b> &amp; more.</p>"


def text_of(page):
    return page.body[0].value["text"].source


def test_it_is_a_new_draft_and_nothing_is_published(client, sciatica, acupuncture, editor):
    before = draft_of(sciatica).body.raw_data[0]
    assert insert_first(sciatica, editor).words == "Acupuncture"
    page, draft = fresh(sciatica), draft_of(sciatica)
    assert page.live and page.has_unpublished_changes
    assert page.latest_revision.user == editor
    assert text_of(page) == TEXT
    assert text_of(draft) == linked(acupuncture)
    assert draft.body.raw_data[0]["id"] == before["id"]
    assert read(client, sciatica).select(f"main a[href='{acupuncture.url}']") == []
    assert PageLogEntry.objects.filter(
        page=page.pk, user=editor, action="clinic_pages.insert_link"
    ).exists()
    assert suggested(sciatica) == []

    page.latest_revision.publish()
    [shown] = read(client, sciatica).select(f"main a[href='{acupuncture.url}']")
    assert shown.get_text() == "Acupuncture"


def test_a_waiting_draft_keeps_its_other_changes(sciatica, acupuncture, editor):
    save_draft(sciatica, summary="Not finished.")
    insert_first(sciatica, editor)
    assert draft_of(sciatica).summary == "Not finished."
    assert text_of(draft_of(sciatica)) == linked(acupuncture)
    assert fresh(sciatica).summary == "Published."


def test_an_unpublished_page_stays_so(tree, acupuncture, editor):
    page = tree.condition("Gout", [section(TEXT)], publish=False)
    insert_first(page, editor)
    assert not fresh(page).live
    assert text_of(fresh(page)) == text_of(draft_of(page)) == linked(acupuncture)


def test_in_lists_and_in_fields(tree, acupuncture, editor):
    questions = [{"question": "?", "answer": "<p>No.</p>"}, {"question": "?", "answer": TEXT}]
    gout = tree.condition("Gout", [("questions", {"questions": questions})])
    cupping = tree.therapy("Cupping", cautions=TEXT)
    before = gout.body.raw_data[0]["value"]["questions"]
    for page in (gout, cupping):
        insert_first(page, editor)
    after = draft_of(gout).body.raw_data[0]["value"]["questions"]
    assert [each["id"] for each in after] == [each["id"] for each in before]
    assert [each["value"]["answer"] for each in after] == ["<p>No.</p>", linked(acupuncture)]
    assert draft_of(cupping).cautions == linked(acupuncture)


def test_the_editor_keeps_the_link(sciatica, acupuncture, editor):
    """Wagtail reads rich text into another form, and writes it anew when the page is saved."""
    insert_first(sciatica, editor)
    converter = ContentstateConverter(RICH_TEXT_FEATURES)
    stored = converter.from_database_format(text_of(draft_of(sciatica)))
    assert link(acupuncture, "<b>Acupuncture</b>") in converter.to_database_format(stored)


@pytest.mark.parametrize("is_stale", [False, True])
def test_an_override_stays_as_stale_as_it_was(tree, acupuncture, editor, is_stale):
    tree.therapy("Cupping", shared_text="<p>Cups.</p>")
    page = tree.sciatica_with(override_of(acupuncture, "<p>Not like cupping.</p>"))
    if is_stale:
        publish(acupuncture, shared_text=NEW)
    [before] = find_overrides(page=page)
    insert_first(page, editor)
    [after] = find_overrides(page=page)
    assert "linktype" in after.html
    assert after.is_stale == before.is_stale == is_stale
    assert (after.seen, after.fingerprint) == (before.seen, before.fingerprint)


def test_a_link_in_a_shared_text_makes_no_override_stale(tree, sciatica, acupuncture, editor):
    page = tree.condition("Gout", [override_of(acupuncture)])
    publish(acupuncture, shared_text="<p>Good for sciatica.</p>")
    [override] = find_overrides(page=page)
    assert override.is_stale
    publish(page, body=[override_of(acupuncture, "<p>Written anew.</p>")])
    insert_first(acupuncture, editor)
    fresh(acupuncture).latest_revision.publish()
    assert "linktype" in fresh(acupuncture).shared_text
    [override] = find_overrides(page=page)
    assert not override.is_stale


def edit_meanwhile(page, user):
    save_draft(page, summary="Edited meanwhile.")


def save_the_same_revision_again(page, user):
    """As Wagtail's autosave does."""
    draft = draft_of(page)
    draft.summary = "Typed meanwhile."
    last = page.latest_revision
    draft.save_revision(user=last and last.user, overwrite_revision=last)


def insert_meanwhile(page, user):
    insert_first(page, make_editor("quick"))


def unpublish_the_other_meanwhile(page, user):
    TherapyPage.objects.get().unpublish()


MEANWHILE = "has changed meanwhile: look again"
REFUSALS = {
    "locked": (lock, "is locked"),
    "no rights": (take_rights, "You may not edit"),
    "edited meanwhile": (edit_meanwhile, MEANWHILE),
    "saved again meanwhile": (save_the_same_revision_again, MEANWHILE),
    "inserted meanwhile": (insert_meanwhile, MEANWHILE),
    "unpublished meanwhile": (unpublish_the_other_meanwhile, MEANWHILE),
}


@pytest.mark.parametrize("happen, message", REFUSALS.values(), ids=REFUSALS)
def test_refused_without_a_trace(sciatica, editor, happen, message):
    save_draft(sciatica)
    [seen] = suggestions(draft_of(sciatica))
    happen(fresh(sciatica), editor)
    revisions = list(fresh(sciatica).revisions.values())
    with pytest.raises(Refused, match=message):
        insert(sciatica, seen.fingerprint, editor)
    assert list(fresh(sciatica).revisions.values()) == revisions


def test_an_alias_is_refused(sciatica, editor):
    alias = fresh(sciatica).create_alias(update_slug="alias")
    [seen] = suggestions(alias)
    with pytest.raises(Refused, match="alias"):
        insert(alias, seen.fingerprint, editor)
