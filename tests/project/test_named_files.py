"""Files that code, templates and texts name are there."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).parents[2]
APPS = ("clinic_pages", "home", "search", "settings", "templates")
SOURCES = (*APPS, "tests", "scripts", "benchmarks")
# As code and templates name them: from a folder of templates or of static files on.
LITERAL = re.compile(
    r"""["']((?:clinic_pages|clinic_booking|home|search)/[\w./-]+\.(html|txt|css|js|svg|woff2))["']"""
)
MODULE = re.compile(rf"\b(?:{'|'.join(SOURCES)})/[\w/]+\.py\b")
# Names a file that it says is not there.
BUT = REPOSITORY / "tests/project/test_scripts.py"


def files(folders, *endings: str) -> list[Path]:
    found = [path for folder in folders for path in (REPOSITORY / folder).rglob("*")]
    return [path for path in found if path.suffix in endings]


def named_in(paths: list[Path], pattern: re.Pattern) -> set:
    return {found for path in paths for found in pattern.findall(path.read_text())}


def has_template(name: str) -> bool:
    try:
        return bool(get_template(name))
    except TemplateDoesNotExist:
        return False


def test_templates_and_static_files():
    """With hashed names, a static file that is not there is an error for who asks for the page."""
    named = named_in(files(APPS, ".py", ".html"), LITERAL)
    assert {kind for _name, kind in named} >= {"html", "txt", "css", "js"}
    is_there = {"html": has_template, "txt": has_template}
    assert not {name for name, kind in named if not is_there.get(kind, finders.find)(name)}


def test_modules_in_texts():
    texts = [*REPOSITORY.glob("*.md"), *files(["docs", "benchmarks"], ".md")]
    named = named_in([path for path in (*texts, *files(SOURCES, ".py")) if path != BUT], MODULE)
    assert named
    assert not {name for name in named if not (REPOSITORY / name).exists()}
