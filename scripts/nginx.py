"""An nginx with the configuration of deploy/, for its tests; deleted afterwards."""

import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import apt
from scripts.ports import HOST, free_port

DEPLOYED = Path(__file__).parent.parent / "deploy/nginx"
HELP = "The tests of deploy/ need nginx, and it could not be installed."
SECONDS_TO_START = 30
WHOLE = """
pid {folder}/pid;
error_log {folder}/start.log;
daemon off;
master_process off;
events {{ worker_connections 64; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/css css; image/jpeg jpg; application/pdf pdf; }}
    {deployed}
}}
"""


@contextmanager
def nginx(files: Path, site_port: int) -> Iterator[tuple[int, Path]]:
    """(its port, the folder with its logs). files: a folder with static/ and media/.

    Without TLS; all else is as deploy/ says.
    """
    program, port = ensure_program(), free_port()
    with tempfile.TemporaryDirectory(prefix="clinic-pages-nginx-") as name:
        folder = Path(name)
        proxy = folder / "clinic-proxy.conf"
        shutil.copy(DEPLOYED / "clinic-proxy.conf", proxy)
        text = (DEPLOYED / "clinic.conf").read_text()
        for theirs, ours in (
            ("unix:/run/clinic/web.sock", f"{HOST}:{site_port}"),
            ("/srv/clinic/", f"{files}/"),
            ("/var/log/nginx/", f"{folder}/"),
            ("/etc/nginx/clinic-proxy.conf", str(proxy)),
            ("listen 443 ssl http2;", f"listen {HOST}:{port};"),
        ):
            assert theirs in text, theirs
            text = text.replace(theirs, ours)
        text = re.sub(r"^ *(listen \[::\]|listen 80|ssl_).*;$", "", text, flags=re.MULTILINE)
        text = re.sub(r"server \{[^{}]*return 301[^{}]*\}", "", text)
        (folder / "nginx.conf").write_text(WHOLE.format(folder=folder, deployed=text))
        server = subprocess.Popen(
            [program, "-p", name, "-c", f"{folder}/nginx.conf"], stderr=subprocess.PIPE
        )
        try:
            _wait_for(server, port)
            yield port, folder
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
    raise RuntimeError(f"nginx did not start:\n{server.stderr.read().decode()}")


def ensure_program() -> str:
    """Installed if need be; SystemExit with advice without it."""
    if not _found():
        apt.install("nginx-light")
    return _found() or sys.exit(HELP)


def _found() -> str | None:
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


if __name__ == "__main__":
    ensure_program()
