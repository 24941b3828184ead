"""The reference site in this process, for what is measured without a server.

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


def peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Bytes on macOS, kilobytes elsewhere.
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def analyze() -> None:
    """As PostgreSQL does by itself a while after many rows came: until then it plans badly."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
