"""Which booking snippet a page shows: exactly one, and never a draft."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.template import Context, Template
from wagtail.models import Page, Site, Workflow, WorkflowContentType

from clinic_pages.models import BookingSnippet
from home.factories import (
    BookingSnippetFactory,
    ConditionPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
)
from tests.trees import read, texts

# The way up the tree is one query with subqueries.
pytestmark = pytest.mark.postgres


def shown(client, page) -> str:
    """The heading of the one booking snippet on the page."""
    [heading] = texts(read(client, page), ".clinic-booking h2")
    return heading


def choose(page, snippet):
    page.booking_snippet = snippet
    page.save_revision().publish()


@pytest.fixture
def sciatica(tree):
    return tree.condition()


def test_built_in_with_the_clinics_phone_and_email(client, sciatica):
    [booking] = read(client, sciatica).select(".clinic-booking")
    assert booking.h2.get_text() == "Book an appointment"
    assert [a["href"] for a in booking.select("a")] == [
        "tel:+35315550123",
        "mailto:hello@clinic.example",
    ]


def test_the_clinics_default(client, tree, sciatica):
    tree.clinic.default_booking_snippet = BookingSnippetFactory(heading="The clinic's")
    tree.clinic.save()
    assert shown(client, sciatica) == "The clinic's"


def test_the_nearest_ancestors_choice_comes_before_the_default(client, tree, sciatica):
    tree.clinic.default_booking_snippet = BookingSnippetFactory(heading="The clinic's")
    tree.clinic.save()
    choose(tree.home, BookingSnippetFactory(heading="The front page's"))
    assert shown(client, sciatica) == "The front page's"
    choose(tree.conditions, BookingSnippetFactory(heading="The list's"))
    assert shown(client, sciatica) == "The list's"


def test_the_pages_own_choice_comes_first(client, tree, sciatica):
    choose(tree.conditions, BookingSnippetFactory(heading="The list's"))
    choose(sciatica, BookingSnippetFactory(heading="Its own"))
    assert shown(client, sciatica) == "Its own"


def page_with(tree, *blocks):
    return StandardPageFactory(parent=tree.home, title="Book", body=list(blocks))


BOOKING = ("booking", None)
PROSE = ("section", {"heading": "How booking works", "text": "<p>Call us.</p>"})


def test_a_page_that_begins_with_it_begins_with_the_way_to_book(client, tree):
    tree.clinic.default_booking_snippet = BookingSnippetFactory(
        heading="Book now", text="<p>We will find you a time.</p>", way="contact"
    )
    tree.clinic.save()
    soup = read(client, page_with(tree, BOOKING, PROSE))
    [booking] = soup.select(".clinic-booking")
    assert texts(soup, "h1, h2") == ["Book", "How booking works"]
    assert booking.find_previous_sibling().name == "header"
    words = booking.get_text(" ", strip=True)
    assert words.index("Call us to book") < words.index("We will find you a time.")
    # It would lead to where one is.
    assert not soup.select(".clinic-booking-bar")


@pytest.mark.parametrize("blocks", [(PROSE, BOOKING), (PROSE,), ()])
def test_any_other_page_shows_it_with_its_heading(client, tree, blocks):
    soup = read(client, page_with(tree, *blocks))
    assert texts(soup, ".clinic-booking h2") == ["Book an appointment"]
    assert soup.select(".clinic-booking-bar")


def test_a_condition_page_never_begins_with_it(client, tree):
    soup = read(client, tree.condition(body=[BOOKING]))
    assert texts(soup, ".clinic-booking h2") == ["Book an appointment"]


def test_drafts_are_passed_over_at_every_step(client, tree, sciatica):
    draft = BookingSnippetFactory(heading="Draft", live=False)
    choose(sciatica, draft)
    choose(tree.conditions, draft)
    choose(tree.home, BookingSnippetFactory(heading="The front page's"))
    assert shown(client, sciatica) == "The front page's"
    choose(tree.home, draft)
    tree.clinic.default_booking_snippet = draft
    tree.clinic.save()
    assert shown(client, sciatica) == "Book an appointment"


def test_an_unpublished_change_of_a_snippet_is_not_shown(client, tree, sciatica):
    snippet = BookingSnippetFactory(heading="Published")
    choose(sciatica, snippet)
    snippet.heading = "Being written"
    snippet.save_revision()
    assert shown(client, sciatica) == "Published"
    snippet.get_latest_revision().publish()
    assert shown(client, sciatica) == "Being written"


def test_a_choice_that_its_page_has_not_published_does_not_count(client, tree, sciatica):
    tree.conditions.booking_snippet = BookingSnippetFactory(heading="Not yet")
    tree.conditions.save_revision()
    assert shown(client, sciatica) == "Book an appointment"


def test_the_choice_of_an_unpublished_ancestor_does_not_count(client, tree, sciatica):
    choose(tree.conditions, BookingSnippetFactory(heading="The list's"))
    tree.conditions.unpublish()
    assert shown(client, sciatica) == "Book an appointment"


def test_a_deleted_choice_falls_back(client, tree, sciatica):
    snippet = BookingSnippetFactory()
    choose(sciatica, snippet)
    snippet.delete()
    assert shown(client, sciatica) == "Book an appointment"


def test_each_site_has_its_own_default(client, tree, sciatica):
    tree.clinic.default_booking_snippet = BookingSnippetFactory(heading="The clinic's")
    tree.clinic.save()
    other = HomePageFactory(parent=Page.objects.get(depth=1), title="Other", slug="other")
    Site.objects.create(hostname="other.example", root_page=other)
    response = client.get("/", headers={"host": "other.example"})
    assert "The clinic&#x27;s" not in response.content.decode()
    assert shown(client, sciatica) == "The clinic's"


def test_a_booking_block_places_it_and_only_once(client, tree):
    section = ("section", {"heading": "After", "text": "<p>More.</p>"})
    page = tree.sciatica_with(("booking", None), section, ("booking", None))
    soup = read(client, page)
    assert len(soup.select(".clinic-booking")) == 1
    assert texts(soup, ".clinic-page h2") == ["Book an appointment", "After"]


def test_every_kind_of_public_page_shows_exactly_one(client, tree, sciatica):
    team = PractitionersPageFactory(parent=tree.home)
    pages = [
        tree.home,
        tree.conditions,
        sciatica,
        tree.therapies,
        tree.therapy(),
        team,
        PractitionerPageFactory(parent=team),
        StandardPageFactory(parent=tree.home),
    ]
    counts = {page.title: len(read(client, page).select(".clinic-booking")) for page in pages}
    assert counts == dict.fromkeys(counts, 1)


def render_tag(rf, **context) -> str:
    template = Template("{% load clinic_pages %}{% booking_snippet %}")
    return template.render(Context({"request": rf.get("/"), **context}))


def test_the_tag_works_on_a_page_type_of_the_host(rf, tree):
    choose(tree.home, BookingSnippetFactory(heading="The front page's"))
    plain = tree.home.add_child(instance=Page(title="Plain", slug="plain"))
    assert "The front page&#x27;s" in render_tag(rf, page=plain)


def test_the_tag_works_without_a_page_and_without_a_request(rf, tree):
    tree.clinic.default_booking_snippet = BookingSnippetFactory(heading="Default")
    tree.clinic.save()
    assert "Default" in render_tag(rf)
    template = Template("{% load clinic_pages %}{% booking_snippet %}")
    assert "Default" in template.render(Context({}))


def test_the_preview_of_a_draft_shows_its_unsaved_words(tree):
    snippet = BookingSnippetFactory(live=False)
    snippet.heading = "Being written"
    response = snippet.make_preview_request(preview_mode="")
    assert "Being written" in response.content.decode()


def test_a_new_page_previews_with_the_snippet_it_will_inherit(tree):
    choose(tree.conditions, BookingSnippetFactory(heading="The list's"))
    page = ConditionPageFactory.build(title="New")
    page.path = Page._get_children_path_interval(tree.conditions.path)[1]
    page.depth = tree.conditions.depth + 1
    page.set_url_path(tree.conditions)
    response = page.make_preview_request(preview_mode="")
    assert "The list&#x27;s" in response.content.decode()


def test_the_snippet_can_be_drafted_locked_and_sent_through_a_workflow(admin_client, tree):
    snippet = BookingSnippetFactory(heading="Ours")
    WorkflowContentType.objects.create(
        workflow=Workflow.objects.get(),
        content_type=ContentType.objects.get_for_model(BookingSnippet),
    )
    html = admin_client.get(
        f"/admin/snippets/clinic_pages/bookingsnippet/edit/{snippet.pk}/"
    ).content.decode()
    for name in ("action-publish", "action-submit", 'data-side-panel="preview"', "/lock/"):
        assert name in html
