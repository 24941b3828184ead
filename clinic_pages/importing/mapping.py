"""Neutral document -> condition page."""

from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..blocks.therapies import TherapyValue
from ..lib.facts import forget
from ..pages.conditions import ConditionPage
from .cells import rows_of
from .destinations import (
    Destination,
    address,
    condition_type,
    find_condition,
    latest,
)
from .document import Document, Picture, Table
from .errors import BlocksRefused, ImportFailed
from .exports import State, differs, restore
from .memory import is_as_imported, last_import, remember
from .old_addresses import keep_old_address, slug_of
from .old_links import with_links
from .placing import Work, add_draft, ensure_indexes, place_closing, place_therapy
from .proof import check_nothing_vanished, placed_words, says_the_same
from .publishing import publish_imported
from .report import FileReport, count_words, kind_and_name, words_in
from .richtext import as_prose, to_html
from .wanted import Wanted, blocks_of


@dataclass
class Run:
    """One call of the importer.

    written: primary key of each page that this call has written -> the file it came from.
    pictures: the images that it has made.
    unfinished: (document, page's key, its report) of pages that name what may come later.
    """

    destination: Destination
    publish: bool = False
    new_therapies: tuple[str, ...] = ()
    written: dict[int, str] = field(default_factory=dict)
    pictures: list = field(default_factory=list)
    unfinished: list[tuple] = field(default_factory=list)

    def work(self, document: Document, report: FileReport) -> Work:
        return Work(document, self.destination, self.publish, report, pictures=self.pictures)

    def forget_pictures(self, first: int = 0) -> None:
        """After what was written was taken back: files are no part of a transaction."""
        for image in self.pictures[first:]:
            image.file.storage.delete(image.file.name)
        del self.pictures[first:]


def import_document(document: Document, run: Run) -> FileReport:
    """Makes or changes the page that `document` is about. Call it in a transaction.

    Raises ImportFailed, with a line that names the file, if an editor's work would be overwritten.
    """
    try:
        return _import(document, run)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise ImportFailed(f"{document.file}: {reasons}") from error
    except BlocksRefused as error:
        raise ImportFailed(f"{document.file}: {error}") from error


def _import(document: Document, run: Run) -> FileReport:
    destination = run.destination
    report = FileReport(document.file, document.title)
    report.headings = [(part.heading, part.therapy) for part in document.parts if part.heading]
    page = find_condition(destination, document.title, slug_of(document))
    if page and (same := _why_unchanged(page, document, destination)):
        return _leave(page, same, report, run)
    if page:
        _check_may_change(page, document, run)
    report.notes += [*document.flow.notes, *map(_guessed, document.guessed)]
    work = run.work(with_links(document, destination, report), report)
    page = _revise(page, work, run) if page else _create(work, run)
    if report.missing:
        run.unfinished.append((document, page.pk, report))
    return report


def finish(run: Run) -> None:
    """Once more the pages that named others: these may have come from a later file."""
    for document, pk, report in run.unfinished:
        again = FileReport(document.file, document.title)
        linked = with_links(document, run.destination, again)
        work = run.work(linked, again)
        _revise(ConditionPage.objects.get(pk=pk), work, run)
        report.missing = again.missing


def _guessed(heading: str) -> str:
    message = _("“%(heading)s” is a section, since there is no therapy of that name.")
    return message % {"heading": heading}


def _why_unchanged(page: ConditionPage, document: Document, destination: Destination) -> str:
    past = last_import(page)
    if past and past.digest == document.digest:
        when = date_format(localtime(past.when), "DATETIME_FORMAT")
        return _("imported on %(when)s") % {"when": when}
    state = document.flow.state
    same = not differs(page, state, destination.site) if state else None
    if same or (same is None and says_the_same(page, document, destination)):
        return _("the page says the same")
    return ""


def _check_may_change(page: ConditionPage, document: Document, run: Run) -> None:
    names = {"file": document.file, "title": page.title, "address": address(page)}
    if earlier := run.written.get(page.pk):
        message = _("%(file)s: it is about the same condition as %(earlier)s.")
        raise ImportFailed(message % {**names, "earlier": earlier})
    if last_import(page) is None:
        message = _("%(file)s: the page “%(title)s” (%(address)s) was not made by an import.")
        raise ImportFailed(message % names)
    if not is_as_imported(page):
        message = _("%(file)s: the page “%(title)s” (%(address)s) was edited since its import.")
        raise ImportFailed(message % names)


def _leave(page: ConditionPage, why: str, report: FileReport, run: Run) -> FileReport:
    if run.publish:
        _publish(page, report)
        if not ConditionPage.objects.get(pk=page.pk).live:
            message = _("“%(title)s” is not as an import left it: publish it in the editor.")
            report.notes.append(message % {"title": page.title})
    what = _("published") if report.changed else _("nothing to do")
    report.outcome = f"{what}; {why}"
    report.page = page.pk
    return report


def _create(work: Work, run: Run) -> ConditionPage:
    ensure_indexes(work)
    page = condition_type(work.destination.index)(title=work.document.title)
    _fill(page, work)
    add_draft(work.destination.index, page, "condition", work, slug_of(work.document))
    work.report.outcome = _("new page")
    return _finish(page, work, run)


def _revise(page: ConditionPage, work: Work, run: Run) -> ConditionPage:
    draft = page.get_latest_revision_as_object()
    draft.title = work.document.title
    earlier_snippet = draft.booking_snippet
    _fill(draft, work)
    if earlier_snippet and earlier_snippet != draft.booking_snippet:
        message = _("The earlier booking box “%(name)s” is kept, but not shown on this page.")
        work.report.notes.append(message % {"name": earlier_snippet})
    if not draft.live:
        draft.save()
    remember(draft, draft.save_revision(), work.document, created=work.created)
    work.report.outcome = _("page changed, as its file has")
    return _finish(page, work, run)


def _fill(page: ConditionPage, work: Work) -> None:
    if state := work.document.flow.state:
        picture = partial(_picture_key, state, work)
        work.report.missing += restore(page, state, work.destination, picture)
        return
    body = page.body.stream_block
    page.body = [_block(part, page, body, work) for part in blocks_of(work.document.parts)]
    page.booking_snippet = place_closing(work)


def _picture_key(state: State, work: Work, file: str) -> int | None:
    if known := state.files.known(file):
        return known.pk
    picture, _why = state.files.find(file, "")
    if picture is None:
        return None
    image, _is_new = work.store(picture)
    return image.pk


def _block(part: Wanted, page: ConditionPage, body, work: Work) -> tuple[str, dict]:
    """(block type, value) for `part`."""
    if part.kind in ALONE and part.kind in body.child_blocks:
        return part.kind, ALONE[part.kind](part.elements[0], work)
    value = place_therapy(part, work) if part.therapy else None
    if value is None:
        return "section", _section(part, work)
    default_heading = body.child_blocks["therapy"].normalize({**value, "heading_override": ""})
    is_default = default_heading.heading(page) == part.heading
    return "therapy", {**value, "heading_override": "" if is_default else part.heading}


def _section(part: Wanted, work: Work) -> dict:
    size = count_words(words_in(part.elements))
    name = _("Section “%(heading)s”") if part.heading else _("Section without heading")
    work.report.pieces.append(f"{name % {'heading': part.heading}}: {size}")
    return {"heading": part.heading, "text": to_html(map(as_prose, part.elements))}


def _table(table: Table, work: Work) -> dict:
    label = _("Table")
    work.report.pieces.append(f"{label}: {count_words(words_in([table]))}")
    return {"caption": table.caption, "rows": rows_of(table), "has_head": table.has_head}


def _image(picture: Picture, work: Work) -> dict:
    image, is_new = work.store(picture)
    label = _("Picture “%(name)s”: %(fate)s") % {
        "name": picture.name,
        "fate": _("new") if is_new else _("there already"),
    }
    work.report.pieces.append(label)
    if not picture.alt:
        message = _("The picture “%(name)s” has no description: write one.")
        work.report.notes.append(message % {"name": picture.name})
    shown = {"image": image, "alt_text": picture.alt, "decorative": False}
    return {"image": shown, "caption": picture.caption}


# What stands in a block of its own, where the body has such a block.
ALONE = {"table": _table, "image": _image}


def _finish(page: ConditionPage, work: Work, run: Run) -> ConditionPage:
    report, document = work.report, work.document
    # Within a request blocks show what it knew of therapies before.
    forget()
    saved = ConditionPage.objects.get(pk=page.pk)
    if document.flow.state is None:
        placed = placed_words(saved, document, work.destination)
        check_nothing_vanished(document, placed)
        report.count(document, len(placed))
    report.changed = True
    if run.publish:
        _publish(saved, report)
    saved = ConditionPage.objects.get(pk=page.pk)
    report.address = address(saved)
    report.page = page.pk
    keep_old_address(saved, work)
    run.destination = work.destination
    report.outcome += f" ({work.new_state})"
    report.notes += _hidden_blocks(saved)
    run.written[page.pk] = document.file
    return page


def _publish(page: ConditionPage, report: FileReport) -> None:
    published = publish_imported(page)
    report.published += [kind_and_name(each, str(each)) for each in published]
    report.changed = report.changed or bool(published)


def _hidden_blocks(page: ConditionPage) -> list[str]:
    """What visitors will not see of the page's blocks, and why."""
    draft = latest(page)
    therapies = [child.value for child in draft.body if isinstance(child.value, TherapyValue)]
    reasons = [therapy.why_hidden(draft) for therapy in therapies]
    message = _("Visitors do not see this therapy on the page: %(reason)s")
    return [message % {"reason": reason} for reason in reasons if reason]
