"""What is measured of the sitemap: all its files are asked for, and each piece is thrown away."""

import re
import time
import tracemalloc
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .project import analyze, peak_megabytes, project
from .report import machine, multiple, row, rule, when_and_with
from .rows import Goal, Result, Row

SIZES = {"small": (1_000, 6_000), "large": (1_000, 60_000)}
GOAL = Goal(1.3)
INDEX = "/sitemap.xml"
# Each answer is timed so often, and the best time counts: what else the machine does only adds.
RUNS = 9


@dataclass
class Answer:
    """What it took to send one sitemap file.

    addresses: how many pages or files it names
    memory: bytes, at most, that were in use at once beside what was before
    """

    addresses: int
    bytes: int
    queries: int
    seconds: float
    memory: int


SECONDS, MEMORY, BYTES = map(attrgetter, ("seconds", "memory", "bytes"))


@dataclass
class Case:
    """A site's sitemap: what its first address answers, and the files with pages.

    process: megabytes, at most, that the process had before and after
    pages: conditions of the site
    """

    first: Answer
    files: list[Answer]
    process: tuple[float, float] = (0, 0)
    pages: int = 0

    @property
    def addresses(self) -> int:
        return sum(each.addresses for each in self.files)

    @property
    def seconds_each(self) -> float:
        return sum(each.seconds for each in self.files) / self.addresses

    def most(self, of: Callable[[Answer], float]) -> float:
        return max(map(of, self.files))

    def queries(self) -> str:
        counts = {each.queries for each in self.files}
        return " to ".join(map(str, sorted({min(counts), max(counts)})))


def run(asked: Namespace) -> Result:
    with project():
        cases = list(_cases(SIZES[asked.size]))
    return Result(rows(cases), table(cases))


def _cases(sizes: Iterable[int]) -> Iterable[Case]:
    from .illustrated import IllustratedClinic

    clinic = IllustratedClinic()
    for size in sizes:
        clinic.grow_to(size)
        analyze()
        before = peak_megabytes()
        case = measure()
        case.pages, case.process = size, (before, peak_megabytes())
        yield case


def measure() -> Case:
    first = ask(INDEX)
    if named := files_named():
        return Case(first, [ask(file) for file in named])
    return Case(first, [first])


def files_named() -> list[str]:
    """The addresses of the files of a large site; none of a small one."""
    text = Client(headers={"host": "localhost"}).get(INDEX).content.decode()
    return [urlsplit(each).path for each in re.findall("<sitemap><loc>(.*?)</loc>", text)]


def ask(address: str) -> Answer:
    """The first request fills caches, and counts the addresses."""
    addresses, size = _read(address)
    return Answer(addresses, size, _queries(address), _seconds(address), _memory(address))


def _read(address: str) -> tuple[int, int]:
    addresses = size = 0
    for piece in _pieces(address):
        addresses += piece.count(b"<url>") + piece.count(b"<sitemap>")
        size += len(piece)
    return addresses, size


def _pieces(address: str) -> Iterable[bytes]:
    """What the server sends, as it sends it."""
    response = Client(headers={"host": "localhost"}).get(address)
    assert response.status_code == 200, address
    return response


def _discard(address: str) -> None:
    for _piece in _pieces(address):
        pass


def _queries(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        _discard(address)
    return len(queries)


def _seconds(address: str) -> float:
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        _discard(address)
        taken.append(time.perf_counter() - start)
    return min(taken)


def _memory(address: str) -> int:
    tracemalloc.start()
    try:
        before, _peak = tracemalloc.get_traced_memory()
        _discard(address)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak - before


def rows(cases: list[Case]) -> list[Row]:
    small, large = cases[0], cases[-1]
    return [
        Row(
            f"sitemap, time for an address: {large.pages:,} pages : {small.pages:,}",
            GOAL,
            large.seconds_each / small.seconds_each,
            f"{large.seconds_each * 1e6:.0f} : {small.seconds_each * 1e6:.0f} µs",
        )
    ]


def table(cases: list[Case]) -> str:
    first = cases[0]
    head = ["", *(f"{case.pages:,} pages" for case in cases), f"1 is, on {machine()}"]

    def compared(what: str, figure: Callable[[Case], float], unit: float, name: str) -> str:
        ratios = [multiple(figure(case) / figure(first)) for case in cases]
        return row([what, *ratios, f"{figure(first) * unit:,.1f} {name}"])

    def counted(what: str, figure: Callable[[Case], object]) -> str:
        return row([what, *(str(figure(case)) for case in cases), ""])

    lines = [
        row(head),
        rule(len(cases) + 1),
        counted("addresses", lambda case: f"{case.addresses:,}"),
        counted("files with addresses", lambda case: len(case.files)),
        counted("queries for `/sitemap.xml`", lambda case: case.first.queries),
        counted("queries for a file", Case.queries),
        compared("time for `/sitemap.xml`", lambda case: case.first.seconds, 1e3, "ms"),
        compared("time for the slowest file", lambda case: case.most(SECONDS), 1e3, "ms"),
        compared("time for an address, in all files", lambda case: case.seconds_each, 1e6, "µs"),
        compared("most memory for a file", lambda case: case.most(MEMORY), 1e-6, "MB"),
    ]
    return "\n".join([*lines, "", *_notes(cases)])


def _notes(cases: list[Case]) -> list[str]:
    before, after = cases[-1].process
    files = cases[-1].files
    memory = ", ".join(f"{each.memory / 1e6:.1f}" for each in files)
    return [
        f"- The largest file has {cases[-1].most(BYTES) / 1e6:.1f} MB. Memory for each of the "
        f"{len(files)} files in turn, in MB: {memory}.",
        f"- Peak memory of the process: {before:,.0f} MB after {cases[-1].pages:,} pages were "
        f"made, {after:,.0f} MB after their sitemap was read {RUNS + 3} times.",
        f"- The best of {RUNS} runs. {when_and_with()}.",
    ]
