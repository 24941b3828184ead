"""The report on what keeps pages from being found."""

import io

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from clinic_pages.lib.spreadsheets import as_text
from clinic_pages.models import FailedCheck, TherapyPage
from clinic_pages.page_checks.base import CHECKS, Severity
from tests.editors import make_editor, make_editor_of, rows_of
from tests.trees import BeautifulSoup

# Sorted and filtered by the database, with subqueries.
pytestmark = pytest.mark.postgres

REPORT = "/admin/clinic-pages/page-checks/"
RESULTS = f"{REPORT}results/"


def find(page, *codes):
    FailedCheck.objects.bulk_create([FailedCheck(page=page, code=code) for code in codes])


@pytest.fixture
def sciatica(tree):
    page = tree.condition()
    find(page, "thin_page", "title_too_long")
    return page


@pytest.fixture
def cupping(tree):
    page = tree.therapy("Cupping")
    find(page, "thin_page")
    return page


def read_report(client, address=REPORT, **filters) -> BeautifulSoup:
    response = client.get(address, filters)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(client, **filters) -> list[str]:
    return [row[0] for row in rows_of(read_report(client, RESULTS, **filters))]


def test_each_page_with_what_is_wrong_and_what_to_do(admin_client, sciatica):
    soup = read_report(admin_client)
    [[title, kind, found]] = rows_of(soup)
    assert (title, kind) == ("Sciatica", "Condition")
    long, thin = CHECKS["title_too_long"], CHECKS["thin_page"]
    assert long.severity == thin.severity == Severity.MODERATE
    assert found == " ".join(
        f"Could be better {check.wrong} {check.advice}" for check in (long, thin)
    )
    edit = f"/admin/pages/{sciatica.pk}/edit/"
    assert [link["href"] for link in soup.select("td a")] == [
        edit,
        f"{edit}#:w:contentpath=seo_title",
        f"{edit}#:w:contentpath=body",
    ]
    menu = admin_client.get("/admin/").content.decode()
    assert "Page problems" in menu and REPORT in menu


def test_pages_without_findings_are_not_in_it(admin_client, tree):
    tree.condition("Knee")
    soup = read_report(admin_client)
    assert "Nothing was found that keeps a page from being found." in soup.text


def test_it_can_be_narrowed(admin_client, sciatica, cupping):
    therapies = ContentType.objects.get_for_model(TherapyPage).pk
    assert titles(admin_client) == ["Cupping", "Sciatica"]
    assert titles(admin_client, failed="title_too_long") == ["Sciatica"]
    assert titles(admin_client, content_type=therapies) == ["Cupping"]
    assert titles(admin_client, failed="title_too_long", content_type=therapies) == []
    # All that was found of a page is said, whatever was asked for.
    [row] = rows_of(read_report(admin_client, failed="title_too_long"))
    assert str(CHECKS["thin_page"].wrong) in row[2]


def test_a_check_that_is_no_more_is_not_shown(admin_client, tree):
    find(tree.condition("Knee"), "of_an_older_version")
    assert titles(admin_client) == []


def test_an_editor_sees_the_pages_that_she_may_edit(client, tree, sciatica, cupping):
    client.force_login(make_editor_of(tree.conditions))
    assert titles(client) == ["Sciatica"]
    client.force_login(make_editor())
    assert titles(client) == ["Cupping", "Sciatica"]


def test_the_report_is_for_editors(client, sciatica):
    assert client.get(REPORT).status_code == 302
    reader = User.objects.create_user("reader", password="a-long-password")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    assert client.get(REPORT).status_code == 302
    assert client.get(f"{REPORT}?export=csv").status_code == 302
    assert REPORT not in client.get("/admin/").content.decode()


def test_it_costs_the_same_for_few_and_many(admin_client, tree, sciatica):
    def queries(address, **filters) -> int:
        admin_client.get(address, filters)
        with CaptureQueriesContext(connection) as captured:
            response = admin_client.get(address, filters)
            assert response.status_code == 200
            list(getattr(response, "streaming_content", ()))
        return len(captured)

    asked = [(RESULTS, {}), (RESULTS, {"finding": "thin_page"}), (REPORT, {"export": "csv"})]
    few = [queries(address, **filters) for address, filters in asked]
    for number in range(6):
        find(tree.condition(f"Condition {number}"), "thin_page", "no_link_in")
        find(tree.therapy(f"Therapy {number}"), "thin_page")
    assert [queries(address, **filters) for address, filters in asked] == few


def exported(client, kind) -> bytes:
    response = client.get(REPORT, {"export": kind})
    return b"".join(response.streaming_content)


def test_it_can_be_taken_away(admin_client, sciatica):
    lines = exported(admin_client, "csv").decode().splitlines()
    assert lines[0] == "Page,Address,Page type,What is wrong"
    wrong = [str(CHECKS[code].wrong) for code in ("title_too_long", "thin_page")]
    assert (
        lines[1] == f"Sciatica,http://localhost/conditions/sciatica/,Condition,{'; '.join(wrong)}"
    )


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t"])
def test_nothing_that_is_taken_away_is_a_formula(admin_client, tree, begin):
    page = tree.condition("Harmless", slug="harmless")
    type(page).objects.filter(pk=page.pk).update(draft_title=f"{begin}1+1")
    find(page, "thin_page")
    assert exported(admin_client, "csv").decode().splitlines()[1].startswith(f"'{begin}1+1,")
    sheet = load_workbook(io.BytesIO(exported(admin_client, "xlsx"))).active
    assert sheet["A2"].value == f"'{begin}1+1"


def test_words_are_left_as_they_are():
    assert as_text("A title = a name") == "A title = a name"


def test_the_report_escapes(admin_client, tree):
    page = tree.condition("<script>1</script>", slug="script")
    find(page, "thin_page")
    html = admin_client.get(REPORT).content.decode()
    assert "&lt;script&gt;1" in html and "<script>1" not in html
