"""`python -m benchmarks.inside RUNS ADDRESS...`: what a page costs in one process, as JSON.

Without a server in between: the time of one request after the other in a single thread, the number
of queries, and bytes. The addresses take turns.
"""

import json
import sys
import time
from functools import cache
from statistics import median

import django

WARM_UP = 3


def main(runs: int, *addresses: str) -> dict[str, dict]:
    for _ in range(WARM_UP):
        sizes = {address: _ask(address) for address in addresses}
    queries = {address: _queries(address) for address in addresses}
    taken = [{address: _seconds(address) for address in addresses} for _ in range(runs)]
    return {
        address: {
            "bytes": sizes[address],
            "queries": queries[address],
            "seconds": median(each[address] for each in taken),
        }
        for address in addresses
    }


def _ask(address: str) -> int:
    """How many bytes came."""
    response = _client(address.startswith("/bare/")).get(address)
    assert response.status_code == 200, (address, response.status_code)
    return len(response.content)


@cache
def _client(is_bare: bool):
    from django.conf import settings
    from django.test import Client, override_settings

    client = Client(headers={"host": "127.0.0.1"})
    middleware = settings.MIDDLEWARE_WITHOUT_PLUGIN if is_bare else settings.MIDDLEWARE
    with override_settings(MIDDLEWARE=middleware):
        client.handler.load_middleware()
    return client


def _queries(address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        _ask(address)
    return len(queries)


def _seconds(address: str) -> float:
    start = time.perf_counter()
    _ask(address)
    return time.perf_counter() - start


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), *sys.argv[2:])))
