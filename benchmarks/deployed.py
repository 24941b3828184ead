"""A kept page at nginx, as deploy/ configures it, beside the same bytes as a file there.

As browsers ask: compressed. Both are written into the log, which static files are not as a rule.
"""

import gzip
import tempfile
from argparse import Namespace
from pathlib import Path

from scripts.nginx import nginx
from scripts.wrk import ensure_wrk

from . import page_cache
from .cold import PAGES
from .rows import Goal, Result, Row
from .stage import DEMO
from .turns import Target, take_turns

GOAL = Goal(0.95, at_most=False)
WHAT = "kept page at nginx : the same bytes as a file, requests/s"
HEADERS = ("Accept-Encoding: gzip",)


def run(asked: Namespace) -> Result:
    ensure_wrk()
    path = PAGES["sciatica"]
    with (
        page_cache.served("demo", DEMO, asked.fresh) as site,
        tempfile.TemporaryDirectory(prefix="clinic-pages-bench-") as name,
    ):
        folder = Path(name)
        # nginx reads it as whoever it runs as.
        folder.chmod(0o755)
        for kind in ("static", "media"):
            (folder / kind).mkdir()
        page_cache.ask(site, path)
        page = page_cache.ask(site, path)
        content = page.text.encode()
        (folder / "media/page.html").write_bytes(content)
        (folder / "media/page.html.gz").write_bytes(small := gzip.compress(content, 6))
        with nginx(folder, site.port, change=_log_files) as (port, _logs):
            kept = Target(f"http://127.0.0.1:{port}{path}", HEADERS)
            file = Target(f"http://127.0.0.1:{port}/media/page.html", HEADERS)
            take_turns([kept, file], asked.rounds, asked.seconds)
    raw = f"{kept.rate:,.0f} : {file.rate:,.0f} requests/s of {len(small):,} bytes"
    return Result([Row(WHAT, GOAL, 1 / kept.times(file), raw)], "")


def _log_files(configuration: str) -> str:
    before = "alias /srv/clinic/media/;\n        access_log off;"
    assert before in configuration
    return configuration.replace(before, "alias /srv/clinic/media/; gzip_static on;")
