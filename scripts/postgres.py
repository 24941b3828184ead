"""Runs a command with a PostgreSQL server of its own, named by DATABASE_URL and deleted afterwards.

`python -m scripts.postgres COMMAND...` exits like COMMAND. Without a command it only makes sure
that there is a server to start. A DATABASE_URL that already names a PostgreSQL server is used as
it is.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import apt
from scripts.ports import free_port

DEBIAN = Path("/usr/lib/postgresql")
# Sorting and case of letters as on a real server; macOS has no C.UTF-8 everywhere.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
HELP = """\
The tests on PostgreSQL need its server programs (initdb, pg_ctl), and they could not be installed.
Install postgresql, or point DATABASE_URL at a server whose user may create databases."""


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if _is_given():
        return subprocess.run(command).returncode if command else 0
    programs = ensure_programs()
    if not command:
        return 0
    with temporary_server(programs) as url:
        return _run_to_the_end(command, os.environ | {"DATABASE_URL": url})


def _run_to_the_end(command: list[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The command got the same Ctrl-C, and has its own things to clean up.
            return process.wait()
        except SystemExit:
            process.terminate()
            raise


@contextmanager
def temporary_server(programs: Path) -> Iterator[str]:
    """Yields the DATABASE_URL of a new, empty server."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-pages-postgres-"))
    user = _server_user()
    if user:
        shutil.chown(folder, user)
    pg_ctl = [str(programs / "pg_ctl"), "--pgdata", str(folder / "data"), "--wait"]
    try:
        _run(user, folder, [str(programs / "initdb"), *_initdb_options(folder)])
        port = free_port()
        _run(user, folder, [*pg_ctl, *_start_options(folder, port), "start"])
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        # A second Ctrl-C must not leave a server behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _run(user, folder, [*pg_ctl, "--mode=immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def ensure_programs() -> Path:
    """The folder of initdb and pg_ctl, installed if need be; SystemExit with advice without it."""
    programs = find_programs()
    if programs is None:
        apt.install("postgresql")
        programs = find_programs()
    return programs or sys.exit(HELP)


def find_programs() -> Path | None:
    initdb = shutil.which("initdb")
    if initdb:
        return Path(initdb).resolve().parent
    versions = (path.parent for path in DEBIAN.glob("*/bin/initdb"))
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def _is_given() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:", "pgsql:"))


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root; None means: as whoever we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, folder: Path, command: list[str], check: bool = True) -> None:
    """Quiet unless it fails; then the program's output and the server's log are shown."""
    as_user = ["runuser", "-u", user, "--"] if user else []
    # Not in our own folder, which the server's user may not be allowed to enter.
    output = folder / "output"
    with output.open("a") as stream:
        done = subprocess.run([*as_user, *command], cwd=folder, stdout=stream, stderr=stream)
    if check and done.returncode:
        log = folder / "log"
        sys.exit(output.read_text() + (log.read_text() if log.exists() else ""))


def _initdb_options(folder: Path) -> list[str]:
    return [
        f"--pgdata={folder / 'data'}",
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        f"--locale={LOCALE}",
        "--no-sync",
    ]


def _start_options(folder: Path, port: int) -> list[str]:
    # The data is thrown away, so nothing has to survive a crash. No socket file: its path may be
    # longer than the system allows.
    settings = "fsync=off", "full_page_writes=off", "synchronous_commit=off"
    options = f"-p {port} -h 127.0.0.1 -k ''" + "".join(f" -c {setting}" for setting in settings)
    return ["--options", options, "--log", str(folder / "log")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
