"""Tables, and what else README.md says of a run: on what it was done."""

import os
import platform
import re
import subprocess
from datetime import date
from pathlib import Path

import django
import wagtail
from django.db import connection

from scripts.postgres import ensure_programs

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


def machine_and_load() -> str:
    """What else the machine does is a part of every figure."""
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    processor = f" ({name})" if (name := _processor()) else ""
    return f"{machine()}, {os.cpu_count()} cores{processor}, load average before: {loads}."


def _processor() -> str:
    """As Linux calls it; "" elsewhere."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.*)", info.read_text()) if info.exists() else []
    return names[0] if names else ""


def day_and_versions() -> str:
    """Without a database: the server's version is that of its programs."""
    program = str(ensure_programs() / "postgres")
    database = subprocess.check_output([program, "--version"], text=True).split()[2]
    return f"{date.today().isoformat()}, PostgreSQL {database}, {_versions()}"


def when_and_with() -> str:
    """The day, and the versions of what was measured."""
    database = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    version = ".".join(map(str, connection.get_database_version()))
    return f"{date.today().isoformat()}, {database} {version}, {_versions()}"


def _versions() -> str:
    return (
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"Wagtail {wagtail.__version__}"
    )
