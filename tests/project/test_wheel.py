"""The plugin as a host gets it: built, installed with its own dependencies, shown in a page; with
booking, and without booking and what only booking needs.

Without booking comes first: then booking is added to the same site, as by a host that adds it
later. PROOF=1 makes one on the oldest Wagtail, too.
"""

import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.sizes import IS_PROOF

from .hosts import (
    BOOKING,
    ONLY_FOR_BOOKING,
    PAGE,
    PAGES,
    HostSite,
    Part,
    get,
    run,
    served,
)

pytestmark = [pytest.mark.once, pytest.mark.slow]

REPOSITORY = Path(__file__).parents[2]
PLUGIN = REPOSITORY / "clinic_pages"

# The newest that pip finds, and the oldest that the plugin supports.
NEWEST, OLDEST = "wagtail", "wagtail==7.4.*"
WAGTAILS = [NEWEST, OLDEST] if IS_PROOF else [NEWEST]

# In the admin's menu.
SCREENS_OF_BOOKING = [
    "/admin/booking-desk/",
    "/admin/clinic-pages/bookings/",
    "/admin/clinic-pages/persons-data/",
    "/admin/settings/clinic_booking/bookingsettings/",
    "/admin/snippets/clinic_booking/practitionerschedule/",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(folder), str(REPOSITORY)])
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def hosts(wheel, tmp_path_factory) -> dict[str, HostSite]:
    """By the requirement of Wagtail."""
    return {
        wagtail: HostSite(tmp_path_factory.mktemp("host"), wheel, wagtail) for wagtail in WAGTAILS
    }


@pytest.fixture(scope="class", params=WAGTAILS)
def host(request, hosts) -> HostSite:
    """With the test class's `parts`."""
    host = hosts[request.param]
    for part in request.cls.parts:
        host.add(part)
    return host


@pytest.fixture(scope="class")
def seen(host) -> dict:
    return host.look()


def test_wheel_holds_the_whole_plugin_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert names == _plugin_files()


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/**/*.html",
        "static/**/*.css",
        "locale/*/*/*.po",
        "locale/*/*/*.mo",
        "migrations/0001_*.py",
        "booking/templates/**/*.html",
        "booking/static/**/*.css",
        "booking/migrations/0001_*.py",
    ],
)
def test_wheel_has_more_than_python_modules(wheel, pattern):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(REPOSITORY).as_posix() for path in PLUGIN.glob(pattern)}

    assert wanted
    assert wanted <= names


def test_wheel_needs_django_and_wagtail_alone(wheel):
    files = zipfile.ZipFile(wheel)
    [metadata] = [name for name in files.namelist() if name.endswith(".dist-info/METADATA")]
    needs = Parser().parsestr(files.read(metadata).decode()).get_all("Requires-Dist")

    assert sorted(each for each in needs if "extra ==" not in each) == [
        "django>=5.2",
        "wagtail>=7.4",
    ]


class EveryHost:
    """What holds with and without booking."""

    parts: list[Part]

    def test_uses_the_installed_plugin(self, host):
        where = host.run("python", "-c", "import clinic_pages; print(clinic_pages.__file__)")

        assert where.startswith(str(host.bin.parent))

    def test_has_nothing_to_correct(self, host):
        printed = host.manage_all("check", "makemigrations --check --dry-run")

        assert "System check identified no issues (0 silenced)." in printed
        assert "No changes detected" in printed

    def test_condition_page_through_the_test_client(self, seen):
        assert seen["page"]["status"] == 200
        assert_is_the_condition_page(seen["page"]["html"])

    def test_condition_page_through_a_real_server(self, host):
        with served(host) as url:
            assert_is_the_condition_page(get(url + PAGE))

    @pytest.mark.parametrize("screen", ["sitemap", "admin", "edit", "new text"])
    def test_opens(self, seen, screen):
        assert seen[screen]["status"] == 200


class TestWithoutBooking(EveryHost):
    parts = [PAGES]

    def test_what_only_booking_needs_is_not_installed(self, host):
        assert _installed(host) == []

    def test_a_new_text_says_how_to_reach_the_clinic(self, seen):
        [booking] = _soup(seen["page"]).select(".clinic-booking")

        assert booking.h2.get_text() == "Come and see us"
        assert [link["href"] for link in booking.select("a")] == ["tel:+35315550123"]
        assert not booking.select("form")

    def test_the_form_is_no_way_to_book(self, seen):
        assert seen["default way"] == "contact"
        assert _ways(seen) == {"link": False, "embed": False, "contact": True}

    def test_nothing_of_booking_has_an_address(self, seen):
        addresses = [each for each in seen["addresses"] if "bookingsnippet" not in each]

        assert "sitemap.xml" in addresses
        assert not [each for each in addresses if "booking" in each]
        for name in ("form", "form of the page", "desk"):
            assert seen[name]["status"] == 404

    def test_nothing_of_booking_is_in_the_menu(self, seen):
        assert _in_the_menu(seen) == []


class TestWithBooking(EveryHost):
    parts = [PAGES, BOOKING]

    def test_what_it_needs_is_installed(self, host):
        assert _installed(host) == ONLY_FOR_BOOKING

    def test_a_new_text_has_the_form(self, seen):
        [form] = _soup(seen["page"]).select(".clinic-booking form")

        assert seen["default way"] == "request"
        assert _ways(seen) == {"request": True, "link": False, "embed": False, "contact": False}
        assert form["action"] == "/booking/open/"

    @pytest.mark.parametrize("form", ["form", "form of the page"])
    def test_visitors_can_open_the_form(self, seen, form):
        assert seen[form]["status"] == 200
        assert _soup(seen[form]).select("form [name=consent]")

    def test_the_desk_is_in_the_admin(self, seen):
        assert seen["desk"]["status"] == 200
        assert _in_the_menu(seen) == SCREENS_OF_BOOKING

    def test_commands_of_the_readme(self, host):
        host.manage_all(
            *("create_clinic_roles", "send_booking_mails"),
            *("send_booking_reminders", "forget_bookings"),
        )


def assert_is_the_condition_page(html: str):
    soup = BeautifulSoup(html, "html.parser")
    text = soup.get_text(" ")
    assert "Acupuncture for Sciatica" in text
    assert "Very fine needles." in text
    assert "The first talk costs nothing." in text
    assert len(soup.select(".clinic-booking")) == 1


def _soup(answer: dict) -> BeautifulSoup:
    return BeautifulSoup(answer["html"], "html.parser")


def _installed(host: HostSite) -> list[str]:
    names = " ".join(ONLY_FOR_BOOKING)
    find = f"from importlib.util import find_spec; print(*filter(find_spec, {names!r}.split()))"
    return host.run("python", "-c", find).split()


def _ways(seen: dict) -> dict[str, bool]:
    """{way that the form of a new booking box offers: whether it is chosen}."""
    options = _soup(seen["new text"]).select("[name=way] option, input[name=way]")
    chosen = {"selected", "checked"}
    return {each["value"]: bool(chosen & set(each.attrs)) for each in options}


def _in_the_menu(seen: dict) -> list[str]:
    return [address for address in SCREENS_OF_BOOKING if address in seen["admin"]["html"]]


def _plugin_files() -> set[str]:
    return {
        path.relative_to(REPOSITORY).as_posix()
        for path in PLUGIN.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
