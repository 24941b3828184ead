"""Conditions and therapies on one screen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction, Workflow
from wagtail.rich_text import RichText

from tests.editors import make_editor_of
from tests.grid.conftest import SECTION, shows
from tests.grid.helpers import GRID, grid, said_in, soup_of
from tests.overrides.helpers import save_draft

# Its queries are counted, its rows sorted and searched by the database.
pytestmark = pytest.mark.postgres


def test_each_cell_says_in_words_what_the_page_does(admin_client, every_state):
    soup = soup_of(admin_client.get(GRID))
    assert said_in(soup)["Sciatica"] == {
        "Acupuncture": "Shared text",
        "Cupping": "Reworded",
        "Moxibustion": "Outdated",
        "Herbs": "Hidden, “Herbs” is not published.",
        "Staff massage": "Hidden, “Staff massage” is private: only some visitors may see it.",
        "Tuina": "Hidden, “Tuina” has no shared text yet, and none is written here.",
    }
    assert said_in(soup)["Gout"]["Moxibustion"] == "Not offered"
    notes = {th.span.text: [n.text for n in th.select(".clinic-grid__note")] for th in heads(soup)}
    assert notes["Herbs"] == ["not published"] and notes["Staff massage"] == ["private"]
    assert notes["Tuina"] == ["no shared text"] and notes["Cupping"] == []
    assert "Therapy grid" in admin_client.get("/admin/").content.decode()


def heads(soup):
    return soup.select("[data-clinic-grid] thead th")[1:]


def test_it_is_a_table_with_headers(admin_client, clinic):
    table = soup_of(admin_client.get(GRID)).select_one("table[data-clinic-grid]")
    assert {th["scope"] for th in table.select("thead th")} == {"col"}
    assert {th["scope"] for th in table.select("tbody th")} == {"row"}
    assert len({link["id"] for link in table.select("td > a")}) == 9


def test_what_only_the_members_area_shows_is_hidden_outside_of_it(admin_client, clinic):
    for page in (clinic.needles, clinic.gout):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert grid(admin_client)["Gout"]["Acupuncture"].startswith("Hidden")


def test_a_draft_is_looked_at_and_says_so(admin_client, clinic):
    own = {"text_override": RichText("<p>Mine.</p>")}
    save_draft(clinic.gout, body=[SECTION, shows(clinic.needles, **own), shows(clinic.cups)])
    assert grid(admin_client)["Gout"] == {
        "Acupuncture": "Reworded, draft",
        "Cupping": "Shared text",
        "Moxibustion": "Not offered",
    }
    soup = soup_of(admin_client.get(GRID))
    row = soup.find("a", string="Gout").find_parent("th")
    assert "live + draft" in row.text
    save_draft(clinic.gout, body=[])
    assert grid(admin_client)["Gout"]["Acupuncture"] == "Not offered, draft"


def test_a_therapy_twice_on_a_page_says_what_has_to_be_looked_at(admin_client, tree, clinic):
    twice = [shows(clinic.cups), shows(clinic.cups, text_override="<p>Mine.</p>")]
    tree.condition("Back pain", body=twice)
    assert grid(admin_client)["Back pain"]["Cupping"] == "Reworded"


def test_it_is_filtered(admin_client, every_state, tree):
    tree.condition("Tinnitus", alternate_names="Ringing ears")
    assert set(grid(admin_client)) == {"Gout", "Knee pain", "Sciatica", "Tinnitus"}
    assert set(grid(admin_client, q="ringing")) == {"Tinnitus"}
    assert set(grid(admin_client, state="outdated")) == {"Sciatica"}
    assert set(grid(admin_client, state="shared", therapy=every_state.moxa.pk)) == {"Knee pain"}
    [columns] = {tuple(row) for row in grid(admin_client, therapy=every_state.moxa.pk).values()}
    assert columns == ("Moxibustion",)
    assert set(grid(admin_client, list=tree.conditions.pk)) == set(grid(admin_client))
    assert "locale" not in soup_of(admin_client.get(GRID)).select_one("form[role=search]").text
    # What is no choice narrows nothing.
    assert len(grid(admin_client, state="nonsense")) == 4
    assert grid(admin_client, q="nowhere") == {}


def test_one_language_at_a_time(admin_client, clinic, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "German")]
    german = Locale.objects.create(language_code="de")
    for page in (clinic.gout, clinic.cups):
        copy = page.copy_for_translation(german, copy_parents=True)
        copy.title += " (de)"
        copy.save_revision().publish()
    default = Locale.get_default().language_code
    assert set(grid(admin_client)) == set(grid(admin_client, locale=default))
    assert len(grid(admin_client)) == 3
    found = grid(admin_client, locale="de")
    assert list(found) == ["Gout (de)"] and list(found["Gout (de)"]) == ["Cupping (de)"]


def test_who_may_edit_a_condition_sees_it(client, tree, clinic):
    client.force_login(make_editor_of(tree.therapies))
    assert client.get(GRID).status_code == 302
    client.force_login(make_editor_of(clinic.gout, name="Gwen"))
    assert list(grid(client)) == ["Gout"]


def test_what_she_may_not_edit_she_only_reads(client, clinic, admin_user, tree):
    editor = make_editor_of(tree.conditions)
    client.force_login(editor)
    clinic.gout.locked, clinic.gout.locked_by = True, admin_user
    clinic.gout.save()
    soup = soup_of(client.get(GRID))
    head = soup.find("span", string="Gout").find_parent("th")
    assert "“Gout” is locked." in head.text and not head.select("a")
    assert len(said_in(soup)) == 3


def test_an_alias_follows_its_source(admin_client, clinic):
    clinic.gout.create_alias(update_slug="alias")
    assert len(grid(admin_client)) == 3


def test_few_and_many_cost_the_same(admin_client, admin_user, tree, clinic):
    def queries(**query) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(GRID, query).status_code == 200
        return len(captured)

    def wait_for_moderators(page):
        save_draft(page, summary="New.")
        Workflow.objects.get().start(page, admin_user)

    save_draft(clinic.knee, summary="New.")
    wait_for_moderators(clinic.gout)
    queries()
    few, filtered = queries(), queries(state="shared")
    more = [tree.therapy(f"Therapy {number}", shared_text="<p>A.</p>") for number in range(4)]
    for number in range(6):
        page = tree.condition(f"Condition {number}", body=[shows(each) for each in more])
        wait_for_moderators(page)
    assert (queries(), queries(state="shared")) == (few, filtered)
