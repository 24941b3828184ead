"""`python -m benchmarks`: makes sites, measures, prints a table and writes it into README.md.

DATABASE_URL may name a PostgreSQL server: a new database is made there, and dropped.
"""

import os
import resource
import sys
import tempfile
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


def main() -> None:
    from .clinic import Clinic
    from .measure import measure
    from .table import table, write

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
    text = table(cases, memory)
    print(text)
    write(text)


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, kilobytes elsewhere.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    with project():
        main()
