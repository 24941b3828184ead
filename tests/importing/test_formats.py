"""One document in all shapes and formats is one page; what is no document changes nothing."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.images import get_image_model

from clinic_pages.importing import ImportFailed, import_files
from clinic_pages.importing.document import Points
from clinic_pages.importing.formats import format_of
from clinic_pages.importing.known import Known
from clinic_pages.importing.outline import to_document
from clinic_pages.models import ConditionPage, TherapyPage
from home.factories import ConditionIndexPageFactory, StandardPageFactory
from tests import trees
from tests.sizes import is_usual, size

from .shapes import THERAPIES
from .shapes.documents import png
from .test_import_condition import CLIENT_FILE, database, text_of_page
from .writers import WRITERS, Section

pytestmark = pytest.mark.django_db

KNOWN = Known(has_therapy=THERAPIES.__contains__)


def put(folder, name, content) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path) -> list[tuple]:
    """(heading, therapy, texts) of each part."""
    kind = format_of(path)
    document = to_document(kind.parse(kind.read(path), path, KNOWN), path.name, KNOWN)
    return document.title, [
        (part.heading, part.therapy, [_said(each) for each in part.elements])
        for part in document.parts
    ]


def _said(element):
    is_list = isinstance(element, Points)
    return [point.text for point in element.points] if is_list else element.text


# --- Any document -------------------------------------------------------------------------------

WORDS = (
    *("needle", "warm", "pain", "doctor", "muscle", "sleep", "often", "gentle", "weeks"),
    *("für", "naïve", "O’Dea", "café", "3", "hand"),
)
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=4, max_size=20).map(
    lambda found: f"The {' '.join(found)}."
)
POINTS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), min_size=2, max_size=4
)
PARAGRAPHS = st.tuples(SENTENCE, st.lists(SENTENCE | POINTS, max_size=3)).map(
    lambda found: [found[0], *_apart(found[1])]
)
CONDITION = st.sampled_from(["Sciatica", "Low back pain", "Bell’s palsy", "Ménière’s disease"])
HEADING = st.sampled_from(["Causes", "When to see a doctor", "How it goes on", "Signs to look for"])


def _apart(paragraphs):
    """Two lists after one another would be one for a text."""
    kept = []
    for each in paragraphs:
        if not (kept and isinstance(each, list) and isinstance(kept[-1], list)):
            kept.append(each)
    return kept


@st.composite
def documents(draw):
    condition = draw(CONDITION)
    named = draw(st.lists(st.sampled_from(THERAPIES), max_size=3, unique=True))
    headings = draw(st.lists(HEADING, max_size=3, unique=True))
    headings += [f"{name} for {condition}" for name in named]
    headings += draw(st.sampled_from([[], [f"Diet for {condition}"]]))
    first = Section(f"What is {condition}?", draw(PARAGRAPHS))
    return condition, [first, *(Section(each, draw(PARAGRAPHS)) for each in headings)]


@hypothesis_settings(
    deadline=None,
    max_examples=size(12, 300, "SHAPES_EXAMPLES"),
    derandomize=is_usual("SHAPES_EXAMPLES"),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=documents())
def test_any_document_is_read_back_from_any_shape(tmp_path, made):
    condition, sections = made
    expected = [
        (each.heading, _therapy(each.heading, condition), each.paragraphs) for each in sections
    ]
    for name, writer in WRITERS.items():
        title, parts = read(put(tmp_path, name, writer(sections)))
        assert title == condition, name
        assert parts == expected, name


def _therapy(heading, condition) -> str:
    name = heading.removesuffix(f" for {condition}")
    return name if name in THERAPIES else ""


# --- The client's file --------------------------------------------------------------------------


def sections_of(text) -> list[Section]:
    sections = []
    for block in filter(None, re.split(r"\n\s*\n", text.strip())):
        is_heading = len(block) < 60
        if is_heading:
            sections.append(Section(block.strip(), []))
        else:
            sections[-1].paragraphs.append(" ".join(block.split(" ")))
    return sections


@pytest.mark.skipif(not CLIENT_FILE.is_file(), reason="the client's file is not here")
def test_the_clients_file_is_the_same_page_in_every_format(tree, tmp_path):
    for name in ("Acupuncture", "Acupressure Massage", "Cupping"):
        tree.therapy(name, shared_text="")
    import_files([CLIENT_FILE])
    page = ConditionPage.objects.get(title="Sciatica")
    as_text = text_of_page(page)
    sections = sections_of(CLIENT_FILE.read_text())
    for name in ("file.md", "page.html", "styled.docx", "word.txt", "old.html"):
        path = put(tmp_path, name, WRITERS[name](sections))
        [report] = import_files([path]).files
        assert "the page says the same" in report.outcome, name
        assert text_of_page(ConditionPage.objects.get(title="Sciatica")) == as_text


@pytest.mark.parametrize(("value", "title"), [("2024", "2024"), ("'Gout'", "Gout")])
def test_a_title_that_another_program_wrote_is_a_text(tmp_path, value, title):
    path = put(tmp_path, "a.md", f"---\ntitle: {value}\n---\n\nIt hurts.")
    assert read(path) == (title, [("", "", ["It hurts."])])


def test_the_first_row_is_a_head_where_only_others_have_numbers(tmp_path):
    path = put(tmp_path, "a.txt", "Gout\n\nIt hurts a lot.\n\nVisit\tPrice\nFirst\t€60")
    document = to_document(format_of(path).parse(path.read_text(), path, KNOWN), path.name, KNOWN)
    assert document.parts[0].elements[-1].has_head


# --- Untrusted files ----------------------------------------------------------------------------


def archive(**entries) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            # Without the time of day, which would be other bytes each time.
            entry = ZipInfo(name.replace("__", "/").replace("_xml", ".xml"))
            packed.writestr(entry, content, ZIP_DEFLATED)
    return file.getvalue()


BOMB = archive(word__document_xml="<a>" + " " * 60_000_000 + "</a>")
ENTITIES = archive(
    word__document_xml='<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("bomb.docx", BOMB, "what is packed into it is too large"),
        ("entities.docx", ENTITIES, "is no Word document, or it is broken"),
        ("empty.docx", archive(word__other_xml="<a/>"), "is no Word document"),
        ("page.docx", b"<html><p>What is gout?</p></html>", "is no Word document"),
        ("deep.docx", archive(word__document_xml="<a>" * 20_000 + "</a>" * 20_000), "no Word"),
        ("large.docx", b"x" * 20_000_000, "19.1\u00a0MB, more than the limit of 9.5\u00a0MB"),
        ("large.html", b"<p>word</p>" * 200_000, "more than the limit"),
        ("picture.html", png().getvalue(), "is no HTML"),
        ("text.html", b"What is gout?\n\nIt hurts.", "is no HTML"),
        ("deep.md", "> " * 120 + "word", "more than 100 elements within each other"),
        ("deep.html", b"<div>" * 5_000 + b"word", "more than 200 elements within each other"),
        ("script.html", b"<script>document.write('What is gout?')</script>", "has no text"),
        ("word.txt", archive(word__document_xml="<a/>"), "not plain text"),
        ("picture.md", png().getvalue(), "not plain text"),
    ],
)
def test_what_cannot_be_read_changes_nothing_and_says_why(tree, tmp_path, name, content, problem):
    path = put(tmp_path, name, content)
    before = database()
    with pytest.raises(ImportFailed) as failed:
        import_files([path])
    assert problem in str(failed.value) and str(path) in str(failed.value)
    assert database() == before


def test_nothing_of_a_page_is_run_and_nothing_is_fetched(tree, tmp_path, client):
    path = put(
        tmp_path,
        "gout.html",
        "<h1>Gout</h1><p onclick=evil()>It <a href='java\nscript:evil()'>hurts</a> <a href='data:x,"
        "y'>much</a>.<img src=x onerror=evil()><img src=https://elsewhere.example/a.png></p>"
        "<svg onload=evil()></svg><iframe src=https://elsewhere.example>frame</iframe><style>evil{}</style>"
        "<p>See <a href=https://good.example/?a=1&amp;b=2>this</a>.</p>",
    )
    [report] = import_files([path], publish=True).files
    html = client.get("/conditions/gout/").content.decode()
    assert "evil" not in html and "elsewhere" not in html
    assert 'href="https://good.example/?a=1&amp;b=2"' in html
    assert any("“a.png” lies elsewhere" in note for note in report.notes)
    assert [line.text for line in report.unplaced] == ["frame"]


def test_pictures_beside_a_page_and_within_it_are_stored_once(tree, tmp_path):
    (tmp_path / "gout_files").mkdir()
    put(tmp_path, "gout_files/toe.png", png().getvalue())
    put(tmp_path.parent, "secret.png", png().getvalue())
    page = put(
        tmp_path,
        "gout.html",
        "<h1>Gout</h1><p>It hurts.</p><figure><img src='gout_files/toe.png' alt='A toe'>"
        "<figcaption>A toe that hurts</figcaption></figure><img src='../secret.png' alt=Secret>",
    )
    [report] = import_files([page]).files
    blocks = ConditionPage.objects.get(title="Gout").get_latest_revision_as_object().body
    [image] = [block.value for block in blocks if block.block_type == "image"]
    assert (image["image"].contextual_alt_text, image["caption"]) == ("A toe", "A toe that hurts")
    assert any("“secret.png” was not found" in note for note in report.notes)
    assert "“toe.png”: new" in "\n".join(report.lines())


def test_a_dry_run_leaves_no_picture(tree, tmp_path):
    put(tmp_path, "toe.png", png().getvalue())
    path = put(tmp_path, "gout.html", "<h1>Gout</h1><p>It hurts.</p><img src=toe.png>")
    storage = get_image_model()._meta.get_field("file").storage
    before = storage.listdir("original_images")[1] if storage.exists("original_images") else []
    import_files([path], dry_run=True)
    stored = storage.listdir("original_images")[1] if storage.exists("original_images") else []
    assert sorted(stored) == sorted(before)


# --- What a heading is --------------------------------------------------------------------------


def test_risk_factors_are_no_therapy_and_nothing_is_published_that_the_file_invented(
    tree, tmp_path, client
):
    path = put(tmp_path, "a.txt", "Osteoporosis\n\nBones.\n\nRisk factors for Osteoporosis\n\nAge.")
    [report] = import_files([path], publish=True).files
    assert not TherapyPage.objects.exists()
    assert any("“Risk factors for Osteoporosis” is a section" in note for note in report.notes)
    assert (
        "Risk factors for Osteoporosis" in client.get("/conditions/osteoporosis/").content.decode()
    )


def test_a_curly_apostrophe_and_a_hard_blank_make_no_second_therapy(tree, tmp_path):
    tree.therapy("Dr Li's massage", shared_text="<p>Warm hands.</p>")
    source = "Gout\n\nIt hurts.\n\nDr\u00a0Li’s mas\xadsage for gout\n\nWarm hands."
    [report] = import_files(
        [put(tmp_path, "gout.txt", source)], new_therapies=["Dr Li’s Massage"]
    ).files
    assert TherapyPage.objects.count() == 1
    assert "the same as its shared text" in "\n".join(report.lines())


def test_a_german_file_is_read_in_german(tree, tmp_path):
    akupunktur = tree.therapy("Akupunktur", shared_text="<p>Nadeln.</p>")
    source = (
        "Was sind die Wechseljahre?\n\nEine Zeit.\n\nAkupunktur bei den Wechseljahren\n\nFeine "
        "Nadeln.\n\nAkupunktur bei Wechseljahre\n\nNadeln.\n\nVereinbaren Sie gern einen Termin."
    )
    import_files([put(tmp_path, "a.txt", source)])
    page = ConditionPage.objects.get(title="Wechseljahre").get_latest_revision_as_object()
    kinds = [(block.block_type, block.value.get("therapy")) for block in page.body]
    assert kinds == [("section", None), ("section", None), ("therapy", akupunktur)]
    assert "Vereinbaren Sie" in page.booking_snippet.get_latest_revision_as_object().text


# --- Where it goes ------------------------------------------------------------------------------


def test_an_old_address_stays_or_leads_to_the_new_one(tree, tmp_path, client):
    page = (
        "<html><head><link rel=canonical href=https://old.example/info/gout-toe.html></head><body>"
        "<h1>Gout</h1><p>It hurts as <a href=knee.html>knees</a> do.</p></body></html>"
    )
    knee = tree.condition("Knee")
    import_files([put(tmp_path, "any.html", page)], publish=True)
    assert ConditionPage.objects.get(title="Gout").slug == "gout-toe"
    moved = client.get("/info/gout-toe.html")
    assert moved.status_code == 301 and moved.url.endswith("/conditions/gout-toe/")
    assert f'href="{knee.url}"' in client.get("/conditions/gout-toe/").content.decode()


def test_links_in_a_table_lead_to_the_pages_here(tree, tmp_path, client):
    knee = tree.condition("Knee")
    rows = (
        "<tr><th>What<th>Fee</tr><tr><td><a href=knee.html>Knees</a><br>and toes<td>60</tr>"
        "<tr><td>[a](/b/)<td><a href='https://good.example/a_(1)|2'>50</a></tr>"
    )
    page = f"<h1>Gout</h1><p>It hurts.</p><table>{rows}</table>"
    import_files([put(tmp_path, "gout.html", page)], publish=True)
    soup = trees.read(client, ConditionPage.objects.get(title="Gout"))
    cells = [each.decode_contents() for each in soup.select(".clinic-table tbody :is(th, td)")]
    assert cells == [
        f'<a href="{knee.url}">Knees</a> and toes',
        "60",
        "[a](/b/)",
        '<a href="https://good.example/a_%281%29%7C2">50</a>',
    ]


def test_lists_of_one_slug_are_told_apart_by_their_addresses(tree, tmp_path):
    branch = StandardPageFactory(parent=tree.home, title="Cork", slug="cork")
    other = ConditionIndexPageFactory(parent=branch, slug=tree.conditions.slug)
    path = put(tmp_path, "gout.txt", "Gout\n\nIt hurts.")
    with pytest.raises(ImportFailed, match=r"Several lists .*/cork/conditions/"):
        import_files([path], under="conditions")
    import_files([path], under="/cork/conditions/")
    assert ConditionPage.objects.get(title="Gout").get_parent().pk == other.pk
