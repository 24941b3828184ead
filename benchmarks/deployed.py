"""A kept page at nginx, as deploy/ configures it, beside the same bytes as a file there."""

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
        (folder / "static/page.1a2b.html").write_text(page.text, encoding="utf-8")
        with nginx(folder, site.port) as (port, _logs):
            kept = Target(f"http://127.0.0.1:{port}{path}")
            file = Target(f"http://127.0.0.1:{port}/static/page.1a2b.html")
            take_turns([kept, file], asked.rounds, asked.seconds)
    raw = f"{kept.rate:,.0f} : {file.rate:,.0f} requests/s of {page.size:,} bytes"
    return Result([Row(WHAT, GOAL, 1 / kept.times(file), raw)], "")
