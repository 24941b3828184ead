"""Tests on an empty machine, where the commands of deploy/README.md are typed: `make deployed`.

They need root and take minutes, the load ten of them.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.sink import Sink, mail_server

from .clinic import Clinic, installed

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.machine)


@pytest.fixture(scope="session")
def mails() -> Iterator[Sink]:
    sink = Sink()
    with mail_server(sink):
        yield sink


@pytest.fixture(scope="session")
def clinic(mails) -> Iterator[Clinic]:
    with installed(mails.port) as clinic:
        yield clinic
