"""Tells search engines at once what changed, by https://www.indexnow.org. Off without a key.

Only addresses that everybody may find are sent, and nothing where ALLOW_INDEXING is off.
"""

import logging
import re
import time
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

import requests

from ..conf import get_conf
from ..lib.batches import in_batches
from .sitemaps import locations_of

logger = logging.getLogger(__name__)

KEY = re.compile(r"[A-Za-z0-9-]{8,128}")
# How many addresses the protocol takes at once.
MAX_URLS = 10_000

ATTEMPTS = 3
# Seconds: to connect, and to wait for an answer.
TIMEOUT = (3, 5)
# Seconds before the second attempt; twice as many before the third.
PAUSE = 1


def is_on() -> bool:
    conf = get_conf()
    return conf.allow_indexing and bool(KEY.fullmatch(conf.indexnow_key))


def announce(page_ids: Iterable[int], gone_urls: Iterable[str]) -> None:
    """Sends the addresses that these pages have now, and the gone ones, to the search engines.

    gone_urls: full URLs that search engines may know.
    """
    # Asked again: a task may have waited, and who may be found can have changed.
    if not is_on():
        return
    by_front = defaultdict(list)
    for url in dict.fromkeys([*locations_of(page_ids), *gone_urls]):
        scheme, host, *_rest = urlsplit(url)
        by_front[scheme, host].append(url)
    for (scheme, host), urls in by_front.items():
        for some in in_batches(urls, MAX_URLS):
            _send(_message(scheme, host, some))


def _message(scheme: str, host: str, urls: list[str]) -> dict:
    key = get_conf().indexnow_key
    location = f"{scheme}://{host}/{key}.txt"
    return {"host": host, "key": key, "keyLocation": location, "urlList": urls}


def _send(message: dict) -> None:
    """Tries a few times. Never raises for the sake of a search engine: a failure is logged."""
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE * attempt)
        problem, is_final = _try(message)
        if not problem:
            return
        if is_final:
            break
    count = len(message["urlList"])
    logger.error("IndexNow: %d addresses on %s not sent: %s", count, message["host"], problem)


def _try(message: dict) -> tuple[str, bool]:
    """(what went wrong, or "", whether another attempt would be in vain)."""
    endpoint = get_conf().indexnow_endpoint
    try:
        with requests.post(
            endpoint, json=message, timeout=TIMEOUT, allow_redirects=False, stream=True
        ) as response:
            status = response.status_code
    except requests.RequestException as error:
        return repr(error), False
    if status < 300:
        return "", True
    return f"status {status}", status != 429 and status < 500
