"""What holds the project together: the direction of imports, and docs that name what there is."""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from clinic_pages.conf import ClinicPagesConf
from clinic_pages.templatetags.clinic_pages import register

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).parents[2]
PLUGIN = REPOSITORY / "clinic_pages"

# A room is a module or package directly in clinic_pages.
BOTTOM = {
    "body_figure",
    "conf",
    "encryption",
    "editing",
    "facets",
    "fields",
    "mentions",
    "pictures",
    "providers",
    "references",
    "spreadsheets",
    "stand_in",
    "visibility",
    "wording",
}
# The rooms that may import only those named here, and themselves.
MAY_IMPORT = {
    **{room: set() for room in BOTTOM},
    "mentions": {"wording"},
    "encryption": {"conf"},
    "references": {"facets"},
    "link_suggestions": BOTTOM,
    "blocks": BOTTOM,
    "panels": BOTTOM | {"blocks", "link_suggestions"},
    "previews": BOTTOM,
    "models": BOTTOM | {"blocks", "panels", "previews"},
    "migrations": {"body_figure", "encryption", "fields", "models"},
}
# Nobody imports these, except as named.
LEAVES = {
    "redirect_signal_handlers",
    "wagtail_hooks",
    "checks",
    "signal_handlers",
    "management",
    "templatetags",
    "migrations",
}
MAY_IMPORT_LEAVES = {"apps": {"checks", "redirect_signal_handlers", "signal_handlers"}}
# What visitors and editors meet; only the same kind may import it.
FRONT = {
    "booking_admin",
    "booking_manage_views",
    "booking_statistics_views",
    "booking_views",
    "views",
    "link_suggestion_views",
    "persons_data_views",
    "redirect_views",
    "schedule_views",
    "search_check_views",
    "search_engine_views",
    "shown_on_views",
    "urls",
    "viewsets",
    "wagtail_hooks",
}
REFERENCE_SITE = {"home", "search", "settings", "tests", "scripts", "benchmarks"}


def imported_modules(source: str, package: str) -> set[str]:
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


def imports_of(path: Path) -> set[str]:
    package = ".".join(path.relative_to(REPOSITORY).parent.parts)
    return imported_modules(path.read_text(), package)


def room_of(path: Path) -> str:
    return path.relative_to(PLUGIN).with_suffix("").parts[0]


def rooms_imported_by(path: Path) -> set[str]:
    """Rooms of the plugin that a module imports, its own left out."""
    names = (name.split(".") for name in imports_of(path) if name.startswith("clinic_pages."))
    return {parts[1] for parts in names} & rooms() - {room_of(path)}


def rooms() -> set[str]:
    return {room_of(path) for path in plugin_modules()}


def plugin_modules() -> list[Path]:
    return sorted(PLUGIN.rglob("*.py"))


def forbidden_rooms(room: str) -> set[str]:
    """Rooms that `room` must not import."""
    if room in MAY_IMPORT:
        return rooms() - MAY_IMPORT[room]
    leaves = LEAVES - MAY_IMPORT_LEAVES.get(room, set())
    return leaves if room in FRONT | LEAVES else leaves | FRONT


each_module = pytest.mark.parametrize(
    "path", plugin_modules(), ids=lambda path: path.relative_to(PLUGIN).as_posix()
)


@each_module
def test_plugin_does_not_know_the_site_around_it(path):
    assert not {name.split(".")[0] for name in imports_of(path)} & REFERENCE_SITE


@each_module
def test_plugin_imports_in_one_direction(path):
    assert not rooms_imported_by(path) & forbidden_rooms(room_of(path))


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
    assert imported_modules(statement, package="clinic_pages.blocks") == expected


# --- Docs name what there is ---------------------------------------------------------------------


def docs() -> str:
    """README and everything under docs/ in one text."""
    paths = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    return "\n".join(path.read_text() for path in paths)


def undocumented(names: set[str], written_as: str = "") -> set[str]:
    """The names that no document mentions; `written_as` is what must stand before the name."""
    assert names, "there is nothing to document: is this test still looking in the right place?"
    text = docs()
    before = re.escape(written_as) or r"(?<!\w)"
    return {name for name in names if not re.search(rf"{before}{re.escape(name)}(?!\w)", text)}


def code_in(markdown: str) -> str:
    """The fenced blocks and `code spans` of a document, one a line."""
    fences = re.findall(r"^```.*?\n(.*?)^```", markdown, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", markdown, flags=re.M | re.S))
    return "\n".join([*fences, *spans])


def command_names(app: str) -> set[str]:
    folder = REPOSITORY / app / "management" / "commands"
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_in_docs_exist(document):
    makefile = (REPOSITORY / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", code_in((REPOSITORY / document).read_text())))

    assert named
    assert named <= targets


def test_every_public_make_target_is_explained():
    makefile = (REPOSITORY / "Makefile").read_text()
    phony = re.search(r"^\.PHONY:((?:.*\\\n)*.*)", makefile, re.MULTILINE)[1].split()
    helpers = {name for name in phony if name.startswith(("install", "need-"))}
    explained = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))

    assert set(phony) - {"\\"} - helpers == explained


def test_every_check_is_documented():
    sources = [path.read_text() for path in plugin_modules() if room_of(path) == "checks"]
    assert not undocumented(set(re.findall(r"clinic_pages\.[EWI]\d{3}", "\n".join(sources))))


def test_every_setting_is_documented():
    assert not undocumented({field.name.upper() for field in fields(ClinicPagesConf)})


def test_every_command_is_documented():
    assert not undocumented(command_names("clinic_pages") | command_names("home"))


def test_every_template_tag_is_documented():
    assert not undocumented(set(register.tags), written_as="{% ")
