"""Removing what published pages show needs a decision; visitors never see a hole."""

import datetime
from collections import defaultdict

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page

from clinic_pages.models import BookingSnippet
from home.factories import BookingSnippetFactory
from tests.editors import make_editor, make_editor_of, rows_of
from tests.trees import read, texts


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


SNIPPETS = "/admin/snippets/clinic_pages/bookingsnippet/"
BULK = "/admin/bulk/wagtailcore/page/{action}/?id={obj.pk}&next=/admin/pages/"
BULK_SNIPPETS = "/admin/bulk/clinic_pages/bookingsnippet/delete/?id={obj.pk}"
PAGE_ACTIONS = {
    "unpublish": "/admin/pages/{obj.pk}/unpublish/",
    "delete": "/admin/pages/{obj.pk}/delete/",
    "unpublish in bulk": BULK.replace("{action}", "unpublish"),
    "delete in bulk": BULK.replace("{action}", "delete"),
}
SNIPPET_ACTIONS = {
    "unpublish": SNIPPETS + "unpublish/{obj.pk}/",
    "delete": SNIPPETS + "delete/{obj.pk}/",
    "delete in bulk": BULK_SNIPPETS,
}
CASES = [
    *((name, address) for name in ("acupuncture", "maeve") for address in PAGE_ACTIONS.values()),
    *(("own_snippet", address) for address in SNIPPET_ACTIONS.values()),
]
each_case = pytest.mark.parametrize(
    ("name", "address"), CASES, ids=lambda value: value.replace("/", "-")
)


def find(world, name):
    if name in world.pages:
        return Page.objects.filter(pk=world.pages[name].pk)
    return BookingSnippet.objects.filter(pk=getattr(world, name).pk)


def is_removed(world, name) -> bool:
    obj = find(world, name).first()
    return obj is None or not obj.live


def question(response) -> BeautifulSoup | None:
    """The page that asks for a decision, if that is what was answered."""
    if response.status_code != 200:
        return None
    soup = BeautifulSoup(response.content, "html.parser")
    return soup if soup.select_one("[name=clinic_pages_decision]") else None


def decide(client, response, **filled_in):
    """Sends the form on, as it stands there but for what is filled in."""
    form = question(response).select_one("main form:has([name=clinic_pages_decision])")
    data = defaultdict(list)
    for field in form.select("input[name]:not([type=checkbox])"):
        data[field["name"]].append(field.get("value", ""))
    return client.post(form["action"], data | filled_in)


def losses(soup) -> dict[str, str]:
    return dict(rows_of(soup))


# --- Whatever is removed in whatever way ---------------------------------------------------------


@each_case
def test_without_a_decision_nothing_is_removed(world, admin_client, name, address):
    address = address.format(obj=find(world, name).get())
    assert question(admin_client.get(address)), "in place of Wagtail's own question"
    asked = question(admin_client.post(address))
    assert not texts(asked, ".help-critical")
    assert not is_removed(world, name)

    again = question(admin_client.post(address, {"clinic_pages_decision": "another"}))
    assert "Nothing has been changed yet" in texts(again, ".help-critical")[0]
    assert not is_removed(world, name)


@each_case
def test_with_a_decision_it_is_removed(world, admin_client, name, address):
    address = address.format(obj=find(world, name).get())
    response = decide(admin_client, admin_client.get(address))
    assert response.status_code == 302
    assert is_removed(world, name)


@pytest.mark.parametrize("address", PAGE_ACTIONS.values(), ids=PAGE_ACTIONS)
def test_a_page_that_is_merely_listed_needs_none(world, mara_client, address):
    assert mara_client.post(address.format(obj=world["plain"])).status_code == 302
    assert is_removed(world, "plain")


@pytest.mark.parametrize("address", SNIPPET_ACTIONS.values(), ids=SNIPPET_ACTIONS)
def test_a_booking_text_that_nothing_shows_needs_none(world, admin_client, address):
    snippet = BookingSnippetFactory()
    assert admin_client.post(address.format(obj=snippet)).status_code == 302
    assert not BookingSnippet.objects.filter(pk=snippet.pk, live=True).exists()


def test_a_draft_needs_none(world, mara_client):
    world["acupuncture"].unpublish()
    address = PAGE_ACTIONS["delete"].format(obj=world["acupuncture"])
    assert mara_client.post(address).status_code == 302


def test_what_only_drafts_and_private_blocks_name_needs_none(world, mara_client):
    world["private"].get_view_restrictions().update(page=world["therapies"])
    address = PAGE_ACTIONS["unpublish"].format(obj=world["cupping"])
    assert mara_client.post(address).status_code == 302


def test_a_decision_on_other_pages_is_not_one_on_these(world, mara_client):
    address = PAGE_ACTIONS["unpublish"].format(obj=world["acupuncture"])
    response = mara_client.post(address)
    world.tree.condition("New", body=[("therapy", {"therapy": world["acupuncture"]})])
    again = decide(mara_client, response)
    assert "New" in losses(question(again))
    assert not is_removed(world, "acupuncture")


# --- What is said --------------------------------------------------------------------------------


def ask(client, obj, action="unpublish", **data) -> BeautifulSoup | None:
    addresses = PAGE_ACTIONS if isinstance(obj, Page) else SNIPPET_ACTIONS
    return question(client.post(addresses[action].format(obj=obj), data))


def leave_one_sciatica(world):
    for name in ("sciatica de", "alias"):
        world[name].unpublish()


def test_which_pages_lose_what_of_a_therapy(world, mara_client):
    value = {"therapy": world["acupuncture"], "heading_override": "Needles"}
    world.tree.condition("Migraine", body=[("therapy", value), ("therapy", value)])
    three = {"therapies": [world["acupuncture"], world["cupping"], world.tree.therapy("Moxa")]}
    world.tree.condition("Wrist", body=[("therapies_together", three)])
    leave_one_sciatica(world)

    soup = ask(mara_client, world["acupuncture"])
    assert losses(soup) == {
        "Knee": "Loses the block “Acupuncture for Knee”.",
        "Linking": "A link in its text to “Acupuncture” leads nowhere.",
        "Maeve": "“Acupuncture” is gone from its list.",
        "Migraine": "Loses the block “Needles”.",
        "Neck": "Loses the note on therapies together.",
        "Private": "Loses the block “Acupuncture for Private”.",
        "Sciatica": "Loses the block “Acupuncture for Sciatica”.",
        "Wrist": "“Acupuncture” is gone from the note on therapies together.",
    }
    assert "8 published pages would change at once:" in soup.text
    assert "It is gone from these lists too: Clinic, Conditions, Therapies." in soup.text
    assert texts(soup, "main form button") == ["Yes, unpublish it"]


def test_which_pages_lose_what_of_others(world, mara_client):
    assert losses(ask(mara_client, world["maeve"])) == {
        "Back": "Loses the card of “Maeve”.",
        "Plain": "No longer says that “Maeve” wrote or reviewed it.",
    }
    knee = losses(ask(mara_client, world["sciatica"]))
    assert knee == {"Back": "Loses the card of “Sciatica”."}


def test_which_booking_text_comes_in_its_place(world, admin_client):
    own = losses(ask(admin_client, world.own_snippet))
    assert own == {"Back": "Its booking box falls back to “Default”."}
    default = losses(ask(admin_client, world.default_snippet))
    assert default["Sciatica"] == "Its booking box falls back to “Book an appointment”."
    assert "Back" not in default

    above = BookingSnippetFactory(heading="Above")
    conditions = world["conditions"]
    conditions.booking_snippet = above
    conditions.save_revision().publish()
    own = losses(ask(admin_client, world.own_snippet))
    assert own == {"Back": "Its booking box falls back to “Above”."}


def test_what_the_editor_may_not_see_is_counted(world, client):
    client.force_login(make_editor_of(world["acupuncture"], world["sciatica"]))
    soup = ask(client, world["acupuncture"])
    assert list(losses(soup)) == ["Sciatica"]
    assert "And 7 pages that are not listed here or that you cannot open." in soup.text
    assert "Knee" not in soup.text


def test_titles_are_escaped(world, mara_client):
    value = {"therapy": world["acupuncture"], "heading_override": "<i>Pins</i>"}
    world.tree.condition("<b>Hip</b>", body=[("therapy", value)])
    soup = ask(mara_client, world["acupuncture"])
    assert losses(soup)["<b>Hip</b>"] == "Loses the block “<i>Pins</i>”."


def test_what_was_sent_is_kept_and_one_can_go_back(world, mara_client):
    therapy = world["acupuncture"]
    soup = ask(mara_client, therapy, next="/admin/therapies/")
    assert soup.select_one("[name=next]")["value"] == "/admin/therapies/"
    back = soup.find("a", string="No, leave it as it is")
    assert back["href"] == "/admin/therapies/"
    plain = ask(mara_client, therapy).find("a", string="No, leave it as it is")
    assert plain["href"] == f"/admin/pages/{therapy.pk}/edit/"


# --- Several at once -----------------------------------------------------------------------------


def test_a_parent_counts_what_is_under_it(world, admin_client):
    therapies = world["therapies"]
    soup = ask(admin_client, therapies, "delete")
    assert losses(soup)["Knee"] == (
        "Loses the block “Acupuncture for Knee”. Loses the block “Cupping for Knee”."
    )
    assert losses(soup)["Neck"] == "Loses the note on therapies together."
    assert not {"Acupuncture", "Cupping"} & set(losses(soup))


def test_unpublishing_a_parent_counts_what_is_under_it_if_it_goes_too(world, mara_client):
    assert ask(mara_client, world["therapies"], include_descendants="on")
    address = PAGE_ACTIONS["unpublish"].format(obj=world["therapies"])
    assert mara_client.post(address).status_code == 302
    assert not is_removed(world, "acupuncture")


def test_pages_that_go_too_lose_nothing(world, mara_client):
    leave_one_sciatica(world)
    address = PAGE_ACTIONS["delete in bulk"].format(obj=world["sciatica"])
    soup = question(mara_client.post(f"{address}&id={world['acupuncture'].pk}"))
    assert "Knee" in losses(soup)
    assert "Sciatica" not in losses(soup)


def test_translations_that_go_along_count(world, mara_client, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    german = Locale.objects.get(language_code="de")
    copy = world["maeve"].copy_for_translation(german, copy_parents=True)
    copy.save_revision().publish()
    block = [("practitioner", {"practitioner": copy})]
    world.tree.condition("Rücken", body=block)

    from wagtail import hooks

    def along(pages, action):
        return {page: Page.objects.filter(pk=copy.pk) for page in pages}

    with hooks.register_temporarily("construct_translated_pages_to_cascade_actions", along):
        assert set(losses(ask(mara_client, world["maeve"]))) == {"Back", "Plain", "Rücken"}


def test_pages_of_the_host_are_its_own_affair(world, mara_client):
    page = world.tree.home.add_child(instance=Page(title="Old"))
    text = f'<p><a linktype="page" id="{page.pk}">there</a></p>'
    world.tree.condition("Linking to it", body=[("section", {"heading": "", "text": text})])
    assert mara_client.post(PAGE_ACTIONS["delete"].format(obj=page)).status_code == 302


def test_what_lies_below_is_chosen_on_the_same_page(world, mara_client):
    address = PAGE_ACTIONS["unpublish"].format(obj=world["therapies"])
    response = mara_client.get(address)
    soup = question(response)
    assert "Unpublish the 2 pages below it, too" in texts(soup, "label")
    assert "Knee" in losses(soup)
    assert decide(mara_client, response, include_descendants="on").status_code == 302
    assert is_removed(world, "acupuncture") and is_removed(world, "therapies")


def test_many_pages_need_the_sites_name_on_the_same_page(world, admin_client, settings):
    settings.WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 3
    response = admin_client.get(PAGE_ACTIONS["delete"].format(obj=world["therapies"]))
    assert question(decide(admin_client, response, confirm_site_name="Another"))
    assert not is_removed(world, "acupuncture")
    done = decide(admin_client, response, confirm_site_name=settings.WAGTAIL_SITE_NAME)
    assert done.status_code == 302
    assert is_removed(world, "acupuncture")


@pytest.mark.postgres
def test_twelve_pages_cost_as_much_as_three(world, mara_client):
    therapy = world.tree.therapy("Moxa")
    shown = ("therapy", {"therapy": therapy})

    def cost(number):
        for i in range(number):
            world.tree.condition(f"Condition {number}-{i}", body=[shown])
        ask(mara_client, therapy)
        with CaptureQueriesContext(connection) as queries:
            assert ask(mara_client, therapy)
        return len(queries)

    assert cost(3) == cost(12)


# --- No hole -------------------------------------------------------------------------------------


def on_schedule(page):
    page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    page.save()
    call_command("publish_scheduled")


@pytest.mark.parametrize(
    "remove", [on_schedule, lambda page: page.unpublish(), lambda page: page.delete()]
)
def test_who_cannot_be_asked_goes_on_and_visitors_see_no_hole(world, client, remove):
    remove(world["acupuncture"])
    for name in ("sciatica", "knee", "neck"):
        soup = read(client, world[name])
        assert "Acupuncture" not in soup.text
        assert not [e for e in soup.select("section, aside") if not e.get_text(strip=True)]
    assert texts(read(client, world["knee"]), ".clinic-therapy h2") == ["Cupping for Knee"]
