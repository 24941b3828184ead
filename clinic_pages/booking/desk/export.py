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

from ...lib.spreadsheets import UNSEEN, as_text
from ...pages.clinic import ClinicSettings
from ..request.contacts import country_of, dialled_phone, pretty_phone
from ..request.models import BookingRequest
from ..request.wishes import when_it_suits
from .logs import log_each
from .states import appointment_of
from .steps import EXPORT

CHUNK = 500


@dataclass(frozen=True)
class Phone:
    """A stored number, and where the clinic is: each kind of file writes it in its own way."""

    stored: str
    country: str


Cell = str | datetime | Phone | None


@dataclass(frozen=True)
class Column:
    heading: str | Promise
    value: Callable[[BookingRequest], str | datetime | None]
    is_phone: bool = False


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
    Column(_("Telephone"), lambda request: request.phone, is_phone=True),
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


def rows(requests: QuerySet, user) -> Iterator[list[Cell]]:
    """A list of cells for each request; moments are the clinic's, without a zone.

    What is handed out is in the log first.
    """
    together = uuid4()
    countries = {clinic.site_id: country_of(clinic) for clinic in ClinicSettings.objects.all()}
    pks = list(requests.values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        chunk = pks[start : start + CHUNK]
        found = BookingRequest.objects.select_related(*RELATED).in_bulk(chunk)
        log_each(found.values(), EXPORT, user, together)
        here = [found[pk] for pk in chunk if pk in found]
        yield from (_cells(request, countries.get(request.site_id, "")) for request in here)


def _cells(request: BookingRequest, country: str) -> list[Cell]:
    return [_cell(column.value(request), column.is_phone, country) for column in COLUMNS]


def _cell(value, is_phone: bool, country: str) -> Cell:
    if isinstance(value, datetime):
        local = timezone.localtime(value, timezone.get_default_timezone())
        return local.replace(tzinfo=None, microsecond=0)
    if not value:
        return None
    return Phone(value, country) if is_phone else as_text(value)


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
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
    text.detach()


def _csv_value(value: Cell):
    """A number that begins with a plus could be calculated: it is written as one dials it."""
    if isinstance(value, Phone):
        return as_text(dialled_phone(value.stored, value.country))
    return value


def _write_xlsx(rows: Iterable[list], file: IO[bytes]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append([str(column.heading) for column in COLUMNS])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    workbook.save(file)


def _xlsx_cell(sheet, value: Cell):
    if isinstance(value, Phone):
        value = UNSEEN.sub("", pretty_phone(value.stored, value.country))
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value)
    # Never a formula, a number, nor an error such as #N/A; nor once somebody has edited it.
    cell.data_type, cell.number_format = "s", "@"
    return cell


KINDS = {"csv": _write_csv, "xlsx": _write_xlsx}
