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
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg

from scripts import apt, migrated
from scripts.ports import free_port

DEBIAN = Path("/usr/lib/postgresql")
# Sorting and case of letters as on a real server; macOS has no C.UTF-8 everywhere.
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
# The database that is as the migrations leave it, where there is one.
MIGRATED = "migrated"
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
    with temporary_server(programs, is_migrated=True) as server:
        environment = {"DATABASE_URL": server.url("postgres"), "DATABASE_TEMPLATE": MIGRATED}
        return run_to_the_end(command, os.environ | environment)


def run_to_the_end(command: list[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            # The command got the same Ctrl-C, and has its own things to clean up.
            return process.wait()
        except SystemExit:
            process.terminate()
            raise


@dataclass(frozen=True)
class Server:
    """survives: whether what is committed is there after `stop`, which lets nothing finish."""

    programs: Path
    folder: Path
    port: int
    survives: bool

    def url(self, database: str = "postgres") -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def make(self) -> None:
        self._own()
        self._run([str(self.programs / "initdb"), *_initdb_options(self.folder)])

    def make_as(self, data: Path) -> None:
        """data: the folder of another one, which is stopped."""
        shutil.copytree(data, self.folder / "data")
        self._own()

    def _own(self) -> None:
        """Gives it what is in its folder."""
        if user := _server_user():
            for path in (self.folder, *self.folder.rglob("*")):
                shutil.chown(path, user)

    def start(self) -> None:
        self._pg_ctl(*_start_options(self.folder, self.port, self.survives), "start")

    def stop(self, check: bool = True) -> None:
        self._pg_ctl("--mode=immediate", "stop", check=check)

    def finish(self) -> None:
        """Stops with all that it has to do done, so that its data can be copied."""
        self._pg_ctl("--mode=fast", "stop")

    def _pg_ctl(self, *arguments: str, check: bool = True) -> None:
        command = [str(self.programs / "pg_ctl"), "--pgdata", str(self.folder / "data"), "--wait"]
        self._run([*command, *arguments], check)

    def _run(self, command: list[str], check: bool = True) -> None:
        _run(_server_user(), self.folder, command, check)


@contextmanager
def temporary_server(
    programs: Path, survives: bool = False, is_migrated: bool = False
) -> Iterator[Server]:
    """A new, empty server, started; or with the database MIGRATED."""
    folder = Path(tempfile.mkdtemp(prefix="clinic-pages-postgres-"))
    server = Server(programs, folder, free_port(), survives)
    try:
        if is_migrated:
            server.make_as(migrated.postgres(partial(_make_migrated, programs)))
        else:
            server.make()
        server.start()
        yield server
    finally:
        # A second Ctrl-C must not leave a server behind.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        server.stop(check=False)
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(signal.SIGINT, before)


def _make_migrated(programs: Path, data: Path) -> None:
    with temporary_server(programs) as server:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {MIGRATED}")
        migrated.migrate(server.url(MIGRATED))
        server.finish()
        shutil.copytree(server.folder / "data", data)


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


def _start_options(folder: Path, port: int, survives: bool) -> list[str]:
    # The data is thrown away, so it has to survive no power cut, and as a rule no crash either. No
    # socket file: its path may be longer than the system allows.
    settings = ["fsync=off", "full_page_writes=off"]
    if not survives:
        settings.append("synchronous_commit=off")
    options = f"-p {port} -h 127.0.0.1 -k ''" + "".join(f" -c {setting}" for setting in settings)
    return ["--options", options, "--log", str(folder / "log")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
