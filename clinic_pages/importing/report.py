"""What an import did, in words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .document import Document, Line, words


def count_words(number: int) -> str:
    return ngettext("%(number)d word", "%(number)d words", number) % {"number": number}


def kind_and_name(instance, name: str) -> str:
    return _("%(type)s “%(name)s”") % {"type": instance._meta.verbose_name, "name": name}


def words_in(elements) -> int:
    return sum(len(words(each.text)) for each in elements)


def _labelled(label: str, values: list[str]) -> list[str]:
    return [f"  {label % {'text': value}}" for value in values]


@dataclass
class FileReport:
    """What became of one file.

    outcome: of the page as a whole. pieces: what became of each part, in the file's order.
    missing: what the file names and this site has not. changed: whether the database was.
    headings: (heading, the therapy's name or "") of each part. page: the page's key.
    """

    file: str
    title: str
    address: str = ""
    outcome: str = ""
    pieces: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    counts: tuple[int, int, int] | None = None
    unplaced: tuple[Line, ...] = ()
    changed: bool = False
    headings: list[tuple[str, str]] = field(default_factory=list)
    page: int = 0

    def count(self, document: Document, placed: int) -> None:
        unplaced = len(document.words_unplaced)
        self.counts = (len(document.words_read), placed, unplaced)
        self.unplaced = document.unplaced

    def add_note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def add_missing(self, note: str) -> None:
        if note not in self.missing:
            self.missing.append(note)

    def lines(self) -> list[str]:
        return [
            f"{self.title} ({self.file}): {self.outcome}",
            *self._page_lines(),
            *_labelled(_("Created: %(text)s"), self.created),
            *_labelled(_("Published: %(text)s"), self.published),
            *self._count_lines(),
            *_labelled(_("Note: %(text)s"), [*self.notes, *self.missing]),
        ]

    def _page_lines(self) -> list[str]:
        address = [self.address] if self.address else []
        return _labelled(_("Address: %(text)s"), address) + [
            f"  {n}. {piece}" for n, piece in enumerate(self.pieces, 1)
        ]

    def _count_lines(self) -> list[str]:
        if self.counts is None:
            return []
        message = _("Words: %(read)d read, %(placed)d placed, %(unplaced)d unplaced")
        counts = dict(zip(("read", "placed", "unplaced"), self.counts, strict=True))
        return [f"  {message % counts}", *self.unplaced_lines()]

    def unplaced_lines(self) -> list[str]:
        message = _("Unplaced, line %(number)d: “%(text)s”")
        values = ({"number": line.number, "text": line.text} for line in self.unplaced)
        return [f"  {message % each}" for each in values]


def as_data(report: FileReport) -> dict:
    """What the admin shows of a file, as JSON."""
    unplaced = set(report.unplaced_lines())
    return {
        "title": report.title,
        "outcome": report.outcome,
        "page": report.page,
        "headings": [{"text": text, "therapy": therapy} for text, therapy in report.headings],
        "lines": [line.strip() for line in report.lines()[1:] if line not in unplaced],
        "unplaced": [line.text for line in report.unplaced],
    }


@dataclass
class Report:
    files: list[FileReport]
    dry_run: bool = False

    def lines(self) -> list[str]:
        return [line for each in self.files for line in each.lines()] + [self._ending()]

    def _ending(self) -> str:
        if not any(each.changed for each in self.files):
            return _("Nothing was written: there was nothing to do.")
        if self.dry_run:
            return _("Nothing was written: this was a dry run.")
        return _("Everything was written.")
