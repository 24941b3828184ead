"""Docs name what there is."""

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


def links_of(document: Path) -> set[Path]:
    """The files of the project that a document leads to, there or not."""
    # What is quoted as code leads nowhere.
    text = re.sub(r"`[^`\n]+`", "", document.read_text())
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    return {
        (document.parent / target).resolve() for target in targets if not re.match(r"\w+:", target)
    }


@pytest.mark.parametrize(
    "document",
    [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")],
    ids=lambda path: str(path.relative_to(REPOSITORY)),
)
def test_links_in_docs_lead_somewhere(document):
    assert not {path for path in links_of(document) if not path.exists()}


def test_the_readme_leads_to_every_document():
    assert set((REPOSITORY / "docs").glob("*.md")) <= links_of(REPOSITORY / "README.md")


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
    sources = [path.read_text() for path in PLUGIN.rglob("checks.py")]
    ids = set(re.findall(r"clinic_(?:pages|booking)\.[EWI]\d{3}", "\n".join(sources)))
    assert {"clinic_pages.E001", "clinic_pages.W003", "clinic_booking.W001"} <= ids
    assert not undocumented(ids)


def test_every_setting_is_documented():
    assert not undocumented({field.name.upper() for field in fields(ClinicPagesConf)})


def test_every_command_is_documented():
    apps = ("clinic_pages", "clinic_pages/booking", "home")
    assert not undocumented({name for app in apps for name in command_names(app)})


def test_every_template_tag_is_documented():
    assert not undocumented(set(register.tags), written_as="{% ")


def test_every_registry_is_documented():
    names = {
        match[1]
        for path in PLUGIN.rglob("*.py")
        for match in re.finditer(r"^([A-Z_]+): Registry\[", path.read_text(), re.MULTILINE)
    }
    assert not undocumented(names)
