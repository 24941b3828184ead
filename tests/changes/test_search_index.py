"""Search entries are written for many pages at once, and are Wagtail's own."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models
from wagtail.search.models import IndexEntry

from clinic_pages.changes.search_index import reindex

# Each database has entries of its own kind.
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.sqlite,
    pytest.mark.follow_ups("search_index"),
]

TEXTS = {
    "sqlite": ("title", "autocomplete", "body"),
    "postgresql": ("title", "autocomplete", "body", "title_text", "body_text"),
}


def entries_of(page_ids) -> dict[tuple, tuple]:
    """{(type, page): all that is found in it}. How long titles are on average stands beside it."""
    # An image may have a page's number.
    types = ContentType.objects.get_for_models(*get_page_models()).values()
    rows = IndexEntry.objects.filter(object_id__in=map(str, page_ids), content_type__in=types)
    names = ("content_type_id", "object_id", *TEXTS[connection.vendor])
    return {row[:2]: row[2:] for row in rows.values_list(*names)}


def queries_for(page_ids) -> int:
    with CaptureQueriesContext(connection) as captured:
        reindex(page_ids)
    return len(captured)


@pytest.mark.django_db
def test_entries_are_those_that_wagtail_makes(world):
    page_ids = list(Page.objects.filter(depth__gt=1).values_list("pk", flat=True))
    # New ones, then in place of others.
    IndexEntry.objects.all().delete()
    reindex(page_ids)
    new = entries_of(page_ids)
    call_command("update_index", verbosity=0)
    assert new == entries_of(page_ids)
    assert len(new) == len(page_ids)


@pytest.mark.django_db
def test_entries_follow_what_is_stored_now(world):
    therapy, page = world["acupuncture"], world["sciatica"]
    reindex([page.pk])
    type(therapy).objects.filter(pk=therapy.pk).update(shared_text="<p>Zymurgy.</p>")
    reindex([page.pk])
    kept = entries_of([page.pk])
    assert "zymurg" in str(kept).lower()
    call_command("update_index", verbosity=0)
    assert kept == entries_of([page.pk])


@pytest.mark.django_db
def test_many_pages_cost_as_many_queries_as_one_on_postgresql(tree):
    if connection.vendor == "sqlite":
        pytest.skip("Wagtail writes each entry on its own")
    blocks = [("therapy", {"therapy": tree.therapy(title)}) for title in ("Cupping", "Moxa")]
    pages = [tree.condition(f"Condition {number}", blocks) for number in range(12)]
    one, all_ = [pages[0].pk], [page.pk for page in pages]
    reindex(all_)
    assert queries_for(all_) == queries_for(one) <= 14
