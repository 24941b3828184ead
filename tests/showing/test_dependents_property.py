"""Whatever is edited in whatever clinic: each page that looks different afterwards is told of.

DEPENDENTS_EXAMPLES=1000 looks at so many other clinics than the usual ones.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Page

from clinic_pages.changes.signals import pages_changed
from clinic_pages.lib.sites import pages_of
from clinic_pages.models import ConditionPage
from clinic_pages.pages import condition_filters, condition_index, therapies
from tests.random_clinics import (
    Draws,
    add_condition,
    add_random_parts,
    plant_skeleton,
    translate_some,
)
from tests.random_edits import EDITS, EDITS_IN_LANGUAGES, EDITS_OF_CONDITIONS, edit
from tests.sizes import is_usual, size
from tests.worlds import rolled_back

HERE = override_settings(
    ALLOWED_HOSTS=["*"],
    # A third of the time would go into an index that nobody searches here.
    WAGTAILSEARCH_BACKENDS={
        "default": {**settings.WAGTAILSEARCH_BACKENDS["default"], "AUTO_UPDATE": False}
    },
)


@pytest.fixture
def no_renditions_are_kept(settings):
    """One is kept with its size in fractions, "40.0", until the cache drops it."""
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "renditions": nothing}


# When a page last changed is a part of what it says, and follows from whether it was told of.
MODIFIED = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")

# Of the pages told of, this share may look the same. It is 2 to 12 % in fifteen examples. Among the
# reasons:
# - a page overrides the text or the heading that changed, or hides the block;
# - the clinic's disclaimer stands on conditions and therapies only, and may have been blank;
# - a booking snippet is exchanged for a draft, or for one that says the same;
# - an image's title changes, and its place has an alt text of its own;
# - what is made private or moved, was in a private part already, or stays in its place;
# - a list leaves out a page that changed, because it is private;
# - so does a computed list of related conditions.
MOST_IN_VAIN = 0.15
# In two languages there are twice as many lists of a few pages each: 41 % of 105 pages in sixteen
# examples. What is not told of is what counts.
MOST_IN_VAIN_IN_LANGUAGES = 0.5


@pytest.fixture
def pages_of_lists(monkeypatch):
    """Lists of a few conditions have all that long ones have: letters, and pages of choices."""
    monkeypatch.setattr(condition_filters, "MOST_NAMES", 4)
    monkeypatch.setattr(condition_filters, "MOST_FOUND", 2)
    monkeypatch.setattr(condition_index, "MANY_GONE", 3)
    monkeypatch.setattr(therapies, "MOST_CONDITIONS", 2)
    # What titles and other names begin with here.
    monkeypatch.setattr(condition_index, "ALPHABET", "ACNOZ")


@contextmanager
def listening() -> Iterator[tuple[set[int], set[str]]]:
    """Gives (page_ids, gone_urls), which fill while it lasts."""
    page_ids, gone_urls = set(), set()

    def listen(**told):
        page_ids.update(told["page_ids"])
        page_ids.update(pages_of(told["site_ids"]).values_list("pk", flat=True))
        gone_urls.update(told["gone_urls"])

    pages_changed.connect(listen)
    try:
        yield page_ids, gone_urls
    finally:
        pages_changed.disconnect(listen)


def what_visitors_see() -> dict[str, bytes]:
    """What each address answers to a visitor; only those where there is something to see."""
    contents = {url: look_at(url) for url in addresses_of(Page.objects.live())}
    return {url: content for url, content in contents.items() if content is not None}


def look_at(url: str) -> bytes | None:
    """Made for this visitor: whoever has a session gets no kept page."""
    response = ask(url, cookie="sessionid=somebody")
    if b"<img" in response.content:
        # The first time, Wagtail measures a new rendition in fractions.
        response = ask(url, cookie="sessionid=somebody")
    return content_of(response)


def ask(url: str, **headers):
    parts = urlsplit(url)
    client = Client(headers={"host": parts.hostname} | headers)
    response = client.get(urlunsplit(("", "", *parts[2:])))
    assert response.status_code in (200, 302, 404), (url, response.status_code)
    return response


def content_of(response) -> bytes | None:
    return MODIFIED.sub(b"", response.content) if response.status_code == 200 else None


def check_kept(seen: dict, before: dict, told: set[str], log: list[str]) -> None:
    """What the page cache has for everybody is what each would see, and is still there unless the
    page was told of."""
    for url, content in seen.items():
        response = ask(url)
        assert content_of(response) == content, f"{url} is stale after {log}"
        if url in before and url not in told:
            assert "; hit;" in response["Cache-Status"], f"{url} was made anew after {log}"


def addresses(page_ids) -> set[str]:
    return addresses_of(Page.objects.filter(pk__in=page_ids))


def addresses_of(pages) -> set[str]:
    """Each address at which a cache keeps something of these pages, as a purge finds them."""
    return {
        url + path.lstrip("/")
        for page in pages
        if (url := page.get_full_url())
        for path in page.specific_deferred.get_cached_paths()
    }


class Tally(Counter):
    """Of how many pages was told, and how many of them look the same as before."""

    def add(self, told: set[str], before: dict, after: dict) -> None:
        seen = told & before.keys() & after.keys()
        self["told"] += len(seen)
        self["in vain"] += sum(before[url] == after[url] for url in seen)

    @property
    def share_in_vain(self) -> float:
        return self["in vain"] / self["told"]


def check_transaction(
    draws: Draws, capture_on_commit, before: dict, tally: Tally, kinds=EDITS
) -> dict:
    """Edits in one transaction, and looks who was told; returns what visitors see then.

    A cache that drops the addresses of the pages told of, and the gone ones, answers as the site.
    """
    with listening() as (page_ids, gone_urls):
        with capture_on_commit(execute=True):
            for _ in range(draws.number(1, 3)):
                edit(draws, kinds)
        after = what_visitors_see()
        told = addresses(page_ids) | gone_urls
    changed = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}
    assert changed <= told, f"Not told of {sorted(changed - told)} after {draws.log}"
    check_kept(after, before, told, draws.log)
    tally.add(told, before, after)
    return after


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.follow_ups("share_images")
@pytest.mark.usefixtures("no_renditions_are_kept")
@HERE
def test_each_page_that_looks_different_is_told_of(
    django_capture_on_commit_callbacks, page_cache, pages_of_lists
):
    tally = check_clinics(django_capture_on_commit_callbacks, page_cache)
    assert tally.share_in_vain < MOST_IN_VAIN


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("no_renditions_are_kept")
@HERE
def test_so_is_each_page_in_two_languages(
    in_languages, django_capture_on_commit_callbacks, page_cache, pages_of_lists
):
    capture = django_capture_on_commit_callbacks
    tally = check_clinics(capture, page_cache, translate_some, EDITS_IN_LANGUAGES)
    assert tally.share_in_vain < MOST_IN_VAIN_IN_LANGUAGES


def check_clinics(capture_on_commit, page_cache, furnish=lambda draws: None, kinds=EDITS) -> Tally:
    """furnish: adds to a random clinic. kinds: of edits."""
    plant_skeleton()
    tally = Tally()

    @hypothesis_settings(
        deadline=None,
        max_examples=size(4, 100, "DEPENDENTS_EXAMPLES"),
        derandomize=is_usual("DEPENDENTS_EXAMPLES"),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data):
        draws = Draws(data.draw)
        with rolled_back():
            add_random_parts(draws)
            furnish(draws)
            # What was kept of another clinic's pages, with the same keys.
            page_cache.clear()
            seen = what_visitors_see()
            check_kept(seen, {}, set(), draws.log)
            for _ in range(draws.number(1, 2)):
                seen = check_transaction(draws, capture_on_commit, seen, tally, kinds)

    check()
    print(f"\nTold of in vain: {tally.share_in_vain:.0%} of {tally['told']} pages")
    return tally


# --- Computed lists, in many more clinics: nothing is rendered -----------------------------------


def related_lists() -> dict[int, list[tuple]]:
    """{primary key of a published condition: what its page says of related ones}."""
    return {
        page.pk: [(each.pk, each.title, each.summary) for each in page.arranged.shown_related]
        for page in ConditionPage.objects.live()
    }


@pytest.mark.slow
@pytest.mark.django_db
@HERE
def test_each_list_of_related_conditions_that_differs_is_told_of(
    django_capture_on_commit_callbacks,
):
    plant_skeleton()

    @hypothesis_settings(
        deadline=None,
        max_examples=size(3, 100, "DEPENDENTS_EXAMPLES"),
        derandomize=is_usual("DEPENDENTS_EXAMPLES"),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def check(data):
        draws = Draws(data.draw)
        with rolled_back():
            add_random_parts(draws)
            for number in range(4):
                add_condition(draws, f"Another {number}")
            before = related_lists()
            for _ in range(3):
                with listening() as (ids, _gone), django_capture_on_commit_callbacks(execute=True):
                    for _ in range(draws.number(1, 2)):
                        edit(draws, EDITS_OF_CONDITIONS)
                after = related_lists()
                differing = {pk for pk in before.keys() & after.keys() if before[pk] != after[pk]}
                assert differing <= ids, f"{differing - ids} not told of after {draws.log}"
                before = after

    check()
