"""Which overrides there are, on the pages that an editor may edit."""

import pytest
from django.contrib.auth.models import User
from wagtail.models import GroupPagePermission, Page

from clinic_pages.models import ConditionPage
from clinic_pages.overrides.stored import CHUNK, find_overrides, find_stale
from home.factories import StandardPageFactory
from tests.overrides.helpers import NEW, OLD, fresh, override_of, publish, save_draft

# Pages are read in portions, with a cursor on the server.
pytestmark = pytest.mark.postgres


def test_they_are_found_on_every_kind_of_page(tree, therapy):
    tree.sciatica_with(override_of(therapy))
    StandardPageFactory(parent=tree.home, title="About", body=[override_of(therapy)])
    tree.condition("Knee pain", body=[("therapy", {"therapy": therapy})])
    publish(therapy, shared_text=NEW)
    assert [each.page.title for each in find_stale()] == ["About", "Sciatica"]


def test_the_draft_counts_where_there_is_one(stale_page, tree, therapy):
    save_draft(stale_page, body=[("therapy", {"therapy": therapy})])
    assert list(find_overrides()) == []
    written = tree.condition("Knee pain")
    save_draft(written, body=[override_of(therapy)])
    never = tree.condition("Gout", body=[override_of(therapy)], publish=False)
    assert {each.page.pk for each in find_overrides()} == {written.pk, never.pk}


def test_found_by_therapy_and_by_page(tree, therapy):
    cupping = tree.therapy("Cupping")
    page = tree.sciatica_with(override_of(therapy), override_of(cupping))
    tree.condition("Knee pain", body=[override_of(cupping)])
    assert len(list(find_overrides())) == 3
    assert [each.page.title for each in find_overrides(therapy=therapy)] == ["Sciatica"]
    assert len(list(find_overrides(page=page))) == 2


def test_a_deleted_therapy_has_no_overrides(sciatica, therapy):
    fresh(therapy).delete()
    assert list(find_overrides()) == []


def test_only_pages_that_one_may_edit(tree, therapy, editor):
    page = tree.sciatica_with(override_of(therapy))
    about = StandardPageFactory(parent=tree.home, title="About", body=[override_of(therapy)])
    GroupPagePermission.objects.all().delete()
    assert list(find_overrides(editor)) == []
    GroupPagePermission.objects.create(
        group=editor.groups.get(), page=Page.objects.get(pk=about.pk), permission_type="change"
    )
    # The user's rights are kept with the user.
    editor = User.objects.get(pk=editor.pk)
    assert [each.page.pk for each in find_overrides(editor)] == [about.pk]
    assert {each.page.pk for each in find_overrides()} == {page.pk, about.pk}


def test_the_number_of_queries_does_not_grow(tree, django_assert_max_num_queries):
    therapies = [tree.therapy(f"Therapy {i}", shared_text=OLD) for i in range(4)]
    for number in range(8):
        tree.condition(f"Condition {number}", body=[override_of(each) for each in therapies])
    save_draft(ConditionPage.objects.first(), title="Draft")
    assert CHUNK > 8
    list(find_stale())
    with django_assert_max_num_queries(5):
        assert len(list(find_overrides())) == 32
