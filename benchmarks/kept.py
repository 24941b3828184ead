"""What takes long to make is made once and kept: databases and uploads.

It lies in a folder that `make clean` deletes, under a name that changes with what it is made of.
"""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.made_once import fingerprint
from scripts.postgres import Server
from scripts.served import ROOT, ServedSite

FOLDER = ROOT / ".benchmarks"
# A change of other code makes no other site: --fresh is for that.
MADE_OF = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "home/demo/**/*.*",
    "home/factories.py",
    "benchmarks/bare/models.py",
    "benchmarks/bare/plant.py",
    "benchmarks/grow.py",
    "benchmarks/sites.py",
    "requirements.txt",
)
# What makes a site, each as arguments for Python.
Steps = tuple[tuple[str, ...], ...]


def prepare(site: ServedSite, server: Server, name: str, steps: Steps, fresh: bool) -> None:
    """A new database of that name on the server, and the site's uploads: as far as they are kept
    from there, unless `fresh`. A larger site goes on from the smaller one."""
    _client(server, "createdb", name)
    ends = range(len(steps), 0, -1)
    done = 0 if fresh else next((end for end in ends if _place(steps[:end]).exists()), 0)
    if done:
        _take_out(_place(steps[:done]), site, server, name)
    for end in range(done, len(steps)):
        site.python(*steps[end])
        _keep(_place(steps[: end + 1]), site, server, name)
    # Made at another port, perhaps: full URLs are to lead here.
    _client(
        server, "psql", name, "--quiet", f"--command=UPDATE wagtailcore_site SET port={site.port}"
    )
    # The planner knows nothing of rows that came a moment ago.
    _client(server, "vacuumdb", "--analyze", "--quiet", name)


def _place(steps: Steps) -> Path:
    return FOLDER / f"site-{fingerprint(MADE_OF, repr(steps))}"


def _take_out(kept: Path, site: ServedSite, server: Server, name: str) -> None:
    _client(server, "pg_restore", f"--dbname={name}", "--no-owner", str(kept / "database"))
    shutil.copytree(kept / "media", site.folder / "media", dirs_exist_ok=True)


def _keep(kept: Path, site: ServedSite, server: Server, name: str) -> None:
    new = kept.with_suffix(f".{os.getpid()}")
    for old in (new, kept):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(site.folder / "media", new / "media")
    _client(server, "pg_dump", "--format=custom", f"--file={new / 'database'}", name)
    new.rename(kept)


def _client(server: Server, program: str, *arguments: str) -> None:
    where = ["--host=127.0.0.1", f"--port={server.port}", "--username=postgres"]
    subprocess.run([str(server.programs / program), *where, *arguments], check=True)
