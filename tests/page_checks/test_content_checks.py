"""What the preview of a page carries for Wagtail's content checks."""

import json

import pytest
from bs4 import BeautifulSoup

from clinic_pages.page_checks.content_checker import shown_checks
from tests.editors import make_editor, open_form
from tests.showing.test_previews import preview
from tests.trees import read

MARKERS = "[data-clinic-failed-check]"


@pytest.fixture
def mara_client(client, db):
    client.force_login(make_editor())
    return client


def found_in(response) -> set[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    return {marker["data-clinic-failed-check"] for marker in soup.select(MARKERS)}


def test_the_preview_says_what_the_draft_would_be_found_wanting(mara_client, tree):
    page = tree.condition(search_description="Seen twice.")
    tree.condition("Knee", search_description="Seen twice.")
    found = found_in(preview(mara_client, page, page, mode=""))
    assert {"description_not_unique", "thin_page", "no_reviewer"} <= found
    changed = preview(mara_client, page, page, mode="", search_description="Once.")
    assert found_in(changed) == found - {"description_not_unique"}


def test_markers_are_neither_seen_nor_heard(mara_client, tree):
    page = tree.condition()
    soup = BeautifulSoup(preview(mara_client, page, page, mode="").content, "html.parser")
    assert all(marker.has_attr("hidden") and not marker.text for marker in soup.select(MARKERS))


def test_visitors_get_none(client, tree):
    assert not read(client, tree.condition()).select(MARKERS)


def test_a_therapy_previewed_on_another_page_does_not_show_that_ones(mara_client, tree):
    therapy = tree.therapy()
    page = tree.condition(body=[("therapy", {"therapy": therapy})])
    assert found_in(preview(mara_client, therapy, therapy, mode=""))
    assert not found_in(preview(mara_client, therapy, page))


def test_every_kind_of_page_can_be_previewed(mara_client, tree):
    for page in (tree.home, tree.conditions, tree.therapies, tree.therapy()):
        assert "description_missing" not in found_in(preview(mara_client, page, page, mode=""))


def test_the_form_teaches_the_checker_what_the_markers_mean(mara_client, tree):
    soup = open_form(mara_client, tree.condition())
    axe = json.loads(soup.select_one("#checker-axe-configuration").text)
    rules = {rule["id"]: rule for rule in axe["spec"]["rules"]}
    for check in shown_checks():
        name = f"clinic-{check.code}"
        assert name in axe["options"]["runOnly"]
        assert axe["messages"][name] == {"error_name": check.wrong, "help_text": check.advice}
        assert rules[name]["selector"] == f'[data-clinic-failed-check="{check.code}"]'
    # Wagtail's own are still there.
    assert "alt-text-quality" in rules
    assert "heading-order" in axe["options"]["runOnly"]
