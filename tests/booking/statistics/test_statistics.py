"""What marketing learns of bookings, and that it learns it of nobody."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from clinic_pages.booking.models import BookingCount
from clinic_pages.booking.statistics.tables import weeks_until
from home.factories import PractitionerPageFactory
from tests.editors import make_editor, rows_of
from tests.trees import texts

# Weeks are cut by the database.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

REPORT = "/admin/clinic-pages/bookings/"
RESULTS = f"{REPORT}results/"


def count(page, number: int, weeks_ago: int = 0, is_for=False) -> None:
    """So many requests on the Monday of that week."""
    monday = weeks_until(timezone.localdate(), 1)[0] - timedelta(weeks=weeks_ago)
    BookingCount.objects.create(page=page, day=monday, number=number, is_for=is_for)


@pytest.fixture
def marketing(client, tree):
    client.force_login(make_editor())
    return client


def read(client, **chosen) -> BeautifulSoup:
    response = client.get(RESULTS, chosen)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def table(soup, heading: str) -> list[list[str]]:
    """The rows of the table whose first column has that heading."""
    [found] = [each for each in soup.select("table") if each.th.get_text() == heading]
    return rows_of(BeautifulSoup(str(found), "html.parser"))


CAME_FROM = "Page that they came from"


def test_requests_by_page_the_greatest_first(marketing, tree):
    sciatica, gout = tree.condition("Sciatica"), tree.condition("Gout")
    count(gout, 3)
    count(sciatica, 4)
    count(sciatica, 5, weeks_ago=3)
    soup = read(marketing)
    assert table(soup, CAME_FROM) == [["Sciatica", "9"], ["Gout", "3"]]
    [link] = [a for a in soup.select("td a") if a.get_text() == "Sciatica"]
    assert link["href"] == f"/admin/pages/{sciatica.pk}/edit/"


def test_what_was_asked_for_is_told_apart(marketing, tree):
    cupping = tree.therapy("Cupping")
    count(cupping, 7)
    count(cupping, 5, is_for=True)
    count(PractitionerPageFactory(parent=tree.home, title="Deirdre"), 4, is_for=True)
    soup = read(marketing)
    assert table(soup, CAME_FROM) == [["Cupping", "7"]]
    assert table(soup, "Therapy that they asked for") == [["Cupping", "5"]]
    assert table(soup, "Practitioner that they asked for") == [["Deirdre", "4"]]


def test_requests_by_week(marketing, tree):
    count(tree.condition("Sciatica"), 4)
    count(tree.condition("Gout"), 5)
    count(tree.condition("Cough"), 6, weeks_ago=11)
    rows = table(read(marketing), "Week from")
    assert [number for _week, number in rows] == ["6", *["0"] * 10, "9"]


def test_a_week_begins_on_monday_and_ends_on_sunday(marketing, tree):
    mondays = weeks_until(date(2026, 3, 29), 3)
    assert mondays == [date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23)]
    assert weeks_until(date(2026, 3, 30), 1) == [date(2026, 3, 30)]
    sciatica = tree.condition()
    [monday] = weeks_until(timezone.localdate(), 1)
    for days in (1, 7):
        BookingCount.objects.create(page=sciatica, day=monday - timedelta(days=days), number=3)
    rows = table(read(marketing), "Week from")
    assert [number for _week, number in rows][-3:] == ["0", "6", "0"]


@pytest.mark.parametrize("weeks", [12, 26, 52])
def test_the_period_is_chosen(marketing, tree, weeks):
    sciatica = tree.condition()
    count(sciatica, 3, weeks_ago=weeks - 1)
    count(sciatica, 100, weeks_ago=weeks)
    soup = read(marketing, weeks=weeks)
    assert table(soup, CAME_FROM) == [["Sciatica", "3"]]
    assert len(table(soup, "Week from")) == weeks


def test_a_period_that_is_none_is_the_shortest(marketing, tree):
    count(tree.condition(), 3)
    assert len(table(read(marketing, weeks="a year"), "Week from")) == 12


def test_no_requests(marketing, tree):
    count(tree.condition(), 3, weeks_ago=12)
    assert "No requests were sent in these weeks." in str(read(marketing))


# --- Nobody in particular ------------------------------------------------------------------------


def test_one_and_two_are_not_told_apart(marketing, tree):
    """Neither by the number, nor by the order, the bars or the file."""
    pages = [tree.condition(title) for title in ("Arthritis", "Back pain", "Cough")]

    def told(*numbers: int) -> tuple[str, str]:
        BookingCount.objects.all().delete()
        for page, number in zip(pages, numbers, strict=True):
            count(page, number)
        return str(read(marketing)), file(marketing)

    html, csv = told(1, 2, 40)
    assert told(2, 1, 40) == (html, csv)
    assert "Arthritis,1–2" in csv and "Back pain,1–2" in csv and "Cough,40" in csv
    soup = BeautifulSoup(html, "html.parser")
    assert table(soup, CAME_FROM) == [["Cough", "40"], ["Arthritis", "1–2"], ["Back pain", "1–2"]]


def test_a_week_with_one_or_two(marketing, tree):
    sciatica = tree.condition()
    count(sciatica, 1)
    count(sciatica, 2, weeks_ago=1)
    count(sciatica, 3, weeks_ago=2)
    soup = read(marketing)
    assert [number for _week, number in table(soup, "Week from")][-3:] == ["3", "1–2", "1–2"]
    heights = [bar["height"] for bar in soup.select("figure .clinic-statistics__bar")]
    assert heights[-3:] == ["100", "66", "66"]


def test_no_request_is_read(marketing, tree):
    count(tree.condition(), 3)
    for address in (REPORT, f"{REPORT}?export=csv", f"{REPORT}?export=xlsx"):
        with CaptureQueriesContext(connection) as captured:
            response = marketing.get(address)
            b"".join(response)
        statements = [query["sql"] for query in captured]
        assert [sql for sql in statements if "clinic_booking_bookingcount" in sql]
        assert not [sql for sql in statements if "clinic_booking_bookingrequest" in sql]


# --- Chart and file ------------------------------------------------------------------------------


def test_the_chart_says_what_the_table_says(marketing, tree):
    sciatica = tree.condition()
    count(sciatica, 10)
    count(sciatica, 5, weeks_ago=1)
    soup = read(marketing)
    chart = soup.select_one("figure svg")
    assert chart["aria-label"]
    assert texts(soup, "figure p") == ["Most in a week: 10"]
    said = texts(chart, ".clinic-statistics__bar title")
    assert said == [f"{week}: {number}" for week, number in table(soup, "Week from")]
    assert [bar["height"] for bar in chart.select(".clinic-statistics__bar")][-2:] == ["50", "100"]


def test_numbers_in_the_chart_are_numbers_in_any_language(marketing, tree, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = "de"
    count(tree.condition(), 12345)
    chart = read(marketing, weeks=52).select_one("figure svg")
    assert chart["viewbox"] == "0 0 5200 100"
    assert chart.select("g")[-1]["transform"] == "translate(5100 100) scale(1 -1)"


def file(client, **chosen) -> str:
    response = client.get(REPORT, {"export": "csv"} | chosen)
    assert response["Content-Disposition"] == 'attachment; filename="bookings.csv"'
    return b"".join(response.streaming_content).decode()


def test_the_file_has_all_the_tables_of_the_period(marketing, tree):
    cupping = tree.therapy("Cupping")
    count(cupping, 3, weeks_ago=20)
    count(cupping, 4, weeks_ago=20, is_for=True)
    lines = file(marketing, weeks="26").splitlines()
    assert lines[0] == "By,Week or page,Requests"
    assert len([line for line in lines if line.startswith("Week from,")]) == 26
    assert lines[-2:] == [f"{CAME_FROM},Cupping,3", "Therapy that they asked for,Cupping,4"]


def test_a_title_is_no_formula(marketing, tree):
    count(tree.condition("=HYPERLINK(1)"), 3)
    assert f"{CAME_FROM},'=HYPERLINK(1),3" in file(marketing)


def test_titles_are_escaped(marketing, tree):
    count(tree.condition("<b>Gout</b>"), 3)
    html = str(read(marketing))
    assert "&lt;b&gt;Gout" in html and "<b>Gout" not in html


def test_as_many_queries_for_many_as_for_few(marketing, tree):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(marketing)
        return len(captured)

    count(tree.condition(), 3)
    queries()
    few = queries()
    for number in range(8):
        page = tree.condition(f"Condition {number}")
        for weeks_ago in range(4):
            count(page, number, weeks_ago)
        count(tree.therapy(f"Therapy {number}"), 3, is_for=True)
    assert queries() == few


# --- Who may -------------------------------------------------------------------------------------


def reader(*codenames) -> User:
    user = User.objects.create_user("rory", password="a-long-password")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def test_others_are_refused(client, tree):
    assert client.get(REPORT)["Location"].startswith("/admin/login/")
    client.force_login(reader())
    for address in (REPORT, RESULTS, f"{REPORT}?export=csv"):
        assert client.get(address)["Location"] == "/admin/"
    assert REPORT not in client.get("/admin/").content.decode()


def test_the_permission_alone_shows_it(client, tree):
    secret, private = tree.condition("Secret plan", publish=False), tree.condition("Members")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    sciatica = tree.condition()
    for page, number in ((secret, 4), (private, 5), (sciatica, 3)):
        count(page, number)
    client.force_login(reader("view_bookingcount"))
    assert REPORT in client.get("/admin/").content.decode()
    soup = read(client)
    # What visitors cannot see is not named to those who cannot open it, and is not lost.
    assert table(soup, CAME_FROM) == [["Pages that you cannot open", "9"], ["Sciatica", "3"]]
    assert not soup.select("td a")


def test_the_permission_can_be_given_to_a_group(admin_client, tree):
    form = BeautifulSoup(admin_client.get("/admin/groups/new/").content, "html.parser")
    permission = Permission.objects.get(codename="view_bookingcount")
    assert form.select(f'[name=permissions][value="{permission.pk}"]')
