"""A whole old site in one go, and how many of its pages an editor would have to correct."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command

from clinic_pages.importing.richtext import to_text
from clinic_pages.models import ConditionPage, TherapyPage

from .old_site import write_site

pytestmark = pytest.mark.django_db

MOST_CORRECTED = 3
AROUND = ("Old Clinic", "About us", "cookies", "Recent", "Share", "News", "tracking", "hidden")


def made_of(page) -> list[tuple]:
    """(heading, its texts and points) of each block."""
    draft = page.get_latest_revision_as_object()
    found = []
    for block in draft.body:
        text = block.value["text"] if block.block_type == "section" else _text_of(block.value)
        lines = [line for line in to_text(text).splitlines() if line.strip()]
        found.append((block.block_type, block.value.contents_heading(draft), lines))
    return found


def _text_of(value):
    own = value["text_override"]
    return own if own.source else value["therapy"].get_latest_revision_as_object().shared_text


def expected(page) -> list[tuple]:
    found = []
    for each in page.sections:
        therapies = ("Acupuncture for", "Cupping for")
        kind = "therapy" if each.heading.startswith(therapies) else "section"
        lines = [p for text in each.paragraphs for p in ([text] if isinstance(text, str) else text)]
        found.append((kind, each.heading, lines))
    return found


def test_thirty_saved_pages_in_one_go(tree, tmp_path, client, capsys):
    for name in ("Acupuncture", "Cupping"):
        tree.therapy(name, shared_text="")
    pages = write_site(tmp_path)
    assert len(pages) == 30

    call_command("import_condition", str(tmp_path), publish=True)

    made = {page.title: page for page in ConditionPage.objects.all()}
    wrong = {}
    for page in pages:
        found = made_of(made[page.title]) if page.title in made else "no page of this title"
        if found != expected(page):
            wrong[page.file] = found
    with capsys.disabled():
        print(f"\n{len(pages)} pages of an old site, {len(wrong)} to correct: {sorted(wrong)}")
    assert len(wrong) <= MOST_CORRECTED, wrong
    assert TherapyPage.objects.count() == 2
    read = BeautifulSoup(client.get("/conditions/gout/").content, "html.parser").article.get_text()
    assert not [word for word in AROUND if word in read]
    assert client.get("/conditions/gout.html").url.endswith("/conditions/gout/")
