"""Programs of others that answer at a port of this machine while a test needs them."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.ports import HOST

SECONDS_TO_START = 30


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """From when it takes connections; RuntimeError with its complaint where it never does."""
    server = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        _wait_for(server, port)
        yield
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: subprocess.Popen, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    server.kill()
    raise RuntimeError(f"{server.args[0]} did not start:\n{server.stderr.read().decode()}")
