"""The demo site, served as in production from a folder that is deleted afterwards.

`python -m scripts.served COMMAND...` runs a command while it is, and exits like it; SERVED_DEMO
says where.

Gunicorn, settings.production, collected and compressed static files, an SQLite file of its own.
What differs: plain HTTP on this machine, and the uploads, which in production are the web server's,
come from the same process (see served_wsgi.py).
"""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.addresses import Address, unannounced
from scripts.collected import static_files
from scripts.demo import DATABASE, copy_uploads, demo
from scripts.ports import free_port
from scripts.postgres import run_to_the_end

ROOT = Path(__file__).parent.parent
# Nothing else of the caller's environment may change what is served.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
SECONDS_TO_START = 30
GIVEN = "SERVED_DEMO"


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with served_demo() as site:
        site.addresses()
        return run_to_the_end(command, os.environ | {GIVEN: f"{site.port}:{site.folder}"})


@dataclass(frozen=True)
class ServedSite:
    """settings: environment variables in place of those below."""

    folder: Path
    port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)

    @classmethod
    def given(cls) -> "ServedSite | None":
        """The one that SERVED_DEMO says is served already."""
        if GIVEN not in os.environ:
            return None
        port, _, folder = os.environ[GIVEN].partition(":")
        return cls(Path(folder), int(port))

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "settings.production",
            "SECRET_KEY": "only-for-a-site-that-lives-for-minutes-0123456789-abcdefghijklm",
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.folder / 'db.sqlite3'}",
            "MEDIA_ROOT": str(self.folder / "media"),
            "STATIC_ROOT": str(static_files()),
            "EMAIL_URL": "dummymail://",
            "WAGTAILADMIN_BASE_URL": self.url,
            "SECURE_SSL_REDIRECT": "0",
            "LOG_LEVEL": "WARNING",
            **self.settings,
        }

    def python(self, *arguments: str) -> str:
        """What Python prints in the site's environment; RuntimeError with its complaint."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def addresses(self) -> list[Address]:
        """Everything a visitor can ask for: the pages of the tree, what else the sitemap names,
        search, and an address that does not exist."""
        known = [Address(**row) for row in json.loads(self._known_addresses())]
        with urllib.request.urlopen(f"{self.url}/sitemap.xml") as response:
            return [*known, *unannounced(response.read().decode(), self.url, known)]

    def _known_addresses(self) -> str:
        """Asked once, by whoever serves the site: to start Python for each process that asks takes
        seconds."""
        file = self.folder / "addresses.json"
        if not file.exists():
            file.write_text(self.python("-m", "scripts.addresses"))
        return file.read_text()


@contextmanager
def served_demo() -> Iterator[ServedSite]:
    with tempfile.TemporaryDirectory(prefix="clinic-pages-served-") as folder:
        site = ServedSite(Path(folder))
        copy_uploads(site.folder / "media")
        shutil.copy(demo() / DATABASE, site.folder / "db.sqlite3")
        _move_to(site)
        with gunicorn(site, "--workers=1"):
            yield site


def _move_to(site: ServedSite) -> None:
    """Its full addresses lead here."""
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database, database:
        where = ("127.0.0.1", site.port)
        database.execute("UPDATE wagtailcore_site SET hostname = ?, port = ?", where)


@contextmanager
def gunicorn(site: ServedSite, *more: str) -> Iterator[subprocess.Popen]:
    """The master process. What it and its workers print is in `site.folder / "log"`.

    more: options.
    """
    # What all workers load, they load once.
    options = [f"--bind=127.0.0.1:{site.port}", "--preload", "--threads=8", "--log-level=warning"]
    options += more
    command = [sys.executable, "-m", "gunicorn", *options, "scripts.served_wsgi"]
    log = site.folder / "log"
    with log.open("w") as stream:
        server = subprocess.Popen(
            command, cwd=ROOT, env=site.environment(), stdout=stream, stderr=stream
        )
    try:
        _wait_for(site, server, log)
        yield server
    finally:
        end(server)


def _wait_for(site: ServedSite, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        if _answers(f"{site.url}/healthz"):
            return
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn did not start:\n{log.read_text()}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False


def end(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
