"""`python -m benchmarks therapies` (or `sitemap`): makes sites, measures, prints a table and writes
it into README.md. A process for each part, since the peak of its memory is a figure, too.

DATABASE_URL may name a PostgreSQL server: a new database is made there, and dropped.
"""

import os
import resource
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

SMALL, LARGE = 100, 10_000
FEW, MANY = 10, 5_000


@contextmanager
def project() -> Iterator[None]:
    """The reference site, set up with an empty database that nobody else has."""
    with tempfile.TemporaryDirectory(prefix="clinic-pages-benchmark-") as folder:
        file = Path(folder) / "benchmark.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "settings.test"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{file}")
        django.setup()
        from django.db import connection

        # Without a name SQLite's would be in memory; PostgreSQL's gets one of its own.
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(file)
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def therapies() -> str:
    from .clinic import Clinic
    from .measure import measure
    from .table import table

    clinic = Clinic(few=FEW, many=MANY)
    clinic.grow_to(SMALL)
    cases = [measure(clinic.on_few, FEW, SMALL)]
    before = peak_megabytes()
    clinic.grow_to(LARGE)
    memory = (
        f"Peak memory of the process: {before:,.0f} MB after {SMALL:,} pages were made, "
        f"{peak_megabytes():,.0f} MB after {LARGE:,}."
    )
    cases += [measure(clinic.on_few, FEW, LARGE), measure(clinic.on_many, MANY, LARGE)]
    return table(cases, memory)


def sitemap() -> str:
    from .illustrated import IllustratedClinic
    from .sitemaps import SIZES, measure, table

    clinic = IllustratedClinic()
    cases = []
    for size in SIZES:
        clinic.grow_to(size)
        before = peak_megabytes()
        cases.append(measure())
        cases[-1].process = (before, peak_megabytes())
    return table(cases)


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, kilobytes elsewhere.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


PARTS = {"therapies": therapies, "sitemap": sitemap}


def main(part: str) -> None:
    from .report import write

    text = PARTS[part]()
    print(text)
    write(part, text)


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("part", choices=PARTS)
    asked = parser.parse_args()
    with project():
        main(asked.part)
