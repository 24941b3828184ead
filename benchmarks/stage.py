"""What is measured: sites as in production, on a PostgreSQL of their own, deleted afterwards.

Gunicorn with two workers that answer one request at a time, and no cache in front.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.postgres import Server, ensure_programs, temporary_server
from scripts.served import ServedSite, gunicorn

from .kept import Steps, prepare

WORKERS = 2
MIGRATE = ("manage.py", "migrate", "--verbosity=0")
DEMO: Steps = (
    MIGRATE,
    ("manage.py", "load_demo", "--verbosity=0"),
    ("-m", "benchmarks.bare.plant"),
)


@contextmanager
def database_server() -> Iterator[Server]:
    with temporary_server(ensure_programs()) as server:
        yield server


@contextmanager
def made(
    server: Server, name: str, steps: Steps, fresh: bool = False, **settings: str
) -> Iterator[ServedSite]:
    """A site with its own database, not served yet.

    settings: environment variables in place of those of scripts/served.py
    """
    with tempfile.TemporaryDirectory(prefix="clinic-pages-bench-") as folder:
        own = {
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "DATABASE_URL": server.url(name),
            "PAGE_CACHE": "off",
        }
        site = ServedSite(Path(folder), settings=own | settings)
        (site.folder / "media").mkdir()
        prepare(site, server, name, steps, fresh)
        yield site


@contextmanager
def answering(site: ServedSite) -> Iterator[ServedSite]:
    with gunicorn(site, f"--workers={WORKERS}", "--threads=1"):
        yield site


@contextmanager
def answering_without_plugin(site: ServedSite) -> Iterator[ServedSite]:
    """The same pages, at a server of the same kind, without the plugin's middleware."""
    settings = site.settings | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings_without_plugin"}
    other = ServedSite(site.folder / "without-plugin", settings=settings)
    (other.folder / "media").mkdir(parents=True)
    with answering(other):
        yield other
