"""An editor looks at an unpublished change as it would be on the pages that show it."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, rich_text

from clinic_pages.models import ClinicSettings, TherapyPage
from home.factories import BookingSnippetFactory, StandardPageFactory
from tests.editors import edit_address, make_editor, make_editor_of, open_form
from tests.trees import read, texts


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


def modes(client, obj) -> dict[str, str]:
    """Label and name of the modes that the form offers, in order; none where there is no choice."""
    options = open_form(client, obj).select("#id_preview_mode option")
    return {option.text: option["value"] for option in options}


def form_data(soup) -> dict:
    """What the browser would send of a form that nobody has touched."""
    form = soup.select_one("#w-editor-form, form[data-edit-form]")
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in ("checkbox", "radio") and not field.has_attr("checked"):
            continue
        chosen = field.select_one("option[selected]") if field.name == "select" else None
        value = field.text if field.name == "textarea" else field.get("value", "")
        data[field["name"]] = chosen["value"] if chosen else value
    return data


def preview_address(obj) -> str:
    if isinstance(obj, Page):
        return f"/admin/pages/{obj.pk}/edit/preview/"
    if isinstance(obj, ClinicSettings):
        return f"{edit_address(obj)}preview/"
    return f"/admin/snippets/clinic_pages/bookingsnippet/preview/{obj.pk}/"


def preview(client, obj, page, mode="shown-on-{0.pk}", **changes):
    """The answer that the preview gives for a form with these changes, on `page`."""
    # The script makes the fields of a body, of which none is touched here.
    data = {"body-count": 0, **form_data(open_form(client, obj)), **nested_form_data(changes)}
    sent = client.post(preview_address(obj), data)
    assert sent.json() == {"is_valid": True, "is_available": True}
    return client.get(preview_address(obj), {"mode": mode.format(page)})


def seen(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


NEW = {"shared_text": rich_text("<p>Quite new.</p>")}


# --- The choice ----------------------------------------------------------------------------------


def test_pages_that_name_it_come_before_those_that_list_it(world, mara_client):
    assert list(modes(mara_client, world["acupuncture"])) == [
        "Default",
        "As shown on Knee",
        "As shown on Maeve",
        "As shown on Neck",
        "As shown on Private",
        "As shown on Sciatica (http://localhost/conditions/sciatica/)",
        "As shown on Sciatica (http://second.example/conditions/sciatica/)",
        "As shown on Sciatica (/clinic-de/conditions/sciatica/)",
        "As shown on Draft (draft)",
        "As shown on Clinic",
        "As shown on Conditions (http://localhost/conditions/)",
        "As shown on Conditions (http://second.example/conditions/)",
        "As shown on Conditions (/clinic-de/conditions/)",
        "As shown on Therapies",
    ]


def test_there_are_at_most_twenty(world, mara_client):
    therapy = world.tree.therapy("Moxa")
    for i in range(25):
        world.tree.condition(f"Condition {i:02}", body=[("therapy", {"therapy": therapy})])
    assert len(modes(mara_client, therapy)) == 1 + 20


def test_the_choice_is_the_editors(world, client):
    client.force_login(make_editor_of(world["acupuncture"], world["sciatica"]))
    labels = list(modes(client, world["acupuncture"]))
    assert labels == [
        "Default",
        "As shown on Sciatica",
        "As shown on Clinic",
        "As shown on Conditions",
        "As shown on Therapies",
    ]


def test_a_booking_text_has_them_too(world, admin_client):
    assert list(modes(admin_client, world.own_snippet)) == ["Default", "As shown on Back"]


def test_a_private_page_above_is_no_choice(world, client):
    PageViewRestriction.objects.create(page=world["therapies"], restriction_type="login")
    client.force_login(make_editor_of(world["acupuncture"]))
    assert not modes(client, world["acupuncture"])


@pytest.mark.postgres
def test_nobody_in_particular_has_the_default_only(world, django_assert_num_queries):
    therapy, snippet = world["acupuncture"], world.own_snippet
    with django_assert_num_queries(0):
        for obj in (therapy, snippet, TherapyPage()):
            assert [name for name, _label in obj.preview_modes] == [""]
            assert obj.default_preview_mode == ""
            assert obj.is_previewable()


def test_a_new_page_has_the_default_only(world, mara_client):
    add = f"/admin/pages/add/clinic_pages/therapypage/{world.tree.therapies.pk}/"
    assert "id_preview_mode" not in mara_client.get(add).content.decode()


# --- What is seen --------------------------------------------------------------------------------


def test_a_therapys_new_words_on_a_condition_page(world, mara_client):
    therapy, page = world["acupuncture"], world["sciatica"]
    soup = seen(preview(mara_client, therapy, page, title="Needling", **NEW))

    assert texts(soup, "h1") == ["Sciatica"]
    assert texts(soup, ".clinic-therapy h2") == ["Needling for Sciatica"]
    assert "Quite new." in texts(soup, ".clinic-therapy")[0]
    assert texts(soup, ".clinic-breadcrumb li") == ["Clinic", "Conditions", "Sciatica"]
    visitor = read(mara_client, page)
    assert texts(visitor, ".clinic-therapy h2") == ["Acupuncture for Sciatica"]
    assert "Quite new." not in visitor.text
    assert world["acupuncture"].title == "Acupuncture"
    assert not world["acupuncture"].has_unpublished_changes


def test_each_place_that_shows_it(world, mara_client):
    def words(page, selector):
        soup = seen(preview(mara_client, world["acupuncture"], page, title="Needling"))
        return texts(soup, selector)

    assert words(world["neck"], ".clinic-links li") == ["Needling", "Cupping"]
    assert words(world["maeve"], ".clinic-links li") == ["Needling"]
    assert words(world["therapies"], ".clinic-card__title") == ["Needling", "Cupping"]
    assert "Needling" in words(world["home"], ".clinic-card__title")


def test_a_block_that_shows_it_twice_and_a_block_on_another_therapy(world, mara_client):
    blocks = [("therapy", {"therapy": world["acupuncture"]})] * 2
    other = world.tree.therapy("Moxa", body=blocks)
    soup = seen(preview(mara_client, world["acupuncture"], other, **NEW))
    assert texts(soup, "h1") == ["Moxa"]
    assert soup.text.count("Quite new.") == 2


def test_a_text_of_the_pages_own_stays(world, mara_client):
    value = {"therapy": world["acupuncture"], "text_override": "<p>Ours.</p>"}
    page = world.tree.condition("Migraine", body=[("therapy", value)])
    soup = seen(preview(mara_client, world["acupuncture"], page, **NEW))
    assert "Ours." in soup.text
    assert "Quite new." not in soup.text


def test_a_draft_is_seen_as_if_it_were_published(world, mara_client):
    world["acupuncture"].unpublish()
    for name in ("sciatica", "therapies", "maeve"):
        soup = seen(preview(mara_client, world["acupuncture"], world[name], title="Needling"))
        assert "Needling" in soup.select_one("main").text
        assert "Visitors do not see this block" not in soup.text
    assert not world["acupuncture"].live
    assert "Acupuncture" not in read(mara_client, world["therapies"]).text


def test_what_is_private_stays_hidden_on_a_public_page(world, mara_client):
    PageViewRestriction.objects.create(page=world["acupuncture"], restriction_type="login")
    soup = seen(preview(mara_client, world["acupuncture"], world["sciatica"], **NEW))
    assert "Quite new." not in soup.text
    assert "is private" in texts(soup, ".clinic-notice")[0]


def test_a_practitioners_card(world, mara_client):
    soup = seen(preview(mara_client, world["maeve"], world["back"], role="Herbalist"))
    assert "Herbalist" in soup.select_one(".clinic-card").text
    team = seen(preview(mara_client, world["maeve"], world["team"], role="Herbalist"))
    assert "Herbalist" in team.select_one(".clinic-card").text


@pytest.mark.parametrize(
    ("snippet", "page"), [("own_snippet", "back"), ("default_snippet", "sciatica")]
)
@pytest.mark.parametrize("live", [True, False])
def test_a_booking_text(world, admin_client, snippet, page, live):
    obj = getattr(world, snippet)
    if not live:
        obj.unpublish()
    soup = seen(preview(admin_client, obj, world[page], heading="Come in"))
    assert texts(soup, ".clinic-booking__heading") == ["Come in"]
    assert "Come in" not in read(admin_client, world[page]).text


def test_an_inherited_booking_text(world, admin_client):
    snippet = BookingSnippetFactory(heading="From above")
    conditions = world["conditions"]
    conditions.booking_snippet = snippet
    conditions.save_revision().publish()
    soup = seen(preview(admin_client, snippet, world["sciatica"], heading="Come in"))
    assert texts(soup, ".clinic-booking__heading") == ["Come in"]
    other = seen(preview(admin_client, snippet, world["back"], heading="Come in"))
    assert texts(other, ".clinic-booking__heading") == ["Own"]


def test_a_page_of_another_site_is_seen_there(world, mara_client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    response = preview(mara_client, world["acupuncture"], world["alias"], **NEW)
    soup = seen(response)
    assert "Quite new." in soup.text
    assert texts(soup, ".clinic-breadcrumb li")[0] == "Second"
    assert Site.objects.get(hostname="second.example").hostname in str(soup)


def test_an_older_revision_is_seen_too(world, mara_client):
    therapy = world["acupuncture"]
    old = therapy.latest_revision
    therapy.shared_text = "<p>Quite new.</p>"
    therapy.save_revision().publish()
    address = f"/admin/pages/{therapy.pk}/revisions/{old.pk}/view/"
    soup = seen(mara_client.get(address, {"mode": f"shown-on-{world['sciatica'].pk}"}))
    assert texts(soup, "h1") == ["Sciatica"]
    assert "Needles." in soup.text


def test_the_change_leaves_nothing_behind(world, mara_client):
    preview(mara_client, world["acupuncture"], world["sciatica"], title="Needling")
    assert "Needling" not in read(mara_client, world["neck"]).text


# --- Who may not ---------------------------------------------------------------------------------


def is_refused(response) -> bool:
    # The admin sends the editor home, with a message.
    return response.status_code == 302 and response.url == "/admin/"


def test_a_page_that_the_editor_does_not_find_is_refused(world, client):
    client.force_login(make_editor_of(world["acupuncture"]))
    assert is_refused(preview(client, world["acupuncture"], world["sciatica"], **NEW))


def test_a_private_page_above_is_refused(world, client):
    client.force_login(make_editor_of(world["acupuncture"]))
    PageViewRestriction.objects.create(page=world["therapies"], restriction_type="login")
    assert is_refused(preview(client, world["acupuncture"], world["therapies"], **NEW))


def test_without_a_request_nobody_knows_who_asks(world):
    mode = f"shown-on-{world['sciatica'].pk}"
    with pytest.raises(PermissionDenied):
        world["acupuncture"].make_preview_request(None, mode)


def test_a_page_that_is_gone_gives_the_default(world, mara_client):
    page = world["sciatica"]
    Page.objects.get(pk=page.pk).delete()
    soup = seen(preview(mara_client, world["acupuncture"], page, title="Needling"))
    assert texts(soup, "h1") == ["Needling"]


@pytest.mark.parametrize("mode", ["shown-on-", "shown-on-x", "shown-on-0", "nonsense"])
def test_a_mode_that_nobody_offered_gives_the_default(world, mara_client, mode):
    response = preview(mara_client, world["acupuncture"], None, mode, title="Needling")
    assert texts(seen(response), "h1") == ["Needling"]


@pytest.mark.postgres
def test_a_list_without_the_stand_in_stays_a_queryset(world):
    with CaptureQueriesContext(connection) as queries:
        assert world.tree.therapies.therapies.filter(title="Cupping").exists()
    # What is private, and above it, what repeats, and the question itself.
    assert len(queries) == 5


def test_a_host_page_is_a_choice_too(world, mara_client):
    value = {"therapy": world["acupuncture"]}
    page = StandardPageFactory(parent=world["home"], title="About", body=[("therapy", value)])
    soup = seen(preview(mara_client, world["acupuncture"], page, title="Needling"))
    assert texts(soup, ".clinic-therapy h2") == ["Needling"]
