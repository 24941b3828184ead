"""The editor reads on which pages something is shown, and how, as far as he may see them."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission

from clinic_pages.models import BookingSnippet, PractitionerTherapy
from clinic_pages.showing.shown_on import listing
from home.factories import (
    BookingSnippetFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
)
from tests.editors import make_editor, make_editor_of, open_form, rows_of
from tests.trees import texts

PANEL = "#panel-child-content-where_it_is_shown-section"
SNIPPET_PANEL = "#panel-where_it_is_shown-section"


@pytest.fixture
def mara(db):
    return make_editor()


def ways(obj, user) -> dict[str, str]:
    published = (row for row in listing(obj, user).rows if row.page.live)
    return {row.page.title: ", ".join(row.ways) for row in published}


def test_a_therapys_pages_and_how_they_show_it(world, mara):
    block = {"therapy": world["acupuncture"]}
    own = {**block, "heading_override": "Needles", "text_override": "<p>Ours.</p>"}
    world.tree.condition("Migraine", body=[("therapy", own)])
    world.tree.condition("Tinnitus", body=[("therapy", {**block, "text_override": "<p>Ours.</p>"})])
    world.tree.condition("Vertigo", body=[("therapy", {**block, "heading_override": "Needles"})])
    pair = {"therapies": [world["acupuncture"], world["cupping"]]}
    world.tree.condition("Wrist", body=[("therapies_together", pair), ("therapy", block)])

    assert ways(world["acupuncture"], mara) == {
        "Clinic": "In a list",
        "Conditions": "In a list",
        "Knee": "Shared text",
        "Maeve": "In a list",
        "Migraine": "Wording for this page, Heading for this page",
        "Neck": "Together note",
        "Private": "Shared text",
        "Sciatica": "Shared text",
        "Therapies": "In a list",
        "Tinnitus": "Wording for this page",
        "Vertigo": "Shared text, Heading for this page",
        "Wrist": "Together note, Shared text",
    }


def test_a_practitioners_pages(world, mara):
    assert ways(world["maeve"], mara) == {
        "Acupuncture": "In a list",
        "Back": "Card",
        "Clinic": "In a list",
        "Plain": "As author",
        "Team": "In a list",
    }


def test_a_booking_texts_pages(world, mara):
    assert ways(world.own_snippet, mara) == {"Back": "Chosen here"}
    inherited = ways(world.default_snippet, mara)
    assert inherited["Sciatica"] == "Inherited"
    assert "Back" not in inherited


def test_links_in_a_text_are_not_listed_and_drafts_come_last(world, mara):
    titles = [row.page.title for row in listing(world["acupuncture"], mara).rows]
    assert "Linking" not in titles
    assert titles[-2:] == ["Therapies", "Draft"]


def test_what_is_private_is_shown_in_its_own_area_only(world, mara):
    world["private"].get_view_restrictions().update(page=world["therapies"])
    assert ways(world["acupuncture"], mara) == {"Therapies": "In a list"}


def test_of_pages_that_the_editor_does_not_find_only_the_number_is_said(world, client):
    client.force_login(make_editor_of(world["acupuncture"], world["sciatica"]))
    panel = open_form(client, world["acupuncture"]).select_one(PANEL)
    # The pages above those he works on are his to find, but not to open.
    titles = [row[0] for row in rows_of(panel)]
    assert titles == ["Clinic", "Conditions", "Sciatica", "Therapies"]
    assert [link["href"] for link in panel.select("table a")] == [
        f"/admin/pages/{world['sciatica'].pk}/edit/"
    ]
    assert texts(panel, "h2") == ["Shown on 12 pages"]
    assert "and 8 pages that you cannot open" in texts(panel, "p")
    assert "Knee" not in panel.text


def test_one_who_edits_booking_texts_and_no_pages_learns_the_number(world, client):
    client.force_login(make_editor_of(snippets=True))
    panel = open_form(client, world.own_snippet).select_one(SNIPPET_PANEL)
    assert texts(panel, "h2") == ["Shown on 1 page"]
    assert texts(panel, "p") == ["and 1 page that you cannot open"]


def test_the_list_is_folded_when_it_is_long(world, admin_client):
    long = open_form(admin_client, world["acupuncture"]).select_one(PANEL)
    short = open_form(admin_client, world["maeve"]).select_one(PANEL)
    assert "collapsed" in long["class"]
    assert "collapsed" not in short["class"]


def test_a_draft_says_where_it_would_be_shown(world, admin_client):
    world["maeve"].unpublish()
    panel = open_form(admin_client, world["maeve"]).select_one(PANEL)
    assert texts(panel, "h2") == ["Once published, shown on 5 pages"]


def test_what_nothing_shows_says_so(tree, admin_client):
    panel = open_form(admin_client, BookingSnippetFactory()).select_one(SNIPPET_PANEL)
    assert texts(panel, "h2") == ["Not shown on any published page yet"]
    assert not panel.table


def test_titles_are_escaped(world, admin_client):
    world.tree.condition("<b>Hip</b>", body=[("therapy", {"therapy": world["acupuncture"]})])
    form = open_form(admin_client, world["acupuncture"])
    assert "<b>Hip</b>" in [row[0] for row in rows_of(form.select_one(PANEL))]
    assert "As shown on <b>Hip</b>" in texts(form, "#id_preview_mode option")


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/add/clinic_pages/therapypage/{}/",
        "/admin/snippets/clinic_pages/bookingsnippet/add/",
    ],
)
def test_what_is_being_created_has_no_list(tree, admin_client, address):
    html = admin_client.get(address.format(tree.therapies.pk)).content.decode()
    assert "where_it_is_shown" not in html


def test_comparing_revisions_still_works(world, admin_client):
    page = world["acupuncture"]
    page.shared_text = "<p>Other.</p>"
    page.save_revision()
    address = f"/admin/pages/{page.pk}/revisions/compare/earliest...latest/"
    assert "Other." in admin_client.get(address).content.decode()


# --- The whole list ------------------------------------------------------------------------------


def whole_list(obj) -> str:
    return f"/admin/clinic-pages/shown-on/{obj._meta.label_lower.replace('.', '/')}/{obj.pk}/"


def show_on_many(tree, number):
    """A new therapy, shown on so many pages."""
    therapy = tree.therapy(f"Therapy {number}")
    for i in range(number):
        tree.condition(f"Condition {number}-{i:02}", body=[("therapy", {"therapy": therapy})])
    return therapy


def test_the_whole_list_has_pages(tree, admin_client):
    therapy = show_on_many(tree, 25)
    panel = open_form(admin_client, therapy).select_one(PANEL)
    assert len(rows_of(panel)) == 20
    assert panel.find("a", string="See the whole list")["href"] == whole_list(therapy)

    response = admin_client.get(whole_list(therapy))
    assert "Shown on 28 pages" in response.content.decode()
    assert len(response.context["object_list"]) == 20
    second = admin_client.get(whole_list(therapy), {"p": 2}).content.decode()
    assert "Condition 25-24" in second
    assert "Shared text" in second


def test_only_those_who_may_open_its_form_see_the_whole_list(world, client):
    client.force_login(make_editor_of(world["sciatica"]))
    assert client.get(whole_list(world["acupuncture"])).status_code == 302
    assert client.get(whole_list(world.own_snippet)).status_code == 302
    client.force_login(make_editor_of(world["acupuncture"], name="one"))
    response = client.get(whole_list(world["acupuncture"]))
    assert response.status_code == 200
    html = response.content.decode()
    assert "Shown on 12 pages, 11 of which you cannot open" in html
    assert "Knee" not in html


@pytest.mark.parametrize(
    "path", ["no/such/1", "auth/user/1", "clinic_pages/therapypage/0", "clinic_pages/therapypage/x"]
)
def test_there_is_a_list_for_what_pages_show_only(tree, admin_client, path):
    assert admin_client.get(f"/admin/clinic-pages/shown-on/{path}/").status_code == 404


def queries_of(do) -> int:
    do()
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


@pytest.mark.postgres
@pytest.mark.parametrize("address", ["/admin/pages/{0.pk}/edit/", "list"])
def test_twelve_pages_cost_as_much_as_three(tree, client, mara, address):
    client.force_login(mara)

    def cost(therapy):
        url = whole_list(therapy) if address == "list" else address.format(therapy)
        return queries_of(lambda: client.get(url))

    three = cost(show_on_many(tree, 3))
    twelve = cost(show_on_many(tree, 12))
    # Wagtail's paginator asks for nothing where there is one page only.
    assert twelve <= three + (address == "list")


@pytest.mark.postgres
def test_twelve_pages_with_a_booking_text_cost_as_much_as_three(tree, client, mara):
    client.force_login(mara)
    snippet = BookingSnippetFactory()
    tree.clinic.default_booking_snippet = snippet
    tree.clinic.save()
    user = make_editor_of(tree.home, name="all", snippets=True)
    client.force_login(user)

    def cost():
        return queries_of(lambda: open_form(client, BookingSnippet.objects.get(pk=snippet.pk)))

    show_on_many(tree, 3)
    three = cost()
    show_on_many(tree, 12)
    # Fewer: the first twenty pages are of one type.
    assert cost() <= three


@pytest.mark.postgres
def test_the_clinics_form_costs_the_same_on_a_larger_site(tree, admin_client):
    def cost():
        return queries_of(lambda: open_form(admin_client, tree.clinic))

    show_on_many(tree, 1)
    one = cost()
    show_on_many(tree, 4)
    assert cost() <= one


def test_an_inline_choice_that_is_not_published_yet_is_not_listed(world, mara):
    team = PractitionersPageFactory(parent=world["home 2"])
    rows = [PractitionerTherapy(therapy=world["cupping"])]
    PractitionerPageFactory(parent=team, title="Owen", practised_therapies=rows, publish=False)
    assert "Owen" not in ways(world["cupping"], mara)


# --- Pictures, documents and prices --------------------------------------------------------------


def section_of(client, address: str):
    response = client.get(address)
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return soup.select_one("section:has(#clinic-shown-on)")


def test_a_pictures_pages_and_how_they_show_it(world, admin_client):
    section = section_of(admin_client, f"/admin/images/{world.portrait.pk}/")
    assert texts(section, "h2") == ["Shown on 5 pages"]
    assert {row[0]: row[1] for row in rows_of(section)} == {
        "Acupuncture": "In a list",
        "Back": "With “Maeve”",
        "Clinic": "In a list",
        "Maeve": "Photo of the practitioner",
        "Team": "In a list",
    }
    whole = admin_client.get(whole_list(world.portrait)).content.decode()
    assert "Photo of the practitioner" in whole


def test_a_documents_pages(world, admin_client):
    section = section_of(admin_client, f"/admin/documents/edit/{world.leaflet.pk}/")
    assert dict(row[:2] for row in rows_of(section))["Acupuncture"] == "Link in the text"
    assert dict(row[:2] for row in rows_of(section))["Knee"] == "With “Acupuncture”"


def test_of_a_pictures_pages_she_reads_those_she_finds(world, client):
    user = make_editor_of(world["maeve"])
    collection = Collection.get_first_root_node()
    permission = Permission.objects.get(codename="change_image")
    GroupCollectionPermission.objects.create(
        group=user.groups.get(), collection=collection, permission=permission
    )
    client.force_login(user)
    section = section_of(client, f"/admin/images/{world.portrait.pk}/")
    assert "Back" not in section.text
    assert "and 3 pages that you cannot open" in texts(section, "p")


def test_a_price_says_where_else_it_is_read(world, admin_client):
    prices = {"therapies": [world["acupuncture"]], "others": []}
    world.tree.condition("Costs", body=[("price_list", prices)])
    form = open_form(admin_client, world["acupuncture"])
    [said] = [each for each in texts(form, "p") if "show this price" in each]
    assert "Costs ( Price list )" in said or "Costs (Price list)" in said
    assert "Therapies (In a list)" in said
