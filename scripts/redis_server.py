"""A Redis server for the tests, which keeps nothing when it ends.

`python -m scripts.redis_server` only makes sure that there is one to start.
"""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from scripts import apt
from scripts.ports import HOST, free_port

NAMES = ("redis-server", "valkey-server")
HELP = """\
The tests of the page cache need a Redis server, and it could not be installed.
Install redis-server or valkey-server."""
SECONDS_TO_START = 10


@dataclass
class RedisServer:
    """options: such as `--save 60 1`, in place of keeping nothing."""

    program: str
    port: int = field(default_factory=free_port)
    options: tuple[str, ...] = ("--save", "", "--appendonly", "no")
    _process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        command = [self.program, "--port", str(self.port), "--bind", HOST, *self.options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("Redis did not start")
            time.sleep(0.02)

    def send(self, number: int) -> None:
        """A signal."""
        self._process.send_signal(number)

    def kill(self) -> None:
        """As when the power goes."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False


@contextmanager
def redis_server(*options: str) -> Iterator[RedisServer]:
    server = RedisServer(ensure_program(), **({"options": options} if options else {}))
    server.start()
    try:
        yield server
    finally:
        server.kill()


def ensure_program() -> str:
    """Installed if need be; SystemExit with advice without it."""
    if not _find_program():
        apt.install("redis-server")
    return _find_program() or sys.exit(HELP)


def _find_program() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


if __name__ == "__main__":
    ensure_program()
