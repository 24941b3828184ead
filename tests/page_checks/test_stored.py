"""What was found of published pages: kept in step with what they show."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import PageViewRestriction, ReferenceIndex

from clinic_pages.changes.signals import pages_changed
from clinic_pages.models import ConditionPage, FailedCheck
from clinic_pages.page_checks import receivers
from clinic_pages.page_checks import stored as stored_checks
from home.factories import PractitionerPageFactory, PractitionersPageFactory

# Stored many at a time, under a constraint.
pytestmark = pytest.mark.postgres


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A context manager: what follows from the changes in it has happened when it ends."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stored(page) -> set[str]:
    return set(FailedCheck.objects.filter(page=page.pk).values_list("code", flat=True))


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_publishing_looks_at_the_page(tree, committed):
    with committed():
        page = tree.condition(seo_title="words " * 30)
    assert "title_too_long" in stored(page)
    with committed():
        publish(page, seo_title="Sciatica")
    assert "title_too_long" not in stored(page)
    assert "thin_page" in stored(page)


def test_a_draft_changes_nothing(tree, committed):
    with committed():
        page = tree.condition()
    with committed():
        page.seo_title = "words " * 30
        page.save_revision()
    assert "title_too_long" not in stored(page)


def test_what_a_page_shows_is_looked_at_with_it(tree, committed):
    with committed():
        therapy = tree.therapy()
        page = tree.condition(body=[("therapy", {"therapy": therapy})])
    assert "hidden_block" not in stored(page)
    with committed():
        therapy.unpublish()
    assert "hidden_block" in stored(page)
    assert not stored(therapy)


def test_exactly_the_pages_told_are_looked_at(tree, committed, monkeypatch):
    looked_at, told = [], []
    monkeypatch.setattr(stored_checks, "refresh", looked_at.extend)

    def listen(page_ids, **kwargs):
        told.extend(page_ids)

    pages_changed.connect(listen)
    try:
        with committed():
            tree.condition("Knee")
    finally:
        pages_changed.disconnect(listen)
    assert sorted(looked_at) == sorted(told) != []


def test_without_a_worker_an_editor_waits_for_few(tree, committed, monkeypatch):
    pages = [tree.condition(f"Condition {number}") for number in range(4)]
    monkeypatch.setattr(receivers, "AT_ONCE", 2)
    receivers.on_pages_changed([page.pk for page in pages])
    # Those that were published last.
    assert [bool(stored(page)) for page in pages] == [False, False, True, True]
    call_command("check_pages", verbosity=0)
    assert all(stored(page) for page in pages)


def test_nothing_is_kept_of_pages_that_nobody_shall_find(tree, committed):
    with committed():
        page, private = tree.condition(), tree.condition("Knee")
    assert stored(page) and stored(private)
    with committed():
        publish(page, hide_from_search_engines=True)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert not stored(page) and not stored(private)


def test_an_alias_follows_its_source(tree, committed):
    with committed():
        alias = tree.condition().create_alias(parent=tree.home)
    assert not stored(alias)


def test_a_review_that_time_made_overdue_is_found_by_the_command(tree, capsys):
    team = PractitionersPageFactory(parent=tree.home)
    mei = PractitionerPageFactory(parent=team)
    page = tree.condition(reviewer=mei, last_reviewed=date(2020, 2, 29))
    with override_settings(CLINIC_PAGES={"REVIEW_MONTHS": 12 * 100}):
        call_command("check_pages")
        assert "review_overdue" not in stored(page)
    call_command("check_pages")
    assert "review_overdue" in stored(page)
    count = FailedCheck.objects.count()
    assert f"{count} failed checks" in capsys.readouterr().out


def test_a_page_that_cannot_be_rendered_keeps_what_is_stored(tree, committed, monkeypatch, caplog):
    with committed():
        page = tree.condition()
    before = stored(page)
    monkeypatch.setattr(ConditionPage, "template", "there/is/none.html")
    call_command("check_pages", verbosity=0)
    assert stored(page) == before != set()
    assert "could not be looked at" in caplog.text


def test_what_is_stored_is_no_reference(tree, committed):
    with committed():
        page = tree.condition()
    assert stored(page)
    assert not ReferenceIndex.get_references_to(page).exists()
