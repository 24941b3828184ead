"""The command `import_condition`: what visitors then read, and what is never touched."""

import os
import re
import subprocess
import sys
from pathlib import Path
from string import ascii_letters

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import (
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    Site,
)

from clinic_pages.importing.document import Points, words
from clinic_pages.importing.formats import text
from clinic_pages.importing.known import Known
from clinic_pages.importing.lists import ROMANS
from clinic_pages.importing.memory import last_import
from clinic_pages.importing.names import names_condition, therapy_in
from clinic_pages.importing.outline import to_document
from clinic_pages.importing.richtext import to_text
from clinic_pages.models import (
    BookingSnippet,
    ClinicSettings,
    ConditionIndexPage,
    ConditionPage,
    TherapyIndexPage,
    TherapyPage,
)
from home.factories import (
    BookingSnippetFactory,
    ClinicSettingsFactory,
    ConditionIndexPageFactory,
    ConditionPageFactory,
    HomePageFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
    make_site_root,
)
from tests.sizes import is_usual, size

pytestmark = pytest.mark.django_db

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
TINNITUS, MIGRAINE = (
    Path(__file__).parent / "samples" / f for f in ("tinnitus.txt", "migraine.txt")
)
# The client's own copy is no part of the repository.
CLIENT_FILE = Path(
    os.environ.get("CLINIC_PAGES_SEED", settings.BASE_DIR.parent / "shared/seed/sciatica.txt")
)
FILES = SAMPLES + [CLIENT_FILE] * CLIENT_FILE.is_file()

TABLES = [
    Page, ConditionIndexPage, ConditionPage, TherapyIndexPage, TherapyPage, BookingSnippet,
    ClinicSettings, Revision, PageLogEntry, ModelLogEntry, ReferenceIndex,
]  # fmt: skip


# What the samples bring beside the therapies that a clinic has.
NEW = ["Acupuncture", "Ear Massage", "Sound Therapy", "Cupping", "Physiotherapy", "Herbal Tea"]


def run(capsys, *args, **options) -> str:
    options.setdefault("new_therapy", NEW)
    call_command("import_condition", *map(str, args), **options)
    return capsys.readouterr().out


def fail(*args, **options) -> str:
    """The one line with which the command fails."""
    with pytest.raises(CommandError) as caught:
        call_command("import_condition", *map(str, args), **{"new_therapy": NEW, **options})
    message = str(caught.value)
    assert caught.value.returncode == 1
    assert "\n" not in message
    return message


def parsed(source, name="x.txt"):
    return to_document(text.parse(source, Path(name), Known()), name, Known())


def write(folder, name, content) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def database() -> dict:
    """Every row of every table that an import may write."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def squeezed(text) -> str:
    return " ".join(text.split())


def read_page(client, url) -> str:
    """What a visitor reads of the page, from its title on."""
    response = client.get(url)
    assert response.status_code == 200
    article = BeautifulSoup(response.content, "html.parser").find("article")
    for navigation in article.find_all("nav"):
        navigation.decompose()
    return squeezed(article.get_text(" "))


def sentences(source) -> list[str]:
    """The sentences of a sample: without the marks of headings and lists, in order."""
    found = []
    for block in re.split(r"\n\s*\n", source):
        lines = [re.sub(r"^\s*(#+|[-*•]|\d\.)\s|\s#+$", "", line) for line in block.splitlines()]
        joined = squeezed(" ".join(line for line in lines if re.search(r"[^\W_]", line)))
        found += re.split(r"(?<=[.!?])\s+", joined)
    return [sentence for sentence in found if sentence]


def assert_once_and_in_order(expected, page_text):
    position = 0
    for sentence in expected:
        found = page_text.find(sentence, position)
        assert found >= 0, f"{sentence!r} is missing or out of order"
        position = found + len(sentence)
        if len(sentence.split()) > 4:
            assert page_text.count(sentence) == 1, f"{sentence!r} is there twice"


def text_of_page(page) -> list[tuple]:
    """(kind, heading, text) of each block, and the booking box's."""
    draft = page.get_latest_revision_as_object()
    found = [
        (each.block_type, each.value.contents_heading(draft), to_text(each.value.get("text")))
        for each in draft.body
    ]
    snippet = draft.booking_snippet
    return [*found, ("booking", snippet and snippet.heading, snippet and to_text(snippet.text))]


def condition(title) -> ConditionPage:
    return ConditionPage.objects.get(title=title)


def blocks(page, kind="therapy") -> list:
    draft = page.get_latest_revision_as_object()
    return [child.value for child in draft.body if child.block_type == kind]


@pytest.fixture
def conditions() -> ConditionIndexPage:
    """A site with a home page and lists of conditions and therapies."""
    root = Page.objects.get(depth=1)
    home = HomePageFactory(parent=root, slug="clinic")
    make_site_root(home)
    TherapyIndexPageFactory(parent=home)
    return ConditionIndexPageFactory(parent=home)


def therapy_page(**fields) -> TherapyPage:
    return TherapyPageFactory(parent=TherapyIndexPage.objects.get(), **fields)


# What visitors read


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_sentence_of_the_file_is_on_the_page_once_and_in_order(client, capsys, path):
    run(capsys, path, publish=True)

    page = ConditionPage.objects.get()
    assert_once_and_in_order(
        sentences(path.read_text(encoding="utf-8")), read_page(client, page.url)
    )
    before = database()
    assert "nothing to do; imported on" in run(capsys, path, publish=True)
    assert database() == before


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\u2028", "\v", "\x85"])
def test_all_kinds_of_line_ends_are_read(client, capsys, tmp_path, newline):
    source = TINNITUS.read_text()
    path = write(tmp_path, "tinnitus.txt", source.replace("\n", newline))

    run(capsys, path, publish=True)

    assert_once_and_in_order(sentences(source), read_page(client, "/conditions/tinnitus/"))
    assert len(blocks(condition("Tinnitus"))) == 3


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_encodings(capsys, tmp_path, encoding):
    source = "What is lumbago?\n\nThe “lower\u00a0back” aches – naïvely called a crick.\n"
    run(capsys, write(tmp_path, "lumbago.txt", source.encode(encoding)))

    section = blocks(condition("Lumbago"), "section")[0]
    assert to_text(section["text"]) == source.splitlines()[2] + "\n"


def test_utf_16_with_the_big_end_first_is_read_by_its_mark(capsys, tmp_path):
    source = b"\xfe\xff" + "What is ąęłóżź?\n\nŻółć.".encode("utf-16-be")
    run(capsys, write(tmp_path, "a.txt", source))
    assert condition("Ąęłóżź")


def test_marks_in_the_text_are_shown_and_not_run(client, capsys, tmp_path):
    path = write(tmp_path, "tinnitus.txt", "What is tinnitus?\n\n<script>alert('a & b')</script>")
    run(capsys, path, publish=True)
    assert "<script>alert('a & b')</script>" in read_page(client, "/conditions/tinnitus/")


# Titles, headings and paragraphs


@pytest.mark.parametrize(
    "name, source, title",
    [
        ("x.txt", "Some words.\n\nWHAT ARE migraines?\n\nText.", "Migraines"),
        ("x.txt", "What is a slipped disc?\n\nText.", "Slipped disc"),
        ("x.txt", "Frozen shoulder\n\nText.", "Frozen shoulder"),
        ("x.txt", "# Frozen shoulder\nText.", "Frozen shoulder"),
        ("low-back_pain.txt", "It hurts.\n\nIt really does.", "Low back pain"),
        ("low-back_pain.txt", "It hurts", "Low back pain"),
    ],
)
def test_title(name, source, title):
    assert parsed(source, name).title == title


@pytest.mark.parametrize(
    "source, headings",
    [
        ("A.\n\nA short line\n\nText.", ["", "A short line"]),
        ("A.\n\nA short sentence.\n\nText.", [""]),
        ("A.\n\nOne, two,\n\nText.", [""]),
        ("A.\n\nThe end", [""]),
        ("A.\n\n" + "word " * 13 + "\n\nText.", [""]),
        ("A.\n\nSigns are:\n\n- one\n- two", [""]),
        ("A.\nWhat is gout?\nB.", ["", "What is gout?"]),
        ("A.\nNeedles for x\nB.", ["", "Needles for x"]),
        ("A.\n\nNeedles for x", ["", "Needles for x"]),
        ("A.\n\n- Needles for x\n- Cups for x", [""]),
        ("We have\nneedles for x\nand more.", [""]),
        ("We use needles for x\nand cups.", [""]),
        ("A.\n\nTitle\n=====\nB.", ["", "Title"]),
        ("A.\n\nAll about it.\n-----\nB.", [""]),
        ("A.\n\n# First\n## Second\nB.", ["", "First", "Second"]),
        ("A.\n\n#hashtag.\n\nB.", [""]),
    ],
)
def test_headings(source, headings):
    assert [part.heading for part in parsed(source).parts] == headings


def as_written(element) -> tuple[str, tuple[str, ...]]:
    if not isinstance(element, Points):
        return "text", (element.text,)
    kind = "numbers" if element.numbered else "bullets"
    return kind, tuple(point.text for point in element.points)


@pytest.mark.parametrize(
    "source, expected",
    [
        ("One\ntwo.", [("text", ("One two.",))]),
        ("- a\n- b", [("bullets", ("a", "b"))]),
        ("* a\n\n* b", [("bullets", ("a", "b"))]),
        ("•a\n•b\n  c", [("bullets", ("a", "b c"))]),
        ("1. a\n2) b", [("numbers", ("a", "b"))]),
        ("3. a\n4. b", [("text", ("3. a",)), ("text", ("4. b",))]),
        ("“Good.”\n– Maria", [("text", ("“Good.”",)), ("text", ("– Maria",))]),
        ("You rest for about\n10. At most.", [("text", ("You rest for about 10. At most.",))]),
        ("We have:\n- a\n- b\nAsk.", [("text", ("We have:",)), ("bullets", ("a", "b")),
                                      ("text", ("Ask.",))]),
    ],
)  # fmt: skip
def test_paragraphs_and_lists(source, expected):
    (part,) = parsed(source).parts
    assert [as_written(each) for each in part.elements] == expected


@pytest.mark.parametrize(
    "name, sentence, named",
    [
        ("Sciatica", "It relieves sciatic pain", True),
        ("Sciatica", "SCIATICA hurts", True),
        ("Sciatica", "The needles are fine", False),
        ("Arthritis", "an arthritic knee", True),
        ("Insomnia", "insomniacs", True),
        ("Migraine", "Migraines come", True),
        ("Anaemia", "anaemic people", True),
        ("Allergies", "an allergy", True),
        ("Depression", "depressed", False),
        ("IBS", "take ibuprofen", False),
        ("IBS", "with IBS", True),
        ("Flu", "fluid", False),
        ("Low back pain", "low-back pains", True),
        ("Low back pain", "your back", False),
        ("Slipped discs", "a slipped\ndisc", True),
        ("C++", "c++ and", True),
    ],
)
def test_text_names_the_condition(name, sentence, named):
    assert names_condition(sentence, [name]) is named


@pytest.mark.parametrize(
    "heading, therapy",
    [
        ("Acupuncture for SCIATICA", "Acupuncture"),
        ("Care for two for sciatica:", "Care for two"),
        ("Massage for Fuß", "Massage"),
        ("Massage for back pain", ""),
        ("– for sciatica", ""),
        ("For sciatica", ""),
    ],
)
def test_the_therapy_in_a_heading(heading, therapy):
    assert therapy_in(heading, ["Sciatica", "Fuss"]) == therapy


# Therapies


def test_neutral_text_is_shared_and_other_text_stays_on_the_page(capsys):
    report = run(capsys, TINNITUS)

    acupuncture, massage, sound = blocks(condition("Tinnitus"))
    assert acupuncture["text_override"].source == ""
    assert "fine needles" in acupuncture["therapy"].shared_text
    for block in (massage, sound):
        assert "innitus" in block["text_override"].source
        assert to_text(block["therapy"].shared_text).strip() == ""
    assert not TherapyPage.objects.filter(live=True).exists()
    assert "Acupuncture: new therapy (draft), shared text, 25 words" in report
    assert "Sound Therapy: new therapy (draft), wording for this page" in report


def test_a_second_condition_shares_equal_text_and_rewords_the_rest(client, capsys, tmp_path):
    first = write(tmp_path, "a.txt", "What is gout?\n\nPain.\n\nCupping for gout\n\nWarm cups.")
    run(capsys, TINNITUS, first, publish=True)
    source = MIGRAINE.read_text() + "\nCupping for migraine\n\nCold cups."
    report = run(capsys, write(tmp_path, "migraine.txt", source), publish=True)

    acupuncture, massage, _sound, cupping = blocks(condition("Migraine"))
    assert acupuncture["text_override"].source == ""
    assert "Acupuncture: existing therapy, the same as its shared text, 25 words" in report
    # The first file left it without shared text; this one's says nothing of the condition.
    assert massage["text_override"].source == ""
    assert "dark and quiet room" in massage["therapy"].shared_text
    # Its shared text is the first file's.
    assert cupping["text_override"].source == "<p>Cold cups.</p>"
    assert TherapyPage.objects.get(title="Cupping").shared_text == "<p>Warm cups.</p>"
    assert_once_and_in_order(sentences(source), read_page(client, "/conditions/migraine/"))
    assert_once_and_in_order(
        sentences(TINNITUS.read_text()), read_page(client, "/conditions/tinnitus/")
    )


def test_therapies_are_found_by_their_other_names_and_as_drafts(conditions, capsys):
    needles = therapy_page(title="Needles", alternate_names="Dry needling\nACUPUNCTURE")
    draft = therapy_page(title="ear massage", publish=False)

    run(capsys, TINNITUS)

    acupuncture, massage, _sound = blocks(condition("Tinnitus"))
    assert acupuncture["therapy"].pk == needles.pk
    assert acupuncture["heading_override"] == "Acupuncture for Tinnitus"
    assert massage["therapy"].pk == draft.pk
    assert set(TherapyPage.objects.values_list("title", flat=True)) == {
        "Needles", "ear massage", "Sound Therapy",
    }  # fmt: skip


def test_the_default_heading_is_not_stored_as_an_override(capsys):
    run(capsys, TINNITUS)
    assert [block["heading_override"] for block in blocks(condition("Tinnitus"))] == [""] * 3


def test_other_names_of_an_existing_condition_make_therapy_headings(conditions, capsys, tmp_path):
    source = "What is tinnitus?\n\nA sound.\n\nCupping for ringing ears\n\nWarm cups."
    path = write(tmp_path, "tinnitus.txt", source)
    run(capsys, path)
    page = condition("Tinnitus")
    assert not blocks(page)
    # A name added by code, as a data migration would: no editor has touched the page.
    page.alternate_names = "Ringing ears"
    page.save()
    revision = page.latest_revision
    revision.content["alternate_names"] = "Ringing ears"
    revision.save()

    run(capsys, write(tmp_path, "tinnitus.txt", source + "\n\nMore."))

    (cupping,) = blocks(condition("Tinnitus"))
    assert cupping["heading_override"] == "Cupping for ringing ears"


def live_therapy_without_text() -> TherapyPage:
    return therapy_page(title="Acupuncture", shared_text="<p></p>")


@pytest.mark.parametrize("publish", [False, True])
def test_a_live_therapy_gets_its_first_shared_text(conditions, capsys, publish):
    therapy = live_therapy_without_text()

    report = run(capsys, TINNITUS, publish=publish)

    therapy.refresh_from_db()
    assert "Acupuncture: existing therapy, shared text, it had none" in report
    assert ("fine needles" in therapy.shared_text) is publish
    assert "fine needles" in therapy.get_latest_revision_as_object().shared_text


def test_text_about_one_condition_is_never_shared(conditions, capsys):
    therapy = therapy_page(title="Sound Therapy", shared_text="<p></p>")

    report = run(capsys, TINNITUS)

    assert "Sound Therapy: existing therapy, wording for this page" in report
    assert therapy.revisions.count() == 1


def test_an_editors_draft_of_a_therapy_is_not_published(conditions, capsys):
    therapy = live_therapy_without_text()
    therapy.cautions = "<p>Not finished</p>"
    therapy.save_revision()

    report = run(capsys, TINNITUS, publish=True)

    therapy.refresh_from_db()
    assert therapy.cautions == ""
    assert "fine needles" not in therapy.shared_text
    draft = therapy.get_latest_revision_as_object()
    assert "fine needles" in draft.shared_text and "Not finished" in draft.cautions
    assert "“Acupuncture” has changes that are not published" in report


def test_a_heading_without_text_shows_what_there_is(conditions, capsys, tmp_path):
    therapy_page(title="Cupping", shared_text="<p>Warm cups.</p>")
    source = "What is gout?\n\nCupping for gout\n\nMoxa for gout"

    report = run(capsys, write(tmp_path, "gout.txt", source))

    (cupping,) = blocks(condition("Gout"))
    assert cupping["therapy"].title == "Cupping" and cupping["text_override"].source == ""
    assert [each["heading"] for each in blocks(condition("Gout"), "section")] == [
        "What is gout?", "Moxa for gout",
    ]  # fmt: skip
    assert "Words: 9 read, 9 placed, 0 unplaced" in report


# The booking box


def closing_text() -> str:
    return TINNITUS.read_text().strip().splitlines()[-1]


def test_the_closing_text_becomes_a_snippet_for_the_page(capsys):
    run(capsys, TINNITUS)
    snippet = condition("Tinnitus").booking_snippet
    assert to_text(snippet.text).strip() == closing_text()
    assert (snippet.name, snippet.heading) == ("Tinnitus", "Book an appointment")
    assert not snippet.live


def test_the_clinics_own_text_is_not_copied(conditions, capsys):
    default = BookingSnippetFactory(text=f"<p><b>It is</b>{closing_text()[5:]}</p>")
    ClinicSettingsFactory(site=Site.objects.get(), default_booking_snippet=default)
    report = run(capsys, TINNITUS)
    assert BookingSnippet.objects.get() == default
    assert condition("Tinnitus").booking_snippet is None
    assert "Booking box: the same as the clinic's, 21 words" in report


def test_the_text_that_an_index_chooses_counts_before_the_clinics(conditions, capsys):
    default = BookingSnippetFactory(text=f"<p>{closing_text()}</p>")
    ClinicSettingsFactory(site=Site.objects.get(), default_booking_snippet=default)
    conditions.booking_snippet = BookingSnippetFactory()
    conditions.save_revision().publish()
    run(capsys, TINNITUS)
    assert to_text(condition("Tinnitus").booking_snippet.text).strip() == closing_text()


def test_a_snippet_of_an_earlier_import_is_used_again(capsys, tmp_path):
    other = write(tmp_path, "gout.txt", f"What is gout?\n\nPain.\n\n{closing_text()}")
    report = run(capsys, TINNITUS, other)
    assert BookingSnippet.objects.count() == 1
    assert condition("Gout").booking_snippet == condition("Tinnitus").booking_snippet
    assert "Booking box: as imported before" in report


def test_a_heading_over_the_closing_text_is_the_snippets(client, capsys, tmp_path):
    source = "What is gout?\n\nPain.\n\nSee us\n\nBook with us by phone."
    run(capsys, write(tmp_path, "gout.txt", source), publish=True)
    assert condition("Gout").booking_snippet.heading == "See us"
    assert_once_and_in_order(sentences(source), read_page(client, "/conditions/gout/"))


def test_an_invitation_in_the_middle_stays_where_it_is(capsys, tmp_path):
    source = "What is gout?\n\nBook with us today.\n\nIt hurts."
    run(capsys, write(tmp_path, "gout.txt", source))
    assert condition("Gout").booking_snippet is None
    assert "Book with us" in blocks(condition("Gout"), "section")[0]["text"].source


# Where pages go


@pytest.mark.parametrize("root", ["welcome page", "home page"])
def test_an_empty_site_gets_its_lists(client, capsys, root):
    if root == "home page":
        make_site_root(HomePageFactory(parent=Page.objects.get(depth=1), slug="clinic"))
    run(capsys, TINNITUS, publish=True)
    for url in ("/conditions/", "/therapies/"):
        assert client.get(url).status_code == 200
    assert "Tinnitus" in read_page(client, "/conditions/")
    assert ConditionIndexPage.objects.get().get_parent() == Site.objects.get().root_page


def test_under_names_another_list(conditions, capsys):
    home = conditions.get_parent().specific
    other = ConditionIndexPage(title="Symptoms", slug="symptoms")
    home.add_child(instance=other)
    run(capsys, TINNITUS, under="symptoms")
    assert condition("Tinnitus").get_parent().pk == other.pk


@pytest.mark.parametrize("slug, problem", [("nowhere", "There is no list"), ("twice", "Several")])
def test_under_must_name_one_list(conditions, slug, problem):
    for parent in (conditions.get_parent(), TherapyIndexPage.objects.get()):
        parent.specific.add_child(instance=ConditionIndexPage(title="T", slug="twice"))
    before = database()
    assert fail(TINNITUS, under=slug).startswith(problem)
    assert database() == before


def test_a_root_page_that_takes_no_lists_is_an_error(conditions):
    root = conditions.get_parent()
    lone = ConditionIndexPageFactory(parent=root, slug="lone")
    Site.objects.update(root_page=ConditionPageFactory(parent=lone))
    Site.clear_site_root_paths_cache()
    assert fail(TINNITUS).startswith("tinnitus.txt: the page “Condition")


def test_a_taken_address_is_left_alone(conditions, capsys):
    TherapyPageFactory(parent=TherapyIndexPage.objects.get(), title="Cups", slug="acupuncture")
    run(capsys, TINNITUS)
    assert TherapyPage.objects.get(title="Acupuncture").slug == "acupuncture-2"


def test_a_title_without_letters_for_an_address(capsys, tmp_path):
    with override_settings(WAGTAIL_ALLOW_UNICODE_SLUGS=False):
        run(capsys, write(tmp_path, "x.txt", "What is 腰痛?\n\nPain."))
    assert condition("腰痛").slug == "condition"


# Drafts, publishing, the report


def test_everything_is_a_draft_without_publish(client, capsys):
    report = run(capsys, TINNITUS)
    assert client.get("/conditions/tinnitus/").status_code == 404
    assert Page.objects.filter(live=True, depth__gt=2).count() == 0
    assert "“Acupuncture” is not published" in report
    assert report.endswith("Everything was written.\n")
    for page in Page.objects.filter(depth__gt=2):
        assert page.latest_revision and page.has_unpublished_changes


def test_publish_on_a_second_run(client, capsys):
    run(capsys, TINNITUS)
    report = run(capsys, TINNITUS, publish=True)
    assert report.startswith("Tinnitus (tinnitus.txt): published; imported on")
    assert_once_and_in_order(
        sentences(TINNITUS.read_text()), read_page(client, "/conditions/tinnitus/")
    )
    before = database()
    run(capsys, TINNITUS, publish=True)
    assert database() == before


def test_publish_leaves_what_an_editor_has_changed_since(capsys):
    run(capsys, TINNITUS)
    page = condition("Tinnitus")
    page.summary = "Half a sen"
    page.save()
    page.save_revision()
    report = run(capsys, TINNITUS, publish=True)
    assert not condition("Tinnitus").live
    assert "“Tinnitus” is not as an import left it" in report


def test_nothing_is_made_up(capsys):
    run(capsys, TINNITUS, publish=True)
    page = condition("Tinnitus")
    assert (page.summary, page.alternate_names, page.search_description) == ("", "", "")


def test_a_dry_run_prints_the_plan_and_writes_nothing(capsys, django_capture_on_commit_callbacks):
    before = database()
    with django_capture_on_commit_callbacks() as callbacks:
        plan = run(capsys, TINNITUS, MIGRAINE, publish=True, dry_run=True)
    assert database() == before
    assert callbacks == []
    *planned, ending = plan.splitlines()
    assert ending == "Nothing was written: this was a dry run."
    assert run(capsys, TINNITUS, MIGRAINE, publish=True).splitlines()[:-1] == planned


def test_lines_that_hold_no_word_are_quoted(capsys):
    report = run(capsys, Path(__file__).parent / "samples" / "plain.txt")
    assert "Words: 119 read, 119 placed, 0 unplaced" in report
    assert "Unplaced, line 24: “* * *”" in report


def test_words_that_the_site_cannot_store_stop_the_import(conditions, monkeypatch):
    monkeypatch.setattr("clinic_pages.importing.mapping.to_html", lambda paragraphs: "<p>Hm</p>")
    before = database()
    assert "these words would not be on the page" in fail(TINNITUS)
    assert database() == before


# A second run


def test_a_changed_file_makes_a_new_revision(client, capsys, tmp_path):
    path = write(tmp_path, "tinnitus.txt", TINNITUS.read_text())
    run(capsys, path, publish=True)
    source = TINNITUS.read_text().replace("It often comes and goes.", "It comes and goes a lot.")
    write(tmp_path, "tinnitus.txt", source)

    run(capsys, path)
    assert "It often comes and goes." in read_page(client, "/conditions/tinnitus/")
    run(capsys, path, publish=True)
    assert_once_and_in_order(sentences(source), read_page(client, "/conditions/tinnitus/"))
    assert ConditionPage.objects.count() == 1


def test_a_changed_closing_text_makes_another_snippet(capsys, tmp_path):
    run(capsys, TINNITUS)
    source = TINNITUS.read_text().replace("bring it along", "bring it")
    report = run(capsys, write(tmp_path, "tinnitus.txt", source))
    draft = condition("Tinnitus").get_latest_revision_as_object()
    assert to_text(draft.booking_snippet.text).strip().endswith("bring it.")
    assert "The earlier booking box “Tinnitus” is kept" in report


def test_white_space_and_encoding_do_not_make_a_file_new(capsys, tmp_path):
    run(capsys, TINNITUS)
    before = database()
    source = TINNITUS.read_text().replace("\n\n", " \r\n\r\n\r\n\r\n")
    same = write(tmp_path, "tinnitus.txt", source.encode("utf-16"))
    assert "nothing to do" in run(capsys, same)
    assert database() == before


def edit(page) -> None:
    page = page.get_latest_revision_as_object()
    page.summary = "An editor's own words."
    page.save_revision()


def test_an_edited_page_is_left_alone_if_its_file_is_the_same(capsys):
    run(capsys, TINNITUS)
    edit(condition("Tinnitus"))
    before = database()
    assert "nothing to do; imported on" in run(capsys, TINNITUS)
    assert database() == before


def test_an_edited_page_is_never_overwritten(capsys, tmp_path):
    run(capsys, TINNITUS)
    edit(condition("Tinnitus"))
    before = database()
    changed = write(tmp_path, "tinnitus.txt", TINNITUS.read_text() + "\nMore.")
    message = fail(changed)
    assert message == (
        "tinnitus.txt: the page “Tinnitus” (/conditions/tinnitus/) was edited since its import."
    )
    assert database() == before


def test_a_page_that_no_import_made_is_never_overwritten(conditions):
    ConditionPageFactory(parent=conditions, title="tinnitus")
    before = database()
    assert "“tinnitus” (/conditions/tinnitus/) was not made by an import" in fail(TINNITUS)
    assert database() == before


def test_a_page_that_says_the_same_already_is_left_alone(conditions, capsys, tmp_path):
    page = ConditionPage(title="Gout", body=[("section", {"heading": "What is gout?",
                         "text": "<p>It <b>hu</b>rts.</p>"})])  # fmt: skip
    conditions.add_child(instance=page)
    before = database()
    source = "What is gout?\n\nIt hurts."
    assert "nothing to do; the page says the same" in run(capsys, write(tmp_path, "a.txt", source))
    assert database() == before
    assert "was not made by an import" in fail(write(tmp_path, "a.txt", source + " Much."))


def test_two_files_about_one_condition(capsys, tmp_path):
    other = write(tmp_path, "other.txt", "What is tinnitus?\n\nA sound.")
    before = database()
    assert fail(TINNITUS, other) == ("other.txt: it is about the same condition as tinnitus.txt.")
    assert database() == before
    assert run(capsys, TINNITUS, TINNITUS).count("nothing to do; imported on") == 1


def test_the_history_of_the_page_shows_the_import(capsys, admin_client):
    run(capsys, TINNITUS)
    page = condition("Tinnitus")
    past = last_import(page)
    assert past.revision_id == page.latest_revision_id
    history = admin_client.get(f"/admin/pages/{page.pk}/history/")
    assert "Imported from a file" in history.content.decode()
    assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


# Errors


@pytest.mark.parametrize(
    "content, problem",
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "has no words"),
        (b"\xef\xbb\xbf", "has no words"),
        (b"-----\n", "has no words"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not plain text"),
        (b"What is\x07 gout?", "is not plain text"),
        (b"caf\xe9 \x81", "is in none of the encodings"),
        (b"\xef\xbb\xbfcaf\xe9", "is in none of the encodings"),
        (b"\xff\xfea\x00b", "is in none of the encodings"),
        (b"word " * 4_000_000, "19.1\u00a0MB, more than the limit of 976.6\u00a0KB"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, content, problem):
    path = write(tmp_path, "bad.txt", content)
    before = database()
    message = fail(TINNITUS, path)
    assert message.startswith(f"{path}: ") and problem in message
    assert database() == before


def test_a_file_that_is_none(tmp_path):
    assert fail(tmp_path / "no.txt") == f"{tmp_path / 'no.txt'}: there is no such file."
    assert fail(tmp_path) == f"{tmp_path}: in this folder is no file to import."


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert fail(TINNITUS) == f"{TINNITUS}: the file cannot be read: Permission denied."


def test_the_limit_is_a_setting(capsys):
    with override_settings(CLINIC_PAGES={"IMPORT_MAX_BYTES": 10}):
        assert "more than the limit of 10" in fail(TINNITUS)
    run(capsys, TINNITUS)


def test_an_error_in_the_second_file_leaves_nothing_of_the_first(conditions):
    ConditionPageFactory(parent=conditions, title="Migraine")
    before = database()
    assert fail(TINNITUS, MIGRAINE).startswith("migraine.txt:")
    assert database() == before


def test_the_exit_code_and_standard_error(tmp_path):
    command = [sys.executable, "manage.py", "import_condition", str(tmp_path / "no.txt")]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"CommandError: {tmp_path / 'no.txt'}: there is no such file.\n"


# Nothing vanishes


PRINTABLE = st.characters(exclude_categories=["C", "Zl", "Zp"])
TELLING_LINES = """
What is gout?|Cupping for gout|Needles for Gout:|# Gout|=====|---|- a point|• point|1. first
2) second|– dash|Book with us.|* * *
"""
LINE = st.one_of(
    st.text(PRINTABLE, max_size=40), st.sampled_from(re.split(r"[|\n]", TELLING_LINES.strip()))
)
PARAGRAPH = st.lists(LINE, max_size=4).map("\n".join)
SOURCE = st.lists(PARAGRAPH, min_size=1, max_size=6).map("\n\n".join).filter(words)


NUMBERS = {*map(str, range(1, 30)), *ascii_letters, *ROMANS, *map(str.upper, ROMANS)}


def stored_words() -> set[str]:
    """The words of everything that the import has stored."""
    found = []
    for page in Page.objects.filter(depth__gt=2).specific():
        page = page.get_latest_revision_as_object()
        found.append(page.title)
        found.append(to_text(getattr(page, "shared_text", "")))
        for child in getattr(page, "body", []):
            found += [to_text(child.value.get(key)) for key in ("text", "text_override")]
            found += [child.value.get(key) or "" for key in ("heading", "heading_override")]
            if child.block_type == "therapy":
                found.append(child.value.heading(page))
    for snippet in BookingSnippet.objects.all():
        found += [snippet.heading, to_text(snippet.text)]
    # A number or letter of a list is stored as a point's place in it.
    return set(words(" ".join(found))) | NUMBERS


@hypothesis_settings(
    deadline=None,
    max_examples=size(25, 400, "IMPORT_EXAMPLES"),
    derandomize=is_usual("IMPORT_EXAMPLES"),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(source=SOURCE)
def test_every_word_of_any_text_is_stored_or_quoted(tmp_path, capsys, source):
    path = write(tmp_path, "any file.txt", source)
    with transaction.atomic():
        report = run(capsys, path)
        read, placed, unplaced = map(
            int, re.search(r"(\d+) read, (\d+) placed, (\d+) unplaced", report).groups()
        )
        stored = stored_words()
        transaction.set_rollback(True)
    assert read == len(words(source)) == placed + unplaced
    quoted = set(words(" ".join(re.findall(r"Unplaced, line \d+: “(.*)”", report))))
    assert set(words(source)) <= stored | quoted


def test_the_sites_language_is_the_pages(conditions, capsys):
    run(capsys, TINNITUS)
    assert condition("Tinnitus").locale == Locale.get_default()
