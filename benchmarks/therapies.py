"""Who shows a therapy, and what a publish costs: on a few pages of a small and of a large site, and
on half of the large one."""

from argparse import Namespace

from .project import peak_megabytes, project
from .rows import Goal, Result, Row

SMALL, FEW = 100, 10
LARGE = {"small": 1_000, "large": 10_000}
# What few pages cost must not depend on how many others there are.
GOAL = Goal(1.3)


def run(asked: Namespace) -> Result:
    with project():
        return _measured(LARGE[asked.size])


def _measured(large: int) -> Result:
    from .clinic import Clinic
    from .measure import KEYS, REST, measure
    from .table import table

    clinic = Clinic(few=FEW, many=large // 2)
    clinic.grow_to(SMALL)
    cases = [measure(clinic.on_few, FEW, SMALL)]
    before = peak_megabytes()
    clinic.grow_to(large)
    memory = (
        f"Peak memory of the process: {before:,.0f} MB after {SMALL:,} pages were made, "
        f"{peak_megabytes():,.0f} MB after {large:,}."
    )
    cases += [measure(clinic.on_few, FEW, large), measure(clinic.on_many, large // 2, large)]
    rows = [
        Row(
            f"{what}: {cases[1].name} : {cases[0].name}",
            GOAL,
            cases[1].median(what) / cases[0].median(what),
            f"{cases[1].median(what) * 1000:.1f} : {cases[0].median(what) * 1000:.1f} ms",
        )
        for what in (KEYS, REST)
    ]
    return Result(rows, table(cases, memory))
