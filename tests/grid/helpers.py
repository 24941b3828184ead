"""The grid as an editor reads it."""

from bs4 import BeautifulSoup
from wagtail.models import PageLogEntry

GRID = "/admin/clinic-pages/grid/"


def soup_of(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def said_in(soup) -> dict[str, dict[str, str]]:
    """{condition: {therapy: what its cell is called, without these names}}."""
    table = soup.select_one("table[data-clinic-grid]")
    if table is None:
        return {}
    therapies = [th.select_one(".clinic-grid__name").text for th in table.select("thead th")[1:]]
    found = {}
    for row in table.select("tbody tr"):
        title = row.select_one("th .clinic-grid__name").text
        names = [link["aria-label"] for link in row.select("td > a")]
        pairs = zip(therapies, names, strict=True)
        found[title] = {
            therapy: name.replace(f", {therapy}, {title}", "") for therapy, name in pairs
        }
    return found


def grid(client, **query) -> dict[str, dict[str, str]]:
    return said_in(soup_of(client.get(GRID, query)))


def messages_of(response) -> str:
    soup = soup_of(response)
    return " ".join(" ".join(each.text.split()) for each in soup.select(".messages li"))


def history_of(client, page) -> str:
    return " ".join(soup_of(client.get(f"/admin/pages/{page.pk}/history/")).text.split())


def blocks_of(page) -> list[str]:
    """What stands on the published page: titles of therapies, types of other blocks."""
    return [getattr(_target(child), "title", child.block_type) for child in fresh(page).body]


def draft_of(page):
    return fresh(page).get_latest_revision_as_object()


def blocks_of_draft(page) -> list[str]:
    body = draft_of(page).body
    return [getattr(_target(child), "title", child.block_type) for child in body]


def _target(child):
    return child.value.get("therapy") if child.block_type == "therapy" else None


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def logged(page) -> list[str]:
    entries = PageLogEntry.objects.filter(page=page.pk).order_by("pk")
    return list(entries.values_list("action", flat=True))
