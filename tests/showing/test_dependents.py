"""Who shows what, and who is told of which change: a table over all kinds of objects."""

import datetime
import time
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from clinic_pages.models import ConditionSymptom, OpeningHours, PractitionerTherapy
from clinic_pages.showing.dependents import pages_showing
from home.factories import SymptomFactory
from tests.trees import read
from tests.worlds import DRAWING, document, told

# The reference index keeps keys as text: the database casts them.
pytestmark = pytest.mark.postgres

# Who shows the text and picture of acupuncture in a block.
BLOCKS = {"sciatica", "knee", "private", "alias", "sciatica de"}
# The lists of conditions that offer it.
LISTS = {"conditions", "conditions 2", "conditions de"}
# Who names it besides.
NAMES = BLOCKS | LISTS | {"neck", "maeve", "therapies", "home"}
# In whose computed lists of related conditions sciatica stands.
LIKE_SCIATICA = {"knee", "neck", "private"}
SITE = {
    "home", "conditions", "therapies", "hidden link", "acupuncture", "cupping", "team", "maeve",
    "knee", "sciatica", "neck", "back", "plain", "private", "linking",
}  # fmt: skip


@pytest.fixture
def listening(world, django_capture_on_commit_callbacks):
    return lambda: told(world, django_capture_on_commit_callbacks)


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def change(name, **fields):
    return lambda world: publish(world[name], **fields)


def unpublish(name):
    return lambda world: world[name].unpublish()


def delete(name):
    return lambda world: world[name].delete()


def save_draft(world):
    page = world["acupuncture"]
    page.shared_text = "<p>Not yet.</p>"
    page.save_revision()


def schedule(world):
    page = world["acupuncture"]
    page.shared_text = "<p>On time.</p>"
    page.go_live_at = timezone.now() + datetime.timedelta(seconds=1)
    page.save_revision().publish()
    while timezone.now() < page.go_live_at:
        time.sleep(0.1)
    call_command("publish_scheduled")


def revert(world):
    first = world["acupuncture"].revisions.order_by("created_at").first()
    content = first.as_object()
    content.shared_text = "<p>The first words.</p>"
    content.save_revision(previous_revision=first).publish()


def restrict(world):
    PageViewRestriction.objects.create(page=world["acupuncture"], restriction_type="login")


def restrict_source(world):
    PageViewRestriction.objects.create(page=world["sciatica"], restriction_type="login")


def translate_snippet(world):
    german = world.own_snippet.copy_for_translation(Locale.objects.get(language_code="de"))
    german.live = True
    german.heading = "Eigener"
    german.save()


def open_up(world):
    PageViewRestriction.objects.get(page=world["private"]).delete()


def replace_picture(world):
    world.needles.file = ContentFile(DRAWING + b" ", name="other.svg")
    world.needles.save()


def write_snippet(which):
    def write(world):
        snippet = getattr(world, which)
        snippet.text = "<p>Other words.</p>"
        snippet.save_revision().publish()

    return write


def draft_snippet(world):
    world.default_snippet.text = "<p>Not yet.</p>"
    world.default_snippet.save_revision()


def set_clinic(**fields):
    def save(world):
        for name, value in fields.items():
            setattr(world.tree.clinic, name, value)
        world.tree.clinic.save()

    return save


def set_hours(world):
    nine, five = datetime.time(9), datetime.time(17)
    world.tree.clinic.opening_hours = [OpeningHours(weekday=1, opens=nine, closes=five)]
    world.tree.clinic.save()


def choose_default(world):
    world.tree.clinic.default_booking_snippet = world.own_snippet
    world.tree.clinic.save()


def move(world):
    world["acupuncture"].move(world["home"], pos="last-child")


def set_on(which, **fields):
    """Changes a place or symptom."""

    def save(world):
        for name, value in fields.items():
            setattr(getattr(world, which), name, value)
        getattr(world, which).save()

    return save


def drop_cupping(world):
    publish(world["knee"], body=[("therapy", {"therapy": world["acupuncture"]})])


def feel_tingling(world):
    publish(world["plain"], symptoms=[ConditionSymptom(symptom=world.tingling)])


def offer_the_same(world):
    cupping = ("therapy", {"therapy": world["cupping"]})
    chosen = ("related_condition", {"condition": world["sciatica"]})
    publish(world["back"], body=[cupping, chosen])
    publish(world["linking"], body=[cupping])


def practise_cupping(world):
    publish(world["maeve"], practised_therapies=[PractitionerTherapy(therapy=world["cupping"])])


CHANGES = {
    "therapy: shared text": (
        change("acupuncture", shared_text="<p>New.</p>"), BLOCKS | {"acupuncture"}
    ),
    "therapy: cautions": (change("acupuncture", cautions="<p>New.</p>"), {"acupuncture"}),
    "therapy: price": (change("acupuncture", price_from=80), {"acupuncture", "therapies", "home"}),
    "therapy: title": (change("acupuncture", title="Needling"), NAMES | {"acupuncture"}),
    "therapy: slug": (change("acupuncture", slug="needling"), NAMES | {"acupuncture", "linking"}),
    "therapy: nothing": (change("acupuncture"), set()),
    "therapy: draft": (save_draft, set()),
    "therapy: scheduled": (schedule, BLOCKS | {"acupuncture"}),
    "therapy: reverted": (revert, BLOCKS | {"acupuncture"}),
    "therapy: unpublished": (unpublish("acupuncture"), NAMES | {"acupuncture"}),
    "therapy: deleted": (delete("acupuncture"), NAMES | {"linking"}),
    "therapy: restricted": (restrict, NAMES | {"acupuncture"}),
    "therapy: moved": (move, NAMES | {"acupuncture", "linking"} | SITE),
    "image: replaced": (replace_picture, BLOCKS | {"acupuncture", "therapies", "home"}),
    "image: deleted": (lambda w: w.needles.delete(), BLOCKS | {"acupuncture", "therapies", "home"}),
    "photo: deleted": (
        lambda w: w.portrait.delete(), {"maeve", "team", "home", "back", "acupuncture"}
    ),
    "document: deleted": (lambda w: w.leaflet.delete(), BLOCKS | {"acupuncture"}),
    "document: shown by none": (lambda w: document("other").delete(), set()),
    "practitioner: role": (
        change("maeve", role="Herbalist"), {"maeve", "team", "home", "back", "acupuncture"}
    ),
    "practitioner: name": (
        change("maeve", title="Mae"), {"maeve", "team", "home", "back", "acupuncture", "plain"}
    ),
    "practitioner: unpublished": (
        unpublish("maeve"), {"maeve", "team", "home", "back", "acupuncture", "plain"}
    ),
    "practitioner: therapies": (practise_cupping, {"maeve", "acupuncture", "cupping"}),
    "practitioner: about": (change("maeve", about="<p>New.</p>"), {"maeve"}),
    "condition: summary": (
        change("sciatica", summary="New."),
        {"sciatica", "alias", "conditions", "conditions 2", "home", "home 2", "back"}
        | LIKE_SCIATICA,
    ),
    "condition: other names": (
        change("sciatica", alternate_names="New"),
        {"sciatica", "alias", "conditions", "conditions 2"},
    ),
    "condition: symptoms": (change("knee", symptoms=[]), {"knee", "conditions"}),
    "condition: places": (change("knee", body_areas=[]), {"knee", "conditions", "home"}),
    "condition: one therapy less": (drop_cupping, {"knee", "conditions", "cupping"}),
    "condition: author": (change("plain", author=None), {"plain"}),
    "condition: reviewed": (change("plain", last_reviewed=datetime.date(2026, 1, 2)), {"plain"}),
    "symptom: name": (set_on("tingling", name="Ants"), {"knee", "conditions"}),
    "symptom: nothing": (set_on("tingling"), set()),
    "symptom: deleted": (lambda w: w.tingling.delete(), {"knee", "conditions"}),
    "symptom: of no condition": (lambda w: SymptomFactory().delete(), set()),
    "place: regions": (set_on("leg", regions=["foot"]), {"knee", "conditions", "home"}),
    "place: order": (set_on("leg", sort_order=9), {"knee", "conditions", "home"}),
    "place: deleted": (lambda w: w.leg.delete(), {"knee", "conditions", "home"}),
    "condition: slug": (
        change("knee", slug="knees"),
        {
            "knee", "conditions", "home", "sciatica", "alias", "sciatica de", "acupuncture",
            "cupping", "neck", "private",
        },
    ),
    "condition: first published": (
        change("draft"),
        {"draft", "conditions", "home", "acupuncture", "sciatica"} | LIKE_SCIATICA,
    ),
    "condition: deleted": (delete("plain"), {"conditions", "home"}),
    "condition: restricted, and its alias with it": (
        restrict_source,
        {
            "sciatica", "alias", "conditions", "conditions 2", "home", "home 2", "back",
            "acupuncture",
        } | LIKE_SCIATICA,
    ),
    "condition: opened": (
        open_up, {"private", "conditions", "home", "acupuncture", "sciatica"} | LIKE_SCIATICA
    ),
    "condition: name": (
        change("neck", title="Zoe's neck"),
        {"neck", "conditions", "home", "acupuncture", "cupping", "knee", "sciatica", "private"},
    ),
    "condition: unpublished": (
        unpublish("neck"),
        {"neck", "conditions", "home", "acupuncture", "cupping", "knee", "sciatica", "private"},
    ),
    "condition: like others no more": (
        change("neck", body=[]),
        {"neck", "conditions", "acupuncture", "cupping", "knee", "sciatica", "private"},
    ),
    "condition: like another": (
        feel_tingling, {"plain", "conditions", "knee"}
    ),
    "condition: like one whose editor chose": (
        offer_the_same, {"back", "linking", "conditions", "cupping", "knee", "neck"}
    ),
    "translation: summary": (
        change("sciatica de", summary="Neu."), {"sciatica de", "conditions de", "home de"}
    ),
    "list: introduction": (change("conditions", intro="<p>New.</p>"), {"conditions"}),
    "list: title": (change("conditions", title="Complaints"), SITE),
    "snippet: a page's own": (write_snippet("own_snippet"), {"back"}),
    "snippet: the default": (write_snippet("default_snippet"), SITE - {"back"}),
    # Nobody shows it where there is one language.
    "snippet: translated": (translate_snippet, set()),
    "snippet: draft": (draft_snippet, set()),
    "snippet: deleted": (lambda w: w.own_snippet.delete(), {"back"}),
    "clinic: phone": (set_clinic(phone="+353 1 555 9999"), SITE),
    "clinic: hours": (set_hours, SITE),
    "clinic: default snippet": (choose_default, SITE - {"back"}),
    "clinic: nothing": (set_clinic(), set()),
}  # fmt: skip


@pytest.mark.parametrize("make, expected", CHANGES.values(), ids=CHANGES)
def test_exactly_those_who_show_it_are_told_once(world, listening, make, expected):
    with listening() as rounds:
        make(world)
    names = [name for told_at_once in rounds for name in told_at_once]
    assert sorted(names) == sorted(expected)


def test_several_changes_in_one_transaction_tell_each_page_once(world, listening):
    with listening() as rounds:
        publish(world["acupuncture"], shared_text="<p>1</p>")
        publish(world["acupuncture"], title="Needling")
        publish(world["maeve"], role="Herbalist")
        world.tree.clinic.save()
    names = [name for told_at_once in rounds for name in told_at_once]
    assert sorted(names) == sorted(NAMES | {"acupuncture", "team", "back"})


def test_a_change_that_is_taken_back_tells_nobody(world, listening):
    with listening() as rounds:
        with pytest.raises(RuntimeError), transaction.atomic():
            publish(world["acupuncture"], shared_text="<p>1</p>")
            raise RuntimeError
        publish(world["maeve"], about="<p>Kept.</p>")
    assert rounds == [{"maeve"}]


def test_pages_showing_lists_published_pages_by_title(world):
    found = pages_showing(world["acupuncture"], {"text"})
    assert world.names(page.pk for page in found) == BLOCKS | {"acupuncture"}
    titles = [page.title for page in found]
    assert titles == sorted(titles)


@pytest.mark.parametrize("name", ["acupuncture", "knee"])
def test_the_cost_does_not_grow_with_other_pages(world, name):
    def cost() -> int:
        page = world[name]
        with CaptureQueriesContext(connection) as queries:
            list(pages_showing(page))
        return len(queries)

    def grow(numbers) -> None:
        for number in numbers:
            world.tree.condition(f"Unrelated {number}")
            tingling = ConditionSymptom(symptom=world.tingling)
            world.tree.condition(f"Like {number}", symptoms=[tingling])

    # One of each is asked for once.
    grow([0])
    before = cost()
    grow(range(1, 10))
    assert cost() == before


def lastmods(client) -> dict[str, str]:
    sitemap = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return {url[0].text: url[1].text for url in sitemap}


def test_dates_follow(world, listening, client):
    yesterday = timezone.now() - datetime.timedelta(days=2)
    Page.objects.update(last_published_at=yesterday, latest_revision_created_at=yesterday)
    before = lastmods(client)
    with listening():
        publish(world["acupuncture"], shared_text="<p>New.</p>")
    after = lastmods(client)
    changed = {url.split("/")[-2] for url in after if after[url] != before[url]}
    assert changed == {"sciatica", "knee", "acupuncture"}
    [modified] = read(client, world["sciatica"]).select("meta[property='article:modified_time']")
    assert modified["content"].startswith(f"{timezone.localdate()}T")
    today = timezone.now().strftime("%a, %d %b %Y")
    assert client.get("/conditions/sciatica/")["Last-Modified"].startswith(today)
    assert not client.get("/conditions/plain/")["Last-Modified"].startswith(today)


def test_an_unchanged_page_is_not_sent_again(world, client):
    client.get("/conditions/sciatica/")  # Makes the renditions of its images.
    first = client.get("/conditions/sciatica/")
    again = client.get("/conditions/sciatica/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    since = client.get(
        "/conditions/sciatica/", headers={"if-modified-since": first["Last-Modified"]}
    )
    assert since.status_code == 304


def found_by(client, query) -> set[str]:
    soup = BeautifulSoup(client.get("/search/", {"q": query}).content, "html.parser")
    return {hit.get_text() for hit in soup.select(".clinic-search-result h3")}


def test_a_draft_does_not_change_the_date(world, listening, client):
    Page.objects.filter(pk=world["plain"].pk).update(last_published_at=None)
    before = client.get("/conditions/plain/").get("Last-Modified")
    time.sleep(1.1)
    with listening():
        page = world["plain"]
        page.summary = "Not yet."
        page.save_revision()
    assert client.get("/conditions/plain/").get("Last-Modified") == before


@pytest.mark.follow_ups("search_index")
def test_search_follows(world, listening, client):
    with listening():
        publish(world["acupuncture"], shared_text="<p>Meridians everywhere.</p>")
    assert found_by(client, "meridians") == {"Acupuncture", "Knee", "Sciatica"}
    with listening():
        publish(world["acupuncture"], shared_text="<p>Nothing of the kind.</p>")
    assert found_by(client, "meridians") == set()
    with listening():
        world["acupuncture"].unpublish()
    assert found_by(client, "kind") == set()
