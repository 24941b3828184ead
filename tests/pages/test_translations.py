"""The German translation: complete, correct in form, and shown to visitors and editors."""

import ast
import re
import shutil
from pathlib import Path

import polib
import pytest
import wagtail
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.users.models import UserProfile

from clinic_pages.blocks import BodyBlock
from clinic_pages.blocks.care import CareLevel
from clinic_pages.models import ConditionPage, TherapyPage
from scripts import gettext, messages
from tests.trees import read, texts

# What the files say is the same on every database.
pytestmark = pytest.mark.once

REPOSITORY = messages.ROOT
PO_FILES = messages.po_files()
UPDATE = (
    "Run `make messages`, translate what is new in {path}, look at what is marked fuzzy there, "
    "run `make messages` again, and commit the .po and .mo files."
)
# What a translation must have as often as its original: %(name)s, {name}, <p>.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}|</?\w[^>]*>")
# Where the plugin's word is meant to show in Wagtail's own admin, too.
BETTER_THAN_WAGTAIL = {"Breadcrumb"}


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def entries(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def originals(path: Path) -> set[tuple]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries(path)}


def translations(entry: polib.POEntry) -> list[str]:
    """Its plural forms, or the only form; "" where there is none yet."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def translated(file_entries) -> dict[tuple, list[str]]:
    found = ((entry, translations(entry)) for entry in file_entries)
    return {(entry.msgctxt, entry.msgid): done for entry, done in found if all(done)}


each_po_file = pytest.mark.parametrize("path", PO_FILES, ids=name_of)


def test_plugin_and_reference_site_are_there_in_german():
    expected = {f"{folder}/de/{messages.DOMAIN}" for folder in messages.CATALOGUES}
    assert expected <= {name_of(path) for path in PO_FILES}


# --- The files -----------------------------------------------------------------------------------


@each_po_file
def test_everything_is_translated(path):
    open_entries = [e.msgid for e in entries(path) if e.fuzzy or not all(translations(e))]
    assert not open_entries, UPDATE.format(path=name_of(path))


@each_po_file
def test_placeholders_and_tags_are_kept(path):
    for entry in entries(path):
        one, many = kept_in(entry.msgid), kept_in(entry.msgid_plural or entry.msgid)
        for number, text in enumerate(translations(entry)):
            # Of one thing the number need not be said.
            allowed = (one, many) if number == 0 else (many,)
            assert not text or kept_in(text) in allowed, entry.msgid


def kept_in(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@each_po_file
def test_plural_forms_are_all_there(path):
    number = int(re.search(r"nplurals=(\d+)", polib.pofile(str(path)).metadata["Plural-Forms"])[1])
    for entry in entries(path):
        if entry.msgid_plural:
            assert set(entry.msgstr_plural) == set(range(number)), entry.msgid


@pytest.mark.parametrize("path", [p for p in PO_FILES if "/de/" in p.as_posix()], ids=name_of)
def test_german_has_german_quotes(path):
    for entry in entries(path):
        for text in translations(entry):
            assert text.count("„") == text.count("“"), text
            assert "”" not in text


@each_po_file
def test_file_names_no_machine_and_no_time(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"POT-Creation-Date|^#: (?:/|.*:\d)", text, re.MULTILINE)


@each_po_file
def test_compiled_file_is_up_to_date(path):
    compiled = path.with_suffix(".mo")
    assert compiled.exists(), "Run `make messages`."
    # What is fuzzy counts as not translated.
    sure = [entry for entry in entries(path) if not entry.fuzzy]
    mo = polib.mofile(str(compiled))
    assert translated(mo) == translated(sure), "Run `make messages`."
    assert mo.metadata == polib.pofile(str(path)).metadata, "Run `make messages`."


def test_every_marked_text_is_in_a_catalogue(tmp_path):
    if advice := gettext.advice():
        pytest.fail(advice)
    collected = collect_anew(tmp_path)

    for path in PO_FILES:
        new = originals(collected / name_of(path)) - originals(path)
        gone = originals(path) - originals(collected / name_of(path))
        advice = UPDATE.format(path=name_of(path))
        assert not new, f"{name_of(path)} lacks marked texts. {advice}"
        assert not gone, f"{name_of(path)} has texts that no source has any more. {advice}"


def collect_anew(folder: Path) -> Path:
    """What `make messages` would write, in a copy of the sources."""
    for name in {*messages.SOURCES, "locale"}:
        ignored = shutil.ignore_patterns("__pycache__", "static", "*.mo")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignored)
    languages = {path.relative_to(REPOSITORY).parts[-3] for path in PO_FILES}
    messages.collect(sorted(languages), folder)
    return folder


def test_gettext_sees_every_text_that_python_marks():
    """xgettext looks neither into f-strings nor at a function that is renamed at its import."""
    known = {entry.msgid for path in PO_FILES for entry in entries(path)}
    paths = (path for name in messages.SOURCES for path in (REPOSITORY / name).rglob("*.py"))
    marked = {(name_of(path), text) for path in paths for text in marked_in(path.read_text())}
    unseen = sorted((path, text) for path, text in marked if text not in known)

    assert marked
    assert not unseen, (
        "Run `make messages`. What is still listed then is marked in a way that gettext does not "
        "see: take it out of the f-string, and import gettext_lazy as _ or under its own name."
    )


def marked_in(source: str) -> set[str]:
    """The literal texts with which `source` calls a function of django.utils.translation."""
    tree = ast.parse(source)
    # Which of their arguments is the text: pgettext takes a context first.
    places = {
        alias.asname or alias.name: int(alias.name.lstrip("n").startswith("p"))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args)
    named = (call for call in calls if getattr(call.func, "id", "") in places)
    texts = (call.args[places[call.func.id]] for call in named)
    return {text.value for text in texts if isinstance(text, ast.Constant)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('from django.utils.translation import gettext as _\n_("a" "b")', {"ab"}),
        ("from django.utils.translation import gettext as _\nf\"{_('a')}: b\"", {"a"}),
        ('from django.utils.translation import gettext_lazy as later\nlater("a")', {"a"}),
        ('from django.utils.translation import pgettext as _\n_("where", "a")', {"a"}),
        ('from django.utils.translation import get_language as _\n_("a")', set()),
    ],
)
def test_marked_texts_are_found_however_they_are_written(source, expected):
    assert marked_in(source) == expected


@each_po_file
def test_wagtails_own_admin_keeps_its_words(path):
    """Our apps come first, so that what we translate is what Wagtail shows for the same text."""
    pattern = f"**/{path.relative_to(REPOSITORY).parts[-3]}/LC_MESSAGES/django.mo"
    files = [polib.mofile(str(mo)) for mo in Path(wagtail.__file__).parent.glob(pattern)]
    wagtails = [(entry.msgid, entry.msgstr) for file in files for entry in file if entry.msgstr]
    ours = {entry.msgid: entry.msgstr for entry in entries(path) if not entry.msgctxt}
    different = {text for text, word in wagtails if ours.get(text) not in (None, "", word)}

    assert wagtails
    assert different <= BETTER_THAN_WAGTAIL


# --- What visitors and editors see ---------------------------------------------------------------


@pytest.fixture
def german():
    with translation.override("de"):
        yield


@pytest.fixture
def ischialgie(tree):
    """A condition page that leaves every wording to the plugin."""
    akupunktur = tree.therapy("Akupunktur", duration_minutes=45, price_from=75)
    schroepfen = tree.therapy("Schröpfen")
    cards = [
        {"level": level, "heading_override": "", "text": "<ul><li>nachts</li></ul>"}
        for level in CareLevel.values
    ]
    questions = [{"question": "Tut das weh?", "answer": "<p>Kaum.</p>"}]
    return tree.sciatica_with(
        ("therapy", {"therapy": akupunktur, "heading_override": "", "text_override": ""}),
        ("therapies_together", {"therapies": [akupunktur, schroepfen], "text": ""}),
        *(("care_card", card) for card in cards),
        ("questions", {"heading_override": "", "questions": questions}),
        title="Ischialgie",
        alternate_names="Hexenschuss",
    )


def test_condition_page(client, ischialgie, german):
    soup = read(client, ischialgie)

    assert soup.html["lang"] == "de"
    assert texts(soup, ".clinic-alternate-names") == ["Auch bekannt als Hexenschuss"]
    assert texts(soup, ".clinic-therapy h2") == ["Akupunktur bei Ischialgie"]
    assert texts(soup, ".clinic-more") == ["Mehr über Akupunktur"]
    assert texts(soup, ".clinic-therapies-together p") == ["Diese Therapien verbinden wir oft:"]
    assert texts(soup, ".clinic-questions h2") == ["Fragen und Antworten"]
    assert texts(soup, ".skip-link") == ["Zum Inhalt springen"]


def test_care_cards(client, ischialgie, german):
    soup = read(client, ischialgie)

    assert texts(soup, ".clinic-care-card__level") == ["Notfall", "Nicht dringend", "Dringend"]
    assert texts(soup, ".clinic-care-card h2") == [
        "Notfall Rufen Sie den Rettungsdienst oder gehen Sie sofort in die Notaufnahme, wenn:",
        "Nicht dringend Suchen Sie ärztlichen Rat, wenn:",
        "Dringend Vereinbaren Sie umgehend einen Arzttermin, wenn:",
    ]


def test_booking_where_nobody_has_written_anything(client, ischialgie, german):
    soup = read(client, ischialgie)

    assert texts(soup, ".clinic-booking h2") == ["Termin vereinbaren"]
    assert texts(soup, ".clinic-booking__ways a") == [
        "Termin telefonisch vereinbaren +353 1 555 0123",
        "E-Mail schreiben hello@clinic.example",
    ]


def test_therapy_facts(client, ischialgie, german):
    soup = read(client, TherapyPage.objects.get(title="Akupunktur"))

    minutes, price = texts(soup, ".clinic-facts li")
    assert minutes == "45 Minuten"
    assert price.startswith("Ab ")


def test_an_unknown_address(client, tree, german):
    response = client.get("/gibt/es/nicht/")
    soup = BeautifulSoup(response.content, "html.parser")

    assert response.status_code == 404
    assert soup.html["lang"] == "de"
    assert soup.title.get_text() == "Seite nicht gefunden – Test clinic"
    assert texts(soup, "h1") == ["Diese Seite finden wir nicht"]
    assert texts(soup, ".search-form label") == ["Was tut Ihnen weh, oder was suchen Sie?"]


def test_search(client, ischialgie, german):
    response = client.get("/search/", {"q": "Ischialgie"})
    soup = BeautifulSoup(response.content, "html.parser")

    assert texts(soup, ".search-status") == ["1 Seite für „Ischialgie“ gefunden."]


def test_a_failure(german):
    assert "Etwas ist schiefgegangen" in render_to_string("500.html")


def test_the_language_is_the_sites_and_not_the_readers(client, ischialgie):
    response = client.get(ischialgie.get_url(), headers={"Accept-Language": "de"})

    assert "Akupunktur for Ischialgie" in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")


def test_names_of_blocks_and_their_fields(german):
    blocks = BodyBlock().child_blocks
    therapy = blocks["therapy"].child_blocks

    assert blocks["therapy"].label == "Therapie"
    assert blocks["care_card"].label == "Wann ärztlicher Rat nötig ist"
    assert therapy["heading_override"].label == "Überschrift für diese Seite"
    assert therapy["text_override"].label == "Text für diese Seite"
    assert "gemeinsamer Text" in therapy["therapy"].field.help_text


def test_names_of_models_and_their_fields(german):
    assert ConditionPage._meta.verbose_name == "Beschwerde"
    assert ConditionPage._meta.verbose_name_plural == "Beschwerden"
    assert TherapyPage._meta.get_field("shared_text").verbose_name == "gemeinsamer Text"


def test_the_editor_speaks_the_language_its_user_has_chosen(admin_client, admin_user, ischialgie):
    url = f"/admin/pages/{ischialgie.pk}/edit/"
    assert "Wording for this page" in admin_client.get(url).content.decode()

    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = "de"
    profile.save()
    html = admin_client.get(url).content.decode()

    # As it stands in JSON.
    assert r"Text f\u00fcr diese Seite" in html
    assert "Wording for this page" not in html
