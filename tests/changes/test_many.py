"""A change of many pages: who clicked does not wait for each of them."""

import pytest

from clinic_pages.changes import receivers
from clinic_pages.changes.tasks import mark_pages_changed
from clinic_pages.lib.sites import pages_of, sites_of
from clinic_pages.lib.tasks import enqueue
from clinic_pages.models import PageFreshness
from tests.page_cache.visitors import AGAIN, status, visit
from tests.worlds import told


def dated(world) -> set[str]:
    return world.names(PageFreshness.objects.values_list("pk", flat=True))


@pytest.fixture
def undated(world):
    PageFreshness.objects.all().delete()
    return world


def test_the_dates_of_many_follow(undated, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(receivers, "TASK_SIZE", 2)
    with told(undated, django_capture_on_commit_callbacks) as rounds:
        page = undated["acupuncture"]
        page.shared_text = "<p>Other words.</p>"
        page.save_revision().publish()
    assert dated(undated) == set().union(*rounds) >= {"sciatica", "knee", "acupuncture"}


@pytest.mark.parametrize("size", [1, 2, 200])
def test_each_page_once_in_parts_of_any_size(undated, size):
    names = {"knee", "neck", "back"}
    enqueue(mark_pages_changed, {undated[name].pk for name in names}, size=size)
    assert dated(undated) == names


def test_all_pages_of_a_site(undated):
    second = sites_of(undated["home 2"])
    enqueue(mark_pages_changed, [], second)
    assert dated(undated) == {"home 2", "conditions 2", "alias"}
    assert dated(undated) == undated.names(pages_of(second).values_list("pk", flat=True))


def test_a_page_that_has_gone_meanwhile_has_no_date(undated):
    ids = [undated["knee"].pk, undated["neck"].pk]
    undated["neck"].delete()
    enqueue(mark_pages_changed, ids)
    assert dated(undated) == {"knee"}


def test_a_page_that_was_kept_with_the_date_from_before_is_made_anew(undated, page_cache):
    visit("/conditions/knee/")
    mark_pages_changed.enqueue([undated["knee"].pk])
    assert status("/conditions/knee/") == AGAIN
