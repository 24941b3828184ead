"""What would change is marked on whatever page shows it, and nothing that visitors see moves."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, rich_text

from clinic_pages.showing.shown_on import LIMIT
from tests.editors import make_editor_of, open_form, rows_of
from tests.showing.test_previews import form_data, modes, preview, preview_address, seen
from tests.trees import plant_tree, read, texts
from tests.uploads.test_replacing import ask, send

MARKED = "[data-clinic-mark]"
NOTE = ".clinic-preview-note p"
# What is edited, the changed fields, and the words by which the change is seen.
KINDS = {
    "therapy": ({"shared_text": rich_text("<p>Quite new.</p>")}, "Quite new."),
    "practitioner": ({"role": "Herbalist"}, "Herbalist"),
    "booking text": ({"heading": "Come in"}, "Come in"),
    "clinic": ({"phone": "+353 1 555 9999"}, "+353 1 555 9999"),
}


def edited(world, kind):
    found = {"therapy": world["acupuncture"], "practitioner": world["maeve"]}
    return found.get(kind) or {"booking text": world.own_snippet, "clinic": world.tree.clinic}[kind]


def showing_all(world, title, **fields):
    """A condition that shows one of each kind."""
    blocks = [
        ("therapy", {"therapy": world["acupuncture"]}),
        ("practitioner", {"practitioner": world["maeve"]}),
    ]
    return world.tree.condition(title, body=blocks, booking_snippet=world.own_snippet, **fields)


def make_restricted(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


def stored(obj) -> dict:
    return type(obj).objects.filter(pk=obj.pk).values().get()


def find(client, obj, words) -> list[list[str]]:
    names = [obj._meta.app_label, obj._meta.model_name, obj.pk]
    response = client.get(reverse("clinic_pages_showing:find", args=names), {"q": words})
    assert response.status_code == 200
    return rows_of(BeautifulSoup(response.content, "html.parser"))


# --- Each kind on each page ----------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["published", "draft", "restricted"])
def test_the_change_is_marked_and_nothing_else_moves(world, admin_client, kind, state):
    page = showing_all(world, "Zoster", publish=state != "draft")
    if state == "restricted":
        make_restricted(page)
    obj, (changes, words) = edited(world, kind), KINDS[kind]
    before = stored(obj)

    response = preview(admin_client, obj, page, **changes)
    soup = seen(response)
    assert texts(soup, "h1") == ["Zoster"]
    assert words in " ".join(texts(soup, MARKED))
    assert "Zoster" not in " ".join(texts(soup, MARKED))
    assert texts(soup, NOTE) == ["What would change on this page is marked."]
    assert response["X-Robots-Tag"] == "noindex"
    assert int(response["Content-Length"]) == len(response.content)

    assert stored(obj) == before
    assert words not in read(admin_client, world["sciatica"]).text
    assert not read(admin_client, world["sciatica"]).select(f"{MARKED}, {NOTE}")


def test_pages_beyond_the_twentieth_are_found_by_their_titles(world, admin_client):
    for number in range(LIMIT):
        showing_all(world, f"Ache {number:02}")
    page = showing_all(world, "Zoster of the neck")
    for kind, (changes, words) in KINDS.items():
        obj = edited(world, kind)
        assert f"As shown on {page.title}" not in modes(admin_client, obj)
        [row] = find(admin_client, obj, "zoster")
        assert row[0] == page.title and row[-1] == "Preview here"
        soup = seen(preview(admin_client, obj, page, **changes))
        assert words in " ".join(texts(soup, MARKED))

    # The picture of the therapy.
    send(admin_client, world.needles)
    assert page.title not in ask(admin_client, world.needles).text
    soup = ask(admin_client, world.needles, q="zoster")
    assert [row[0] for row in rows_of(soup)] == [page.title]
    assert soup.iframe["src"] == soup.select_one("table a")["href"]
    on_page = BeautifulSoup(admin_client.get(soup.iframe["src"]).content, "html.parser")
    assert on_page.select(f".clinic-therapy img{MARKED}")

    # Front pages and lists were cut off, too.
    assert [row[0] for row in find(admin_client, world["acupuncture"], "Clinic")] == ["Clinic"]
    assert [row[0] for row in find(admin_client, world["acupuncture"], "therap")] == ["Therapies"]
    assert not find(admin_client, world["acupuncture"], "Linking")


# --- What the note says --------------------------------------------------------------------------


def test_a_page_with_its_own_words_says_so(world, admin_client):
    own = {"therapy": world["acupuncture"], "text_override": "<p>Ours.</p>"}
    page = world.tree.condition("Migraine", body=[("therapy", own)])
    changes, _words = KINDS["therapy"]
    soup = seen(preview(admin_client, world["acupuncture"], page, **changes))
    [note] = texts(soup, NOTE)
    assert note.startswith("Nothing on this page would change. What it shows of “Acupuncture”")
    assert note.endswith("This page has its own words in place of the shared text.")
    assert "Ours." in texts(soup, f".clinic-therapy{MARKED}")[0]


def test_before_anything_is_changed_the_place_is_marked(world, admin_client):
    soup = seen(preview(admin_client, world["acupuncture"], world["sciatica"]))
    assert "Acupuncture for Sciatica" in " ".join(texts(soup, MARKED))
    assert "Nothing on this page would change." in texts(soup, NOTE)[0]


def test_what_is_not_shown_there_has_no_mark(world, admin_client):
    changes, _words = KINDS["booking text"]
    soup = seen(preview(admin_client, world.own_snippet, world["sciatica"], **changes))
    assert texts(soup, NOTE) == ["Nothing on this page would change."]
    assert not soup.select(MARKED)


@pytest.mark.parametrize("name", ["acupuncture", "sciatica", "team"])
def test_no_preview_is_for_search_engines(world, admin_client, name):
    page = world[name]
    data = {**form_data(open_form(admin_client, page)), "body-count": 0}
    admin_client.post(preview_address(page), data)
    assert admin_client.get(preview_address(page))["X-Robots-Tag"] == "noindex"
    assert not read(admin_client, page).select(NOTE)


def test_only_other_pages_have_a_note(world, admin_client):
    therapy = world["acupuncture"]
    response = preview(admin_client, therapy, therapy, mode="", title="Needling")
    assert not seen(response).select(f"{NOTE}, {MARKED}")
    assert response["X-Robots-Tag"] == "noindex"


# --- The clinic's settings -----------------------------------------------------------------------


@pytest.fixture
def where(world):
    return world.tree.condition("Where", body=[("where_and_when", None)])


def hours(**fields) -> dict:
    row = {"id": "", "weekday": 1, "opens": "09:00", "closes": "17:30", "ORDER": "1", "DELETE": ""}
    return {
        "opening_hours-TOTAL_FORMS": 1,
        **{f"opening_hours-0-{name}": value for name, value in (row | fields).items()},
    }


def test_opening_hours_are_seen_before_they_are_so(world, admin_client, where):
    soup = seen(preview(admin_client, world.tree.clinic, where, **hours()))
    assert "09:00–17:30" in " ".join(texts(soup, MARKED))
    assert "09:00–17:30" not in read(admin_client, where).text
    assert not world.tree.clinic.opening_hours.count()


def test_hours_that_a_preview_shows_ask_no_question(world, admin_client, where):
    same = {"same_days": 2, "same_opens": "10:00", "same_closes": "16:00"}
    soup = seen(preview(admin_client, world.tree.clinic, where, **same))
    assert "10:00–16:00" in " ".join(texts(soup, MARKED))


def test_another_booking_text_for_all_pages(world, admin_client):
    changes = {"default_booking_snippet": world.own_snippet.pk}
    soup = seen(preview(admin_client, world.tree.clinic, world["sciatica"], **changes))
    assert "Own" in texts(soup, f".clinic-booking {MARKED}")
    assert texts(read(admin_client, world["sciatica"]), ".clinic-booking__heading") == ["Default"]


def test_without_a_choice_the_front_page_is_seen(world, admin_client):
    soup = seen(preview(admin_client, world.tree.clinic, None, mode="", name="Needle house"))
    assert texts(soup, "h1") == texts(read(admin_client, world["home"]), "h1")
    assert "Needle house" in " ".join(texts(soup, MARKED))


def test_the_form_of_the_clinic_says_where_it_is_shown(world, admin_client):
    form = open_form(admin_client, world.tree.clinic)
    assert "Shown on" in " ".join(texts(form, "h2"))
    assert ["Clinic", "Whole site"] in [row[:2] for row in rows_of(form)]
    assert next(iter(modes(admin_client, world.tree.clinic))) == "As shown on the front page"


# What visits know of the site is kept outside of transactions alone.
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_preview_of_the_clinic_is_kept_nowhere(admin_client, client):
    tree = plant_tree()
    page = tree.sciatica_with(("where_and_when", None))
    assert "+353 1 555 0123" in read(client, page).text
    soup = seen(preview(admin_client, tree.clinic, page, phone="+353 1 555 9999"))
    assert "+353 1 555 9999" in soup.select_one("header").text
    text = read(client, page).text
    assert "+353 1 555 0123" in text
    assert "+353 1 555 9999" not in text


# --- Who may see what ----------------------------------------------------------------------------


def test_rows_are_found_by_those_who_may_open_the_form(world, client):
    client.force_login(make_editor_of(world["sciatica"]))
    names = ["clinic_pages", "therapypage", world["acupuncture"].pk]
    response = client.get(reverse("clinic_pages_showing:find", args=names))
    assert response.status_code == 302


def test_a_draft_above_is_no_choice(world, client):
    client.force_login(make_editor_of(world["acupuncture"]))
    world["therapies"].unpublish()
    assert "As shown on Therapies (draft)" not in modes(client, world["acupuncture"])
    data = form_data(open_form(client, world["acupuncture"])) | {"body-count": 0}
    client.post(preview_address(world["acupuncture"]), nested_form_data(data))
    mode = {"mode": f"shown-on-{world['therapies'].pk}"}
    assert client.get(preview_address(world["acupuncture"]), mode).status_code == 302


# --- From the whole list -------------------------------------------------------------------------


def test_the_whole_list_opens_the_form_with_its_preview(world, admin_client):
    therapy = world["acupuncture"]
    address = f"/admin/clinic-pages/shown-on/clinic_pages/therapypage/{therapy.pk}/"
    html = admin_client.get(address).content.decode()
    opened = f"/admin/pages/{therapy.pk}/edit/?preview_on={world['sciatica'].pk}"
    assert f'href="{opened}"' in html
    form = BeautifulSoup(admin_client.get(opened).content, "html.parser")
    mode = f"shown-on-{world['sciatica'].pk}"
    assert form.select_one("[data-clinic-opened]")["data-clinic-opened"] == mode
    assert form.select("#id_preview_mode option")[1]["value"] == mode
