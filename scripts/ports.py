"""Ports of this machine.

`python -m scripts.ports 8000` fails with one line if there is a server at that port already.
"""

import socket
import sys

HOST = "127.0.0.1"


def main(argument: str) -> str | None:
    """What is wrong with a port for a server of ours."""
    if not argument.isdecimal() or not 0 < int(argument) < 65536:
        return f"PORT={argument} is no port: a number up to 65535 is."
    try:
        _bind(int(argument)).close()
    except OSError as error:
        why = error.strerror.lower()
        return f"Port {argument} cannot be had ({why}): make run PORT=8001 takes another one."
    return None


def free_port() -> int:
    with _bind(0) as probe:
        return probe.getsockname()[1]


def _bind(port: int) -> socket.socket:
    probe = socket.socket()
    try:
        # As servers do: what is left of a connection that was closed is in nobody's way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, port > 0)
        probe.bind((HOST, port))
    except OSError:
        probe.close()
        raise
    return probe


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
