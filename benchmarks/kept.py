"""Sites that take long to make are made once: their database and uploads are kept for the next run.

They lie beside the interpreter's packages, where `make clean` finds them, under a name that changes
with whatever they are made of.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from scripts.postgres import Server
from scripts.served import ROOT, ServedSite

FOLDER = Path(sys.prefix) / "benchmarks"
# A change of other code makes no other site: --fresh is for that.
MADE_OF = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "home/demo/**/*.*",
    "home/factories.py",
    "benchmarks/bare/*.py",
    "benchmarks/sites.py",
    "requirements.txt",
)
# What makes a site, each as arguments for Python.
Steps = Iterable[tuple[str, ...]]


def prepare(site: ServedSite, server: Server, name: str, steps: Steps, fresh: bool) -> None:
    """A new database of that name on the server, and the site's uploads. `fresh`: keep none."""
    _client(server, "createdb", name)
    kept = FOLDER / f"{name}-{_fingerprint(steps)}"
    if fresh:
        shutil.rmtree(kept, ignore_errors=True)
    if kept.exists():
        _take_out(kept, site, server, name)
    else:
        for step in steps:
            site.python(*step)
        _keep(kept, site, server, name)
    # The planner knows nothing of rows that came a moment ago.
    _client(server, "vacuumdb", "--analyze", "--quiet", name)


def _take_out(kept: Path, site: ServedSite, server: Server, name: str) -> None:
    _client(server, "pg_restore", f"--dbname={name}", "--no-owner", str(kept / "database"))
    shutil.copytree(kept / "media", site.folder / "media", dirs_exist_ok=True)
    # Of a branch that has migrations which are not committed here.
    site.python("manage.py", "migrate", "--verbosity=0")


def _keep(kept: Path, site: ServedSite, server: Server, name: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    new = kept.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(site.folder / "media", new / "media")
    _client(server, "pg_dump", "--format=custom", f"--file={new / 'database'}", name)
    new.rename(kept)


def _client(server: Server, program: str, *arguments: str) -> None:
    where = ["--host=127.0.0.1", f"--port={server.port}", "--username=postgres"]
    subprocess.run([str(server.programs / program), *where, *arguments], check=True)


def _fingerprint(steps: Steps) -> str:
    digest = hashlib.sha256(repr(list(steps)).encode())
    for path in sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
