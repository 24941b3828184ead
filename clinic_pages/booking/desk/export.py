"""Booking requests as a table for a spreadsheet, in which no text is taken for a formula."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO
from uuid import uuid4

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from ...lib.spreadsheets import as_text
from ..request.contacts import pretty_phone
from ..request.models import BookingRequest
from ..request.wishes import when_it_suits
from .logs import log_each
from .steps import EXPORT, appointment_of

CHUNK = 500


@dataclass(frozen=True)
class Column:
    heading: str | Promise
    value: Callable[[BookingRequest], str | datetime | None]


def _of_appointment(read: Callable) -> Callable:
    def value(request: BookingRequest):
        appointment = appointment_of(request)
        return read(appointment) if appointment else None

    return value


def _title(page) -> str:
    return page.title if page else ""


def _attendance(appointment) -> str:
    return appointment.get_attendance_display() if appointment.attendance else ""


COLUMNS = [
    Column(_("Reference"), lambda request: request.reference),
    Column(_("Received"), lambda request: request.received_at),
    Column(_("Status"), lambda request: request.get_status_display()),
    Column(_("Closed"), lambda request: request.closed_at),
    Column(_("Name"), lambda request: request.name),
    Column(_("Telephone"), lambda request: pretty_phone(request.phone) if request.phone else ""),
    Column(_("E-mail"), lambda request: request.email),
    Column(_("Has been here before"), lambda r: str(_("Yes") if r.is_returning else _("No"))),
    Column(_("Therapy"), lambda request: _title(request.therapy)),
    Column(_("Practitioner"), lambda request: _title(request.practitioner)),
    Column(_("Times that suit"), when_it_suits),
    Column(_("Note of the patient"), lambda request: request.note),
    Column(_("Appointment"), _of_appointment(lambda a: a.starts_at)),
    Column(_("Appointment with"), _of_appointment(lambda a: _title(a.practitioner))),
    Column(_("Appointment cancelled"), _of_appointment(lambda a: a.cancelled_at)),
    Column(_("Attendance"), _of_appointment(_attendance)),
    Column(_("Came by"), lambda request: request.get_channel_display()),
]
RELATED = ["therapy", "practitioner", "appointment__practitioner"]


def rows(requests: QuerySet, user) -> Iterator[list[str | datetime | None]]:
    """A list of cells for each request; moments are the clinic's, without a zone.

    What is handed out is in the log first.
    """
    together = uuid4()
    pks = list(requests.values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        found = BookingRequest.objects.select_related(*RELATED).in_bulk(chunk)
        log_each(found.values(), EXPORT, user, together)
        yield from (_cells(found[pk]) for pk in chunk if pk in found)


def _cells(request: BookingRequest) -> list[str | datetime | None]:
    return [_cell(column.value(request)) for column in COLUMNS]


def _cell(value):
    if isinstance(value, datetime):
        local = timezone.localtime(value, timezone.get_default_timezone())
        return local.replace(tzinfo=None, microsecond=0)
    return as_text(value) if value else None


# --- Files ---------------------------------------------------------------------------------------


def spreadsheet(kind: str, requests: QuerySet, user) -> IO[bytes]:
    """kind: of KINDS. Written row by row to a temporary file, which is gone once the caller closes
    it."""
    file = TemporaryFile()  # noqa: SIM115
    KINDS[kind](rows(requests, user), file)
    file.seek(0)
    return file


def _write_csv(rows: Iterable[list], file: IO[bytes]) -> None:
    # By its first sign Excel knows that it is UTF-8.
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([str(column.heading) for column in COLUMNS])
    writer.writerows(rows)
    text.detach()


def _write_xlsx(rows: Iterable[list], file: IO[bytes]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append([str(column.heading) for column in COLUMNS])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    workbook.save(file)


def _xlsx_cell(sheet, value):
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    # Never a formula, nor an error such as #N/A.
    cell.data_type = "s"
    return cell


KINDS = {"csv": _write_csv, "xlsx": _write_xlsx}
