"""Tables, and what else README.md says of a run: on what it was done."""

import platform
from pathlib import Path

import django
import wagtail
from django.db import connection
from django.utils import timezone

from scripts.markers import fill

README = Path(__file__).parent / "README.md"


def row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def rule(columns: int) -> str:
    """Below the head: words to the left, and the columns of figures to the right."""
    return row(["---"] + ["---:"] * columns)


def multiple(ratio: float) -> str:
    return f"{ratio:,.1f}" if ratio < 10 else f"{ratio:,.0f}"


def machine() -> str:
    return f"{platform.system()} {platform.machine()}"


def when_and_with() -> str:
    """The day, and the versions of what was measured."""
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    version = ".".join(map(str, connection.get_database_version()))
    return (
        f"{timezone.localdate().isoformat()}, {database} {version}, "
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"Wagtail {wagtail.__version__}"
    )


def write(part: str, text: str) -> None:
    """Puts the table of this part and this database in the place of the last one."""
    fill(README, f"{part}-{connection.vendor}", text)
