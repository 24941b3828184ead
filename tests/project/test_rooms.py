"""The rooms of the plugin are those of docs/architecture.md, in that order: no import runs up."""

import ast
import re
from collections import defaultdict
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).parents[2]
PLUGIN = REPOSITORY / "clinic_pages"
REFERENCE_SITE = {"home", "search", "settings", "tests", "scripts", "benchmarks"}
# What every app has, whatever it is about: a room of its own in each of the two.
APP = {"apps", "checks", "management", "migrations", "models", "urls", "wagtail_hooks"}


def listed_rooms() -> list[str]:
    """Those of the table in docs/architecture.md, from the top down."""
    text = (REPOSITORY / "docs/architecture.md").read_text()
    section = text.split("| room |", 1)[1].split("\n\n", 1)[0]
    return [
        name
        for row in re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
        for name in re.findall(r"`([\w.]+)`", row)
    ]


def module_of(path: Path) -> tuple[str, ...]:
    """("pages", "base") for clinic_pages/pages/base.py; () for the plugin's own __init__."""
    parts = path.relative_to(PLUGIN).with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


@cache
def modules() -> dict[tuple[str, ...], Path]:
    return {module_of(path): path for path in sorted(PLUGIN.rglob("*.py"))}


def room_of(module: tuple[str, ...]) -> str:
    """A subject's `admin` is a leaf: all of an app's are one room, at its top."""
    if module[-1] == "admin":
        return "booking.admin" if module[0] == "booking" else "admin"
    if module[0] == "booking":
        return ".".join(module[:2])
    return module[0]


def imports_of(source: str, package: str) -> set[str]:
    """Dotted names that `source`, a module of `package`, imports anywhere, functions included.

    For `from a import b` both a and a.b are named: b may be a module.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module
    parents = package.split(".")
    base = parents[: len(parents) - (node.level - 1)]
    return ".".join([*base, node.module] if node.module else base)


def imported_by(path: Path) -> set[str]:
    package = ".".join(path.relative_to(REPOSITORY).parent.parts)
    return imports_of(path.read_text(), package)


@cache
def plugin_modules_imported_by(path: Path) -> set[tuple[str, ...]]:
    """A package of whose modules one is imported counts only where something of its own is."""
    known = modules()
    names = {name for name in imported_by(path) if name.startswith("clinic_pages.")}
    found = {tuple(name.split(".")[1:]) for name in names}
    return {module for module in found if module in known} - {module_of(path)}


def wrong(look) -> dict[str, set]:
    """{a module's name: what `look` finds wrong with it}. One test for all: a test for each takes
    longer to begin than to look."""
    found = {".".join(module): look(module) for module in modules() if module}
    return {name: faults for name, faults in found.items() if faults}


def test_the_list_has_every_room_once():
    listed = listed_rooms()
    assert len(listed) == len(set(listed))
    rooms = {room_of(module) for module in modules() if module} - {"booking"}
    assert set(listed) == rooms


def test_the_plugin_does_not_know_the_site_around_it():
    def around(module):
        return {name.split(".")[0] for name in imported_by(modules()[module])} & REFERENCE_SITE

    assert not wrong(around)


def test_no_import_runs_up():
    order = {room: number for number, room in enumerate(listed_rooms())}

    def above(module):
        own = room_of(module)
        imported = plugin_modules_imported_by(modules()[module])
        if own == "booking":
            return imported
        rooms = {room_of(each) for each in imported} - {own, "booking"}
        return {room for room in rooms if order[room] < order[own]}

    assert not wrong(above)


def test_no_modules_import_each_other_in_a_circle():
    graph = defaultdict(set)
    for module, path in modules().items():
        if module and "migrations" not in module:
            # A package's __init__ hands on what its modules hold.
            graph[module] = {
                each for each in plugin_modules_imported_by(path) if each != module[: len(each)]
            }
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" -> ".join(".".join(each) for each in circle.args[1]))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("import home.models", {"home.models"}),
        ("from ..conf import get_conf", {"clinic_pages.conf", "clinic_pages.conf.get_conf"}),
        ("from .. import conf", {"clinic_pages", "clinic_pages.conf"}),
        ("from .base import A", {"clinic_pages.blocks.base", "clinic_pages.blocks.base.A"}),
        ("def f():\n    import home", {"home"}),
    ],
)
def test_imports_are_found_however_they_are_written(statement, expected):
    assert imports_of(statement, package="clinic_pages.blocks") == expected


# For Django to find, and for addresses to lead to: not to build on.
FOUND_BY_DJANGO = {"checks", "templatetags", "management", "migrations"}


def test_only_what_leads_to_views_imports_them():
    def views(module):
        if module[-1] in ("views", "urls", "admin", "modeladmin"):
            return set()
        return {
            each for each in plugin_modules_imported_by(modules()[module]) if each[-1] == "views"
        }

    assert not wrong(views)


def test_only_apps_import_what_django_finds():
    def found_by_django(module):
        if module[-1] == "apps":
            return set()
        rooms = {room_of(each) for each in plugin_modules_imported_by(modules()[module])}
        others = rooms - {room_of(module)}
        return {room for room in others if room.split(".")[-1] in FOUND_BY_DJANGO}

    assert not wrong(found_by_django)


def test_only_the_hooks_import_what_an_admin_module_holds():
    importers = {
        ".".join(module)
        for module, path in modules().items()
        if module and any(each[-1] == "admin" for each in plugin_modules_imported_by(path))
    }
    assert importers == {"wagtail_hooks", "booking.wagtail_hooks"}
