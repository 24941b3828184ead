"""All parts, one after the other, into one table and one chart."""

import os
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.markers import fill
from scripts.served import ROOT

from .chart import chart
from .report import README, day_and_versions, machine, machine_and_load
from .rows import Result, Row, table

CHART = ROOT / "docs/images/speed.svg"
# These make no server of their own.
ON_A_SERVER = ("-m", "scripts.postgres", sys.executable)
WITHOUT_SERVER = ("therapies", "sitemap", "desk")


@dataclass(frozen=True)
class Job:
    """A part, in a process of its own: the peak of its memory is a figure, too."""

    part: str
    on_sqlite: bool = False

    @property
    def place(self) -> str:
        """Where README.md has its story."""
        return f"{self.part}-sqlite" if self.on_sqlite else self.part

    def run(self, asked: Namespace, folder: Path) -> Result | None:
        """None where it failed; it has said why."""
        file = folder / self.place
        server = ON_A_SERVER if self.part in WITHOUT_SERVER and not self.on_sqlite else ()
        command = [sys.executable, *server, "-m", "benchmarks", self.part, f"--size={asked.size}"]
        command += [f"--rounds={asked.rounds}", f"--seconds={asked.seconds}", f"--into={file}"]
        command += ["--fresh"] if asked.fresh else []
        print(f"\n--- {self.place}, {time.strftime('%H:%M:%S')}", flush=True)
        done = subprocess.run(command, cwd=ROOT, env=_environment())
        return None if done.returncode else Result.saved(file)


def run_all(parts: Iterable[str], asked: Namespace) -> None:
    """Exits with 1 when a part failed; the others have their place in the table all the same."""
    began, load = time.monotonic(), machine_and_load()
    with tempfile.TemporaryDirectory(prefix="clinic-pages-bench-") as folder:
        results = {job: job.run(asked, Path(folder)) for job in jobs(parts, asked.size)}
    minutes = (time.monotonic() - began) / 60
    head = f"{day_and_versions()}. {load} Size {asked.size}, {minutes:.0f} minutes."
    write({job: result for job, result in results.items() if result}, head)
    if failed := [job.place for job, result in results.items() if result is None]:
        sys.exit(f"Failed: {', '.join(failed)}.")


def jobs(parts: Iterable[str], size: str) -> list[Job]:
    on_sqlite = [Job(part, on_sqlite=True) for part in WITHOUT_SERVER if size == "large"]
    return [*map(Job, parts), *on_sqlite]


def write(results: dict[Job, Result], head: str) -> None:
    rows = [_named(row, job) for job, result in results.items() for row in result.rows]
    print("", head, "", table(rows), sep="\n")
    fill(README, "table", f"{head}\n\n{table(rows)}")
    for job, result in results.items():
        if result.details:
            fill(README, job.place, result.details)
    CHART.write_text(chart(rows, f"Measured against goals, on {machine()}"), encoding="utf-8")


def _named(row: Row, job: Job) -> Row:
    return replace(row, what=f"{row.what} (SQLite)") if job.on_sqlite else row


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
