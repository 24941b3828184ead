"""Caches in front of the site, for WAGTAILFRONTENDCACHE."""

import logging
from urllib.parse import urlsplit

from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError
from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)

# Seconds: to connect, and to wait for an answer.
TIMEOUT = Timeout(connect=1, read=5)
RETRY = Retry(
    total=3, backoff_factor=0.3, allowed_methods=None, status_forcelist=(429, 500, 502, 503, 504)
)
# There was nothing to drop: nginx says 404 or 412 then.
DONE = {404, 412}
# How many keys are named at once; a header must not be longer than a cache reads.
KEYS_AT_ONCE = 100


class PurgeBackend(BaseBackend):
    """A cache that understands PURGE, such as Varnish: as Wagtail's HTTPBackend, but over one
    connection, and tried again when it does not answer.

    LOCATION: where it is. A host that wants purging by key takes `KeyedPurgeBackend`.
    """

    def __init__(self, params):
        super().__init__(params)
        self._location = params["LOCATION"].rstrip("/")

    def purge(self, url: str) -> None:
        self.purge_batch([url])

    def purge_batch(self, urls) -> None:
        self._send([(_path(url), {"Host": urlsplit(url).netloc}) for url in urls])

    def _send(self, messages: list[tuple[str, dict]]) -> None:
        """messages: (path, headers). Never raises: what is published stays so."""
        with PoolManager(retries=RETRY, timeout=TIMEOUT) as pool:
            for number, (path, headers) in enumerate(messages):
                if problem := self._problem_with(pool, path, headers):
                    left = len(messages) - number
                    logger.error("%d of %d not purged: %s", left, len(messages), problem)
                    return

    def _problem_with(self, pool: PoolManager, path: str, headers: dict) -> str:
        try:
            answer = pool.request("PURGE", self._location + path, headers=headers, redirect=False)
        except HTTPError as error:
            return repr(error)
        is_done = answer.status < 300 or answer.status in DONE
        return "" if is_done else f"status {answer.status}"


class KeyedPurgeBackend(PurgeBackend):
    """One that knows keys, too, such as Varnish with xkey.

    KEY_HEADER: of a PURGE, it names the keys to drop, with spaces between them.
    """

    def __init__(self, params):
        super().__init__(params)
        self._header = params.get("KEY_HEADER", "xkey-purge")

    def purge_keys(self, keys: list[str]) -> None:
        some = [keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE)]
        self._send([("/", {self._header: " ".join(each)}) for each in some])


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc="").geturl()
