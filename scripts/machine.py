"""An empty Debian machine inside this one, with a systemd of its own: for the commands of
deploy/README.md. Deleted afterwards.

It needs root, and shares this machine's network. Packages come from where this machine has them.
The first one takes minutes; what debootstrap made of it is kept.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import apt
from scripts.made_once import made

SUITE = "bookworm"
NEEDED = {"debootstrap": "debootstrap", "systemd-nspawn": "systemd-container"}
# What there is on any machine that somebody may log in to.
PACKAGES = "systemd,systemd-sysv,dbus,sudo,adduser,ca-certificates,locales"
# Where this machine says whence packages come, and whom to trust.
SOURCES = (
    "etc/apt",
    "etc/pip.conf",
    "etc/ssl/certs",
    "usr/local/share/ca-certificates",
    "etc/hosts",
)
SECONDS_TO_START = 60
HELP = "The commands of deploy/README.md are typed on a machine of their own: that needs root, "


@dataclass(frozen=True)
class Machine:
    """leader: the process that is the first one in there."""

    root: Path
    leader: int

    def type(
        self, commands: str, answers: Iterable[str] = (), **environment: str
    ) -> tuple[int, str]:
        """(exit code, what is on the screen) of a shell there.

        answers: one for each time that the screen ends in "?" or ":" and a space, as questions do.
        """
        keyboard, terminal = os.openpty()
        shell = subprocess.Popen(
            [*self._inside(), "/bin/bash", "-c", commands],
            env=_environment() | environment,
            stdin=terminal, stdout=terminal, stderr=terminal,
            preexec_fn=lambda: os.login_tty(os.dup(terminal)),
        )  # fmt: skip
        os.close(terminal)
        with open(keyboard, "r+b", buffering=0) as screen:
            said = "".join(_conversation(screen, iter(answers)))
        return shell.wait(), said

    def start(self, command: str) -> subprocess.Popen:
        """A shell's command that goes on there, with pipes for what it is told and prints."""
        return subprocess.Popen(
            [*self._inside(), "/bin/bash", "-c", command],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def _inside(self) -> list[str]:
        return ["nsenter", f"--target={self.leader}", "--all", "--"]


def _conversation(screen, answers: Iterator[str]) -> Iterator[str]:
    while True:
        try:
            said = screen.read(65536).decode(errors="replace")
        except OSError:
            # Nobody is there any more.
            return
        if not said:
            return
        yield said
        if said.endswith((": ", "? ")) and (answer := next(answers, None)) is not None:
            screen.write(f"{answer}\n".encode())


@contextmanager
def machine() -> Iterator[Machine]:
    empty = _empty()
    with tempfile.TemporaryDirectory(prefix="clinic-pages-machine-", dir="/var/tmp") as name:
        root = Path(name, "root")
        subprocess.run(["cp", "--archive", "--reflink=auto", empty, root], check=True)
        started = subprocess.Popen(
            [
                "systemd-nspawn", "--quiet", "--boot", "--register=no", "--keep-unit",
                "--directory", str(root), "--machine=clinic", "--console=pipe",
                "--resolv-conf=copy-host", "--timezone=off",
            ],
            stdin=subprocess.DEVNULL, stdout=(Path(name) / "log").open("w"),
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            yield _started(started, root)
        finally:
            started.terminate()
            started.wait()


def _started(nspawn: subprocess.Popen, root: Path) -> Machine:
    deadline = time.monotonic() + SECONDS_TO_START
    while nspawn.poll() is None and time.monotonic() < deadline:
        time.sleep(0.5)
        if leader := _child_of(nspawn.pid):
            there = Machine(root, leader)
            _code, said = there.type("systemctl is-system-running")
            if said.strip() in ("running", "degraded"):
                return there
    nspawn.kill()
    raise RuntimeError(f"The machine did not start:\n{(root.parent / 'log').read_text()}")


def _child_of(pid: int) -> int | None:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(children[0]) if children else None


def _empty() -> Path:
    if os.geteuid():
        sys.exit(HELP + "and you are not.")
    for program, package in NEEDED.items():
        if not shutil.which(program):
            apt.install(package)
        if not shutil.which(program):
            sys.exit(f"{HELP}and {package}, which could not be installed.")
    return made("machine", ("scripts/machine.py",), _debootstrap)


def _debootstrap(root: Path) -> None:
    options = ["--variant=minbase", f"--include={PACKAGES}"]
    subprocess.run(["debootstrap", *options, SUITE, str(root)], check=True)
    _find_packages_as_here(root)


def _find_packages_as_here(root: Path) -> None:
    for name in SOURCES:
        here, there = Path("/", name), root / name
        if here.exists():
            shutil.rmtree(there, ignore_errors=True)
            there.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "--archive", "--dereference", here, there], check=True)
    kept = " ".join(_environment())
    (root / "etc/sudoers.d/clinic").write_text(
        f'Defaults env_keep += "{kept} DOMAIN MAIL REPOSITORY"\n'
    )


def _environment() -> dict[str, str]:
    names = [name for name in os.environ if name.startswith("PIP_") and name != "PIP_FIND_LINKS"]
    return {
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/root",
        "DEBIAN_FRONTEND": "noninteractive",
    } | {name: os.environ[name] for name in names}
