"""Whatever editors and visitors read is marked for translation: no text is written into a template
or a class as it is."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise
from wagtail.admin.panels import get_edit_handler
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from scripts import messages

# What the files say is the same on every database.
pytestmark = pytest.mark.once

ROOT = messages.ROOT
APPS = ("clinic_pages", "clinic_booking", "home", "search")

# --- Templates -----------------------------------------------------------------------------------

# Between these a text is marked, or nobody reads it.
QUIET = {
    **{name: f"end{name}" for name in ("blocktranslate", "blocktrans", "comment", "verbatim")},
    # Classes of CSS.
    **{f"block {name}": "endblock" for name in ("body_class", "bodyclass", "page_class")},
}
READ = {"alt", "aria-label", "label", "placeholder", "title"}
UNREAD = {"code", "script", "style"}
# A name is the same in every language.
NAMES = {"Google", "Wagtail", "Hash"}


def texts_of(source: str) -> str:
    """A template as HTML, without its tags, variables and what is marked."""
    kept, until = "", ""
    for token in Lexer(source).tokenize():
        words, is_tag = token.contents.split(), token.token_type == TokenType.BLOCK
        if until:
            until = "" if is_tag and words[0] == until else until
        elif is_tag:
            until = QUIET.get(words[0]) or QUIET.get(" ".join(words[:2]), "")
            kept += " "
        elif token.token_type == TokenType.TEXT:
            kept += token.contents
        elif token.token_type == TokenType.VAR:
            # An element's own name may be one.
            kept += "x" if re.search(r"</?\w*$", kept) else "\x00"
    return kept


class Words(HTMLParser):
    """The words of a template that stand in it as they are."""

    def __init__(self, source: str):
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []
        self.feed(texts_of(source))
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag in UNREAD:
            self.inside.append(tag)
        for name, value in attrs:
            if name in READ:
                self._look_at(value or "")

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside:
            self._look_at(data)

    def _look_at(self, text: str):
        words = re.findall(r"[^\W\d_]{2,}", text.replace("\x00", " "))
        self.found += [word for word in words if word not in NAMES]


def templates() -> list[Path]:
    paths = (path for name in messages.SOURCES for path in (ROOT / name).rglob("*.html"))
    # For developers, in English.
    return [path for path in paths if path.name not in {"style_page.html", "broken.html"}]


def test_no_template_has_words_that_are_not_marked():
    found = {str(path.relative_to(ROOT)): Words(path.read_text()).found for path in templates()}
    assert len(found) > 80
    assert not {path: words for path, words in found.items() if words}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>{% translate 'a word' %}</p>{# a word #}", []),
        ("<p>{% blocktranslate %}two words{% endblocktranslate %} here</p>", ["here"]),
        ("<a aria-label='Back' class='button'>{{ title }}</a>", ["Back"]),
        ("<script>const word = 1</script>{% comment %}word{% endcomment %}", []),
    ],
)
def test_words_are_found_where_they_stand(source, expected):
    assert Words(source).found == expected


# --- Python --------------------------------------------------------------------------------------

# What is said by these an editor or a visitor reads.
SAID_BY = {
    *("admin_text", "advice", "description", "empty_label", "error_name", "heading", "help_text"),
    *("label", "menu_label", "page_description", "page_title", "said", "verbose_name"),
    *("verbose_name_plural", "wrong"),
}
CALLS = {"ValidationError", "Refused", "ImportFailed"}


def said_in(source: str) -> list[str]:
    """Texts that are given to these names as they are."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign):
            names = {getattr(target, "id", "") for target in node.targets}
            found += _literal(node.value) if names & SAID_BY else []
        elif isinstance(node, ast.keyword) and node.arg in SAID_BY:
            found += _literal(node.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS and node.args:
            found += _literal(node.args[0])
        elif isinstance(node, ast.Call) and _is_message(node.func):
            found += _literal(node.args[-1])
    return [text for text in found if re.search(r"[^\W\d_]{2,}", text)]


def _is_message(called: ast.expr) -> bool:
    return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "messages"


def _literal(value: ast.expr) -> list[str]:
    parts = value.values if isinstance(value, ast.JoinedStr) else [value]
    values = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [value for value in values if isinstance(value, str)]


def modules() -> list[Path]:
    quiet = {"migrations", "management", "demo", "factories.py", "style_page.py", "apps.py"}
    own = (ROOT / name for name in ("clinic_pages", "home", "search"))
    paths = (path for folder in own for path in folder.rglob("*.py"))
    return [path for path in paths if not quiet & {*path.parts}]


def test_no_class_has_words_that_are_not_marked():
    found = {path.relative_to(ROOT).as_posix(): said_in(path.read_text()) for path in modules()}
    assert not {path: said for path, said in found.items() if said}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class A:\n  label = 'Booking'", ["Booking"]),
        ("CharField(_('name'), help_text='Any name.')", ["Any name."]),
        ("CharField(help_text=_('Any name.'), label='')", []),
        ("raise Refused(f'{a} is locked')", [" is locked"]),
        ("messages.error(request, 'No.')", ["No."]),
    ],
)
def test_texts_are_found_that_are_given_as_they_are(source, expected):
    assert said_in(source) == expected


# --- Forms ---------------------------------------------------------------------------------------


TREE = {"path", "depth", "numchild"}


def edited_models() -> list[type]:
    """Whatever has a form of ours in the admin."""
    bases = (Page, BaseSiteSetting, BaseGenericSetting)
    snippets = get_snippet_models()
    own = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    return [model for model in own if issubclass(model, bases) or model in snippets]


def test_every_field_of_a_form_has_a_name_in_each_language():
    models = edited_models()
    found = {
        f"{model.__name__}.{name}"
        for model in models
        for form in _forms_of(get_edit_handler(model).get_form_class())
        for name, field in form.base_fields.items()
        # No editor sees those of the tree.
        if field.label and not isinstance(field.label, Promise) and name not in TREE
    }
    assert len(models) > 10
    assert not found


def _forms_of(form) -> list[type]:
    """A form, and those of the rows in it."""
    return [form, *(formset.form for formset in getattr(form, "formsets", {}).values())]
