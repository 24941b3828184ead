"""How the reception reads and fills in the calendar."""

from datetime import date, timedelta

from bs4 import BeautifulSoup
from django.utils import timezone

CALENDAR = "/admin/clinic-pages/calendar/"
# A Monday to come, far from any change of clocks.
NAME = "Róisín Ní Bhriain"


def coming_monday() -> date:
    today = timezone.localdate()
    return today + timedelta(days=7 - today.weekday())


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def calendar(client, **query) -> BeautifulSoup:
    return soup_of(client.get(CALENDAR, query))


def text(element) -> str:
    return " ".join(element.get_text(" ").split())


def heads(soup) -> list[str]:
    """Of the columns, but for that of the times."""
    return [text(each) for each in soup.select("thead th")][1:]


def entries(soup) -> list[str]:
    return [text(each) for each in soup.select(".clinic-entry")]


def free(soup) -> list[str]:
    """What the links to the form are called."""
    return [text(each.select_one(".w-sr-only")) for each in soup.select("[data-clinic-free]")]


def cells_of_column(soup, number: int) -> list:
    """What stands in a column from top to bottom, as a browser lays a table out."""
    found, reached = [], {}
    for place, row in enumerate(soup.select("tbody tr")):
        cells = iter(row.select("td"))
        for column in range(len(soup.select("thead th")) - 1):
            if reached.get(column, 0) > place:
                continue
            cell = next(cells)
            reached[column] = place + int(cell["rowspan"])
            if column == number:
                found.append(cell)
    return found


def lists(soup) -> dict[str, list[str]]:
    """{heading: rows}"""
    return {
        text(section.h3): [text(row) for row in section.select("tbody tr")]
        for section in soup.select(".clinic-day")
    }


def form_of(soup) -> dict:
    """What a browser would send."""
    sent = {}
    for field in soup.select("main form :is(input, select, textarea)[name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.option
            sent[field["name"]] = chosen["value"]
        elif field.name == "textarea":
            sent[field["name"]] = field.text.strip()
        elif field.get("type") not in ("radio", "checkbox") or field.has_attr("checked"):
            sent[field["name"]] = field.get("value", "")
    return sent
