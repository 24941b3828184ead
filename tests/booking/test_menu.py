"""The plugin's entries in the admin's menu: in one group, and in few clicks for who has few."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from clinic_pages.lib.menu import ENTRIES
from tests.booking.reception import make_user

EDITING = [
    *("conditions", "therapies", "practitioners"),
    *("places-and-symptoms", "booking-boxes", "import-conditions"),
]
EVERYTHING = [*EDITING, "working-hours", "booking-e-mails"]


@pytest.fixture
def menu_of(client, tree):
    def menu_of(user: User) -> dict[str, list[str]]:
        """{an own entry or group on top: the names of what is in it}."""
        client.force_login(user)
        soup = BeautifulSoup(client.get("/admin/").content, "html.parser")
        props = json.loads(soup.select_one("#wagtail-sidebar-props").text)
        [menu] = [each for each in props["modules"] if "MainMenu" in each["_type"]]
        items = [_named(item) for item in menu["_args"][0]]
        return {name: inside for name, inside in items if name in {*ENTRIES, "clinic"}}

    return menu_of


def _named(item: dict) -> tuple[str, list[str]]:
    said, *inside = item["_args"]
    below = inside[0] if inside and isinstance(inside[0], list) else []
    return said["name"], [_named(each)[0] for each in below]


def test_editors_find_everything_in_one_group(menu_of):
    assert menu_of(make_user("Marketing")) == {"therapy-grid": [], "clinic": EDITING}


def test_the_reception_is_at_the_desk_with_one_click(menu_of):
    assert menu_of(make_user("Reception")) == {"calendar": [], "desk": []}
    manager = menu_of(make_user("Clinic manager"))
    assert set(manager) == {"calendar", "desk", "therapy-grid", "clinic"}
    assert sorted(manager["clinic"]) == sorted(EVERYTHING)


def test_a_site_decides_it_otherwise(menu_of, admin_user, settings):
    def own(**said) -> dict:
        settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, **said}
        return menu_of(admin_user)

    every = {*EVERYTHING, "calendar", "desk", "therapy-grid"}
    assert set(own(MENU_GROUP=False)) == every
    alone = own(MENU_GROUP=True, MENU_ON_TOP=())
    assert set(alone) == {"clinic"} and {*alone["clinic"]} == every
    # One or two entries need no group.
    few = own(MENU_ON_TOP=tuple(every - {"conditions", "therapies"}))
    assert set(few) == every
