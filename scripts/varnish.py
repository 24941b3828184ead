"""A Varnish in front of a site, for its tests; deleted afterwards."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import apt
from scripts.ports import HOST, free_port
from scripts.servers import running

HELP = """\
The tests of caches in front need Varnish with its modules, and they could not be installed.
Install varnish and varnish-modules."""


@contextmanager
def varnish(vcl: str, site_port: int) -> Iterator[int]:
    """Its port. vcl: all but the version and the site behind it."""
    program, port = ensure_program(), free_port()
    backend = f'vcl 4.1;\nbackend default {{ .host = "{HOST}"; .port = "{site_port}"; }}\n'
    with tempfile.TemporaryDirectory(prefix="clinic-pages-varnish-") as folder:
        file = Path(folder, "site.vcl")
        file.write_text(backend + vcl)
        options = [
            "-j",
            "none",
            "-F",
            "-a",
            f"{HOST}:{port}",
            "-f",
            str(file),
            "-n",
            f"{folder}/work",
        ]
        with running([program, *options, "-s", "malloc,32m"], port):
            yield port


def ensure_program() -> str:
    """Installed if need be; SystemExit with advice without it."""
    if not _is_complete():
        apt.install("varnish", "varnish-modules")
    return shutil.which("varnishd") if _is_complete() else sys.exit(HELP)


def _is_complete() -> bool:
    keys = Path("/usr/lib").glob("**/varnish/vmods/libvmod_xkey.so")
    return bool(shutil.which("varnishd") and any(keys))
