"""Exports as files: in a folder, or as one download."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import chain, count
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from ...pages.conditions import ConditionPage
from .states import State, state_of
from .texts import write_state


def export_to(folder: Path, pages: Iterable[ConditionPage]) -> list[str]:
    """Writes each page as a file, and the pictures beside them. Returns the files' names."""
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for name, content in exported(pages):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        names.append(name)
    return names


def download(pages: list[ConditionPage]) -> tuple[str, bytes]:
    """(name, content): a Markdown file for a page without pictures, else a ZIP archive."""
    files = list(exported(pages))
    if len(files) == 1:
        return files[0]
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return f"{pages[0].slug if len(pages) == 1 else 'conditions'}.zip", packed.getvalue()


def exported(pages: Iterable[ConditionPage]) -> Iterator[tuple[str, bytes]]:
    """(name, content) of each file; a picture that several pages show once."""
    taken: set[str] = set()
    for page in pages:
        state = state_of(page, page.get_site())
        name = next(name for name in _names(page.slug) if name not in taken)
        taken.add(name)
        yield name, write_state(state).encode()
        yield from _pictures(state, taken)


def _names(slug: str) -> Iterator[str]:
    """Pages in several lists may have one slug."""
    return chain([f"{slug}.md"], (f"{slug}-{number}.md" for number in count(2)))


def _pictures(state: State, taken: set[str]) -> Iterator[tuple[str, bytes]]:
    for name, image in state.pictures.items():
        if name not in taken:
            taken.add(name)
            with image.open_file() as file:
                yield name, file.read()
