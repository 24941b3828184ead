"""An nginx with the configuration of deploy/, for its tests; deleted afterwards."""

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import apt
from scripts.ports import HOST, free_port
from scripts.servers import running

DEPLOYED = Path(__file__).parent.parent / "deploy/nginx"
PROXY = "clinic-proxy.conf"
HELP = "The tests of deploy/ need nginx with brotli_static, and it could not be installed."
WHOLE = """
include /etc/nginx/modules-enabled/*.conf;
pid {folder}/pid;
error_log {folder}/start.log;
daemon off;
master_process off;
events {{ worker_connections 64; }}
http {{
    # As in Debian's nginx.conf.
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/css css; image/jpeg jpg; application/pdf pdf; }}
    {deployed}
}}
"""


def logging_at_once(text: str) -> str:
    """So that a test need not wait for a line."""
    return text.replace(" buffer=64k flush=1s", "")


@contextmanager
def nginx(
    files: Path, site_port: int, change: Callable[[str], str] = logging_at_once
) -> Iterator[tuple[int, Path]]:
    """(its port, the folder with its logs).

    files: a folder with static/ and media/. change: of the configuration, before it is used.

    Without TLS; all else is as deploy/ says.
    """
    program, port = ensure_program(), free_port()
    with tempfile.TemporaryDirectory(prefix="clinic-pages-nginx-") as name:
        folder = Path(name)
        shutil.copy(DEPLOYED / PROXY, folder)
        text = change((DEPLOYED / "clinic.conf").read_text())
        deployed = _deployed(text, files, folder, f"{HOST}:{port}", f"{HOST}:{site_port}")
        file = folder / "nginx.conf"
        file.write_text(WHOLE.format(folder=folder, deployed=deployed))
        with running([program, "-e", f"{name}/start.log", "-c", str(file)], port):
            yield port, folder


def _deployed(text: str, files: Path, folder: Path, here: str, site: str) -> str:
    """The configuration with our addresses and folders in place of a clinic's."""
    for theirs, ours in (
        ("unix:/run/clinic/web.sock", site),
        ("/srv/clinic/", f"{files}/"),
        ("/var/log/nginx/", f"{folder}/"),
        ("/var/lib/nginx/", f"{folder}/"),
        (f"/etc/nginx/{PROXY}", f"{folder}/{PROXY}"),
        ("listen 443 ssl http2;", f"listen {here};"),
    ):
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    text = re.sub(r"^ *(listen \[::\]|listen 80|ssl_).*;$", "", text, flags=re.MULTILINE)
    return re.sub(r"server \{[^{}]*return 301[^{}]*\}", "", text)


def ensure_program() -> str:
    """Installed if need be; SystemExit with advice without it."""
    if not _found():
        apt.install("nginx", "libnginx-mod-http-brotli-static")
    return _found() or sys.exit(HELP)


def _found() -> str | None:
    modules = Path("/etc/nginx/modules-enabled")
    if not any(modules.glob("*brotli-static*")):
        return None
    return shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


if __name__ == "__main__":
    ensure_program()
