"""Overrides age well: they remember the shared text that they were written against."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale
from wagtail.rich_text import RichText

from clinic_pages.overrides.decisions import Decision
from clinic_pages.overrides.stored import find_overrides, find_stale
from tests.overrides.helpers import (
    NEW,
    OLD,
    OWN,
    decide,
    draft_of,
    fresh,
    override_of,
    publish,
    save_draft,
    stale_overrides,
    value_of,
)
from tests.trees import read, texts


def test_an_override_remembers_what_it_was_written_against(sciatica, therapy):
    assert value_of(sciatica)["shared_text_seen"] == "Old shared words."
    assert not value_of(sciatica).is_stale
    assert stale_overrides(sciatica) == []


def test_without_an_override_nothing_is_remembered(tree, therapy):
    page = tree.sciatica_with(("therapy", {"therapy": therapy, "heading_override": "Needles"}))
    assert value_of(page)["shared_text_seen"] == ""
    assert value_of(page)["seen_for"] == ""
    publish(therapy, shared_text=NEW)
    assert not value_of(page).is_stale


def test_it_is_stale_once_another_shared_text_is_published(stale_page, therapy):
    assert value_of(stale_page).is_stale
    [stale] = stale_overrides(fresh(stale_page))
    assert stale.therapy == therapy
    assert stale.seen == "Old shared words."
    assert stale.shared_text == "New shared words."
    assert stale.text == "Only here."
    assert stale.block_id == stale_page.body[0].id
    assert ("deletion", "Old") in stale.shared_text_changes


def test_a_life(stale_page, therapy, admin_user):
    decide(stale_page, Decision.KEEP, admin_user)
    assert stale_overrides(fresh(stale_page)) == []
    assert value_of(stale_page)["text_override"].source == OWN

    publish(therapy, shared_text="<p>Third words.</p>")
    assert [each.seen for each in stale_overrides(fresh(stale_page))] == ["New shared words."]

    decide(stale_page, Decision.TAKE_SHARED, admin_user)
    assert list(find_overrides()) == []
    assert value_of(stale_page)["text_override"].source == ""
    assert value_of(stale_page)["shared_text_seen"] == ""


def test_visitors_read_a_stale_override_as_ever(client, stale_page):
    assert "Only here." in texts(read(client, stale_page), ".clinic-therapy")[0]


NO_CHANGES = {
    "mark-up": "<p>Old <b>shared</b> words.</p>",
    "keys": '<p data-block-key="x1">Old shared words.</p>',
    "white space": "<p>Old  shared\n words.</p><p></p>",
    "a link": '<p>Old <a href="https://example.org">shared</a> words.</p>',
    "an entity": "<p>Old&nbsp;shared words.</p>",
}


@pytest.mark.parametrize("shared_text", NO_CHANGES.values(), ids=NO_CHANGES)
def test_what_changes_no_word_makes_nothing_stale(sciatica, therapy, shared_text):
    publish(therapy, shared_text=shared_text)
    assert stale_overrides(fresh(sciatica)) == []


def test_a_draft_of_the_shared_text_makes_nothing_stale(sciatica, therapy):
    save_draft(therapy, shared_text=NEW)
    assert stale_overrides(fresh(sciatica)) == []


def test_a_shared_text_that_is_changed_back_makes_it_fresh_again(stale_page, therapy):
    publish(therapy, shared_text=OLD)
    assert stale_overrides(fresh(stale_page)) == []


def test_a_therapy_that_is_not_published_makes_nothing_stale(stale_page, therapy):
    fresh(therapy).unpublish()
    assert stale_overrides(fresh(stale_page)) == []


def test_an_override_written_anew_is_fresh(stale_page):
    page = draft_of(stale_page)
    page.body[0].value["text_override"] = RichText("<p>Written anew.</p>")
    page.save_revision().publish()
    assert stale_overrides(fresh(page)) == []
    assert value_of(page)["shared_text_seen"] == "New shared words."


def test_an_override_that_is_merely_saved_again_stays_stale(stale_page):
    page = draft_of(stale_page)
    page.body[0].value["text_override"] = RichText('<p data-block-key="k">Only <b>here</b>.</p>')
    page.save_revision().publish()
    assert len(stale_overrides(fresh(page))) == 1


def test_another_therapy_is_another_memory(tree, stale_page):
    page = draft_of(stale_page)
    page.body[0].value["therapy"] = tree.therapy("Cupping", shared_text="<p>Warm cups.</p>")
    page.save_revision().publish()
    assert value_of(page)["shared_text_seen"] == "Warm cups."
    assert stale_overrides(fresh(page)) == []


def test_data_from_before_is_not_stale_and_learns_when_saved(sciatica, therapy):
    raw = [{"type": "therapy", "value": {"therapy": therapy.pk, "text_override": OWN}, "id": "b"}]
    publish(sciatica, body=sciatica.body.stream_block.to_python(raw))
    publish(therapy, shared_text=NEW)
    [override] = find_overrides(page=sciatica)
    assert override.seen is None
    assert not override.is_stale
    old = draft_of(sciatica)
    assert old.body[0].value["text_override"].source == OWN
    old.save_revision().publish()
    [override] = find_overrides(page=sciatica)
    assert override.seen == "New shared words."


def test_an_override_of_a_therapy_without_text_is_stale_when_it_gets_one(tree):
    therapy = tree.therapy(shared_text="")
    page = tree.sciatica_with(override_of(therapy))
    assert stale_overrides(page) == []
    publish(therapy, shared_text=NEW)
    assert [each.seen for each in stale_overrides(fresh(page))] == [""]


def test_a_draft_in_hand_does_not_count_as_the_shared_text(tree, therapy):
    save_draft(therapy, shared_text=NEW)
    page = tree.sciatica_with(override_of(draft_of(therapy)))
    assert value_of(page)["shared_text_seen"] == "Old shared words."


def copied(page):
    return page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=True)


def aliased(page):
    return page.create_alias(update_slug="alias")


def translated(page):
    german = Locale.objects.create(language_code="de")
    return page.copy_for_translation(german, copy_parents=True)


def moved(page):
    page.move(page.get_parent(), pos="first-child")
    return page


@pytest.mark.parametrize("take_along", [copied, aliased, translated, moved])
def test_copies_of_every_kind_keep_the_memory(sciatica, therapy, settings, take_along):
    settings.WAGTAIL_I18N_ENABLED = True
    other = fresh(take_along(fresh(sciatica)))
    publish(therapy, shared_text=NEW)
    value = draft_of(other).body[0].value
    assert value["shared_text_seen"] == "Old shared words."
    assert value.is_stale


def test_an_alias_follows_its_source(stale_page, admin_user):
    alias = aliased(fresh(stale_page))
    assert {each.page.pk for each in find_stale()} == {stale_page.pk}
    decide(stale_page, Decision.KEEP, admin_user)
    assert not value_of(alias).is_stale


def test_reverting_brings_back_the_old_override_with_its_memory(sciatica, therapy):
    before = fresh(sciatica).latest_revision
    publish(sciatica, body=[override_of(therapy, "<p>Reworded.</p>")])
    publish(therapy, shared_text=NEW)
    publish(sciatica, body=[override_of(therapy, "<p>Reworded again.</p>")])
    assert stale_overrides(fresh(sciatica)) == []

    before.as_object().save_revision(previous_revision=before).publish()
    [stale] = stale_overrides(fresh(sciatica))
    assert (stale.text, stale.seen) == ("Only here.", "Old shared words.")


def test_an_import_remembers_too(tree, therapy, tmp_path):
    file = tmp_path / "sciatica.txt"
    file.write_text("Sciatica\n\nAcupuncture for Sciatica\n\nNeedles ease sciatica for some.\n")
    call_command("import_condition", str(file), publish=True)
    [override] = find_overrides()
    assert override.text == "Needles ease sciatica for some."
    assert override.seen == "Old shared words."
