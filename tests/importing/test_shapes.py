"""Files in all shapes become what a reader would make of them, and no word is lost."""

from collections import Counter

import pytest

from clinic_pages.importing.document import words
from clinic_pages.importing.formats import format_of
from clinic_pages.importing.known import Known
from clinic_pages.importing.outline import to_document
from clinic_pages.lib.text_folding import name_key

from .shapes import THERAPIES, outline_of
from .shapes.documents import DOCUMENTS
from .shapes.pages import MARKDOWN, PAGES
from .shapes.texts import TEXTS

# Of files alone.
pytestmark = pytest.mark.once

SHAPES = [*TEXTS, *PAGES, *MARKDOWN, *DOCUMENTS]
KEYS = set(map(name_key, THERAPIES))
KNOWN = Known(has_therapy=lambda name: name_key(name) in KEYS)


def read(shape, folder):
    path = folder / shape.name
    is_text = isinstance(shape.content, str)
    path.write_bytes(shape.content.encode() if is_text else shape.content)
    kind = format_of(path)
    return to_document(kind.parse(kind.read(path), path, KNOWN), path.name, KNOWN)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_a_file_is_what_a_reader_makes_of_it(shape, tmp_path):
    document = read(shape, tmp_path)
    assert outline_of(document) == shape.outline
    assert [line.text for line in document.unplaced] == list(shape.unplaced)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_each_of_its_words_is_placed_or_named(shape, tmp_path):
    document = read(shape, tmp_path)
    parts = [*document.parts, *filter(None, [document.closing])]
    placed = [word for part in parts for word in words(f"{part.heading}\n{part.text}")]
    placed += [*words(document.title_line), *document.flow.marks, *document.words_unplaced]
    assert Counter(placed) == Counter(document.words_read)


def test_how_many_are_right(tmp_path, capsys):
    right = {shape.name: outline_of(read(shape, tmp_path)) == shape.outline for shape in SHAPES}
    with capsys.disabled():
        print(f"\n{'file':30} right")
        for name, is_right in right.items():
            print(f"{name:30} {'yes' if is_right else 'NO'}")
    assert len(right) >= 40 and all(right.values())
