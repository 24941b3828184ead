"""A page that is in the page cache, beside a view that does nothing and answers as many bytes."""

from argparse import Namespace

from scripts.wrk import ensure_wrk

from . import page_cache
from .cold import PAGES
from .rows import Goal, Result, Row
from .stage import DEMO, answering_without_plugin
from .turns import Target, take_turns

GOAL = Goal(0.9, at_most=False)
WHAT = "page cache hit : trivial view of the same size, requests/s"
TRIVIAL = "/same-size/{size}/"


def run(asked: Namespace) -> Result:
    ensure_wrk()
    with (
        page_cache.served("demo", DEMO, asked.fresh) as site,
        answering_without_plugin(site) as other,
    ):
        path = PAGES["sciatica"]
        page_cache.ask(site, path)
        again = page_cache.ask(site, path)
        hit, trivial = Target(site.url + path), Target(other.url + TRIVIAL.format(size=again.size))
        take_turns([hit, trivial], asked.rounds, asked.seconds)
        assert again.is_hit and page_cache.ask(site, path).is_hit, "the page was not in the cache"
    raw = f"{hit.rate:,.0f} : {trivial.rate:,.0f} requests/s of {again.size:,} bytes"
    return Result([Row(WHAT, GOAL, 1 / hit.times(trivial), raw)], "")
