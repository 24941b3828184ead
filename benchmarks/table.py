"""The table of the last run, as README.md shows it."""

import platform
from pathlib import Path

import django
import wagtail
from django.db import connection
from django.utils import timezone

from scripts.markers import fill

from .measure import KEYS, MEASURED, PUBLISH, Case

README = Path(__file__).parent / "README.md"


def table(cases: list[Case], memory: str) -> str:
    """Each median as a multiple of the first case's, which is given in milliseconds."""
    first, last = cases[0], cases[-1]
    head = ["", *(case.name for case in cases), f"1 is, on {_machine()}"]
    lines = [_row(head), _row(["---"] + ["---:"] * (len(cases) + 1))]
    for what in MEASURED:
        cells = [_multiple(case.median(what) / first.median(what)) for case in cases]
        lines.append(_row([what, *cells, f"{first.median(what) * 1000:,.1f} ms"]))
    return "\n".join([*lines, "", *_notes(cases, last, memory)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _multiple(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < 10 else f"{ratio:,.0f}"


def _machine() -> str:
    return f"{platform.system()} {platform.machine()}"


def _notes(cases: list[Case], last: Case, memory: str) -> list[str]:
    rate = {what: last.shown_on / last.median(what) for what in (KEYS, PUBLISH)}
    return [
        f"- With {last.name}: {rate[KEYS]:,.0f} pages a second are found, {rate[PUBLISH]:,.0f} are "
        "refreshed by publishing.",
        f"- {memory}",
        f"- Medians of {', '.join(str(case.runs) for case in cases)} publications. "
        f"{timezone.localdate().isoformat()}, {_versions()}.",
    ]


def _versions() -> str:
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    version = ".".join(map(str, connection.get_database_version()))
    python = platform.python_version()
    return (
        f"{database} {version}, Python {python}, Django {django.__version__}, "
        f"Wagtail {wagtail.__version__}"
    )


def write(text: str) -> None:
    """Puts the table of this database in the place of the last one."""
    fill(README, connection.vendor, text)
