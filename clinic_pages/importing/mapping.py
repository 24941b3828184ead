"""Neutral document -> condition page."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ..blocks.therapies import TherapyValue
from ..pages.conditions import ConditionPage
from .destinations import (
    Destination,
    address,
    condition_type,
    find_condition,
    find_destination,
    latest,
)
from .document import Document, Part
from .errors import ImportFailed
from .memory import is_as_imported, last_import, remember
from .placing import Work, add_draft, ensure_indexes, place_closing, place_therapy
from .proof import check_nothing_vanished, placed_words, says_the_same
from .publishing import publish_imported
from .report import FileReport, count_words, kind_and_name, part_words
from .richtext import to_html


@dataclass
class Run:
    """One call of the importer.

    under: slug of a list of conditions, "" for the default. written: primary key of each page that
    this call has written -> the file it came from.
    """

    under: str = ""
    publish: bool = False
    written: dict[int, str] = field(default_factory=dict)


def import_document(document: Document, run: Run) -> FileReport:
    """Makes or changes the page that `document` is about. Call it in a transaction.

    Raises ImportFailed, with a line that names the file, if an editor's work would be overwritten.
    """
    try:
        return _import(document, run)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise ImportFailed(f"{document.file}: {reasons}") from error


def _import(document: Document, run: Run) -> FileReport:
    destination = find_destination(run.under)
    report = FileReport(document.file, document.title)
    page = find_condition(destination, document.title)
    if page is None:
        return _create(Work(document, destination, run.publish, report), run)
    if same := _why_unchanged(page, document, destination):
        return _leave(page, same, report, run)
    _check_may_change(page, document, run)
    return _revise(page, Work(document, destination, run.publish, report), run)


def _why_unchanged(page: ConditionPage, document: Document, destination: Destination) -> str:
    past = last_import(page)
    if past and past.digest == document.digest:
        when = date_format(localtime(past.when), "DATETIME_FORMAT")
        return _("imported on %(when)s") % {"when": when}
    if says_the_same(page, document, destination):
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
    return report


def _create(work: Work, run: Run) -> FileReport:
    ensure_indexes(work)
    page = condition_type(work.destination.index)(title=work.document.title)
    _fill(page, work)
    add_draft(work.destination.index, page, "condition", work)
    work.report.outcome = _("new page")
    return _finish(page, work, run)


def _revise(page: ConditionPage, work: Work, run: Run) -> FileReport:
    draft = page.get_latest_revision_as_object()
    draft.title = work.document.title
    earlier_snippet = draft.booking_snippet
    _fill(draft, work)
    if earlier_snippet and earlier_snippet != draft.booking_snippet:
        message = _("The earlier booking text “%(name)s” is kept, but not shown on this page.")
        work.report.notes.append(message % {"name": earlier_snippet})
    if not draft.live:
        draft.save()
    remember(draft, draft.save_revision(), work.document, created=work.created)
    work.report.outcome = _("page changed, as its file has")
    return _finish(page, work, run)


def _fill(page: ConditionPage, work: Work) -> None:
    page.body = [_block(part, page, work) for part in work.document.parts]
    page.booking_snippet = place_closing(work)


def _block(part: Part, page: ConditionPage, work: Work) -> tuple[str, dict]:
    """(block type, value) for `part`."""
    value = place_therapy(part, work) if part.therapy else None
    if value is None:
        size = count_words(part_words(part))
        name = _("Section “%(heading)s”") if part.heading else _("Section without heading")
        work.report.pieces.append(f"{name % {'heading': part.heading}}: {size}")
        return "section", {"heading": part.heading, "text": to_html(part.paragraphs)}
    block = page.body.stream_block.child_blocks["therapy"]
    default_heading = block.normalize({**value, "heading_override": ""}).heading(page)
    is_default = default_heading == part.heading
    return "therapy", {**value, "heading_override": "" if is_default else part.heading}


def _finish(page: ConditionPage, work: Work, run: Run) -> FileReport:
    report, document = work.report, work.document
    stored = ConditionPage.objects.get(pk=page.pk)
    placed = placed_words(stored, document, work.destination)
    check_nothing_vanished(document, placed)
    report.count(document, len(placed))
    report.changed = True
    if run.publish:
        _publish(stored, report)
    stored = ConditionPage.objects.get(pk=page.pk)
    report.address = address(stored)
    report.outcome += f" ({work.new_state})"
    report.notes += _hidden_blocks(stored)
    run.written[page.pk] = document.file
    return report


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
