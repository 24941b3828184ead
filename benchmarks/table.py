"""The table of therapies, as README.md shows it."""

from .measure import KEYS, MEASURED, PUBLISH, Case
from .report import machine, multiple, row, rule, when_and_with


def table(cases: list[Case], memory: str) -> str:
    """Each median as a multiple of the first case's, which is given in milliseconds."""
    first, last = cases[0], cases[-1]
    head = ["", *(case.name for case in cases), f"1 is, on {machine()}"]
    lines = [row(head), rule(len(cases) + 1)]
    for what in MEASURED:
        cells = [multiple(case.median(what) / first.median(what)) for case in cases]
        lines.append(row([what, *cells, f"{first.median(what) * 1000:,.1f} ms"]))
    return "\n".join([*lines, "", *_notes(cases, last, memory)])


def _notes(cases: list[Case], last: Case, memory: str) -> list[str]:
    rate = {what: last.shown_on / last.median(what) for what in (KEYS, PUBLISH)}
    return [
        f"- With {last.name}: {rate[KEYS]:,.0f} pages a second are found, {rate[PUBLISH]:,.0f} are "
        "refreshed by publishing.",
        f"- {memory}",
        f"- Medians of {', '.join(str(case.runs) for case in cases)} publications. "
        f"{when_and_with()}.",
    ]
