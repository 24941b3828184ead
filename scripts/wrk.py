"""wrk, a program that asks a server for a page as often as it can: how to get one, what it says.

`python -m scripts.wrk` exits with 0 only when it is there.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts import apt

SUMMARY = Path(__file__).with_name("wrk.lua")
HELP = """\
The benchmarks ask for pages with wrk, and it could not be installed.
Install wrk (Debian: apt-get install wrk, macOS: brew install wrk)."""


@dataclass(frozen=True)
class Load:
    """What came of asking for one address again and again. Times in seconds."""

    connections: int
    requests: int
    seconds: float
    p50: float
    p95: float

    @property
    def rate(self) -> float:
        """Requests a second. When time was up, one was under way on each connection: half done, as
        a rule. Without these, slow pages would seem slower than they are."""
        return (self.requests + self.connections / 2) / self.seconds


def ensure_wrk() -> None:
    """Raise SystemExit with advice unless wrk is there, after trying to install it."""
    if not shutil.which("wrk"):
        apt.install("wrk")
    if not shutil.which("wrk"):
        sys.exit(HELP)


def load(
    url: str,
    connections: int,
    seconds: int,
    headers: Iterable[str] = (),
    paths: Iterable[str] = (),
    pause: int = 0,
) -> Load:
    """RuntimeError when any answer was an error.

    headers: as "Name: value". paths: of the same server, to be asked for in turn. pause:
    milliseconds between an answer and the next question of a connection
    """
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout=60s"]
    asked = [f"--header={each}" for each in headers]
    done = subprocess.run(
        ["wrk", *options, *asked, f"--script={SUMMARY}", url, "--", str(pause), *paths],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    said = json.loads(done.stdout.strip().splitlines()[-1])
    if said["failed"]:
        raise RuntimeError(f"{url} failed under load:\n{done.stdout}")
    whole, *within = (said[name] / 1e6 for name in ("microseconds", "p50", "p95"))
    # Where none was answered, it took longer than there was time.
    within = within if said["requests"] else (whole, whole)
    return Load(connections, said["requests"], whole, *within)


if __name__ == "__main__":
    ensure_wrk()
