"""Who shows a therapy, and what a publish costs: on a few pages of a small and of a large site, and
on half of the large one."""

from argparse import Namespace

from .project import analyze, peak_megabytes, project
from .rows import Goal, Result, Row

SMALL, FEW = 100, 10
LARGE = {"small": 1_000, "large": 10_000}
# What few pages cost must not depend on how many others there are.
GOAL = Goal(1.3)
KEYS, REST = "who shows a therapy", "its publish, but for the search"


def run(asked: Namespace) -> Result:
    with project():
        return _measured(LARGE[asked.size])


def _measured(large: int) -> Result:
    from . import measure as measured
    from .clinic import Clinic
    from .measure import measure
    from .table import table

    clinic = Clinic(few=FEW, many=large // 2)
    clinic.grow_to(SMALL)
    analyze()
    cases = [measure(clinic.on_few, FEW, SMALL)]
    before = peak_megabytes()
    clinic.grow_to(large)
    analyze()
    memory = (
        f"Peak memory of the process: {before:,.0f} MB after {SMALL:,} pages were made, "
        f"{peak_megabytes():,.0f} MB after {large:,}."
    )
    cases += [measure(clinic.on_few, FEW, large), measure(clinic.on_many, large // 2, large)]
    rows = [_row(KEYS, measured.KEYS, *cases[:2]), _row(REST, measured.REST, *cases[:2])]
    return Result(rows, table(cases, memory))


def _row(name: str, what: str, small, large) -> Row:
    seconds = large.median(what), small.median(what)
    raw = f"{seconds[0] * 1000:.1f} : {seconds[1] * 1000:.1f} ms"
    return Row(f"{name}: {large.name} : {small.name}", GOAL, seconds[0] / seconds[1], raw)
