"""Elements -> Markdown, so that the reader of Markdown makes the same elements of it."""

import re

from ..document import Element, Heading, Point, Points, Run, Runs, Table, Text
from ..hypertext.inline import OLD

SPECIAL = re.compile(r"([\\`*_\[\]<>&|~{}!])")
# At the start of a line these begin something.
BEGINNING = re.compile(r"^([#+=-]|\d+(?=[.)]))", re.MULTILINE)


def to_markdown(elements: list[Element]) -> str:
    return "\n\n".join(_element(element) for element in elements)


def _element(element: Element) -> str:
    if isinstance(element, Heading):
        return f"{'#' * (element.level or 3)} {_escaped(element.text)}"
    if isinstance(element, Text):
        return _runs(element.runs)
    if isinstance(element, Table):
        return table(element.rows)
    return _points(element, "")


def _points(points: Points, indent: str) -> str:
    marks = (f"{n}." for n in range(1, len(points.points) + 1)) if points.numbered else None
    lines = []
    for point in points.points:
        lines.append(_point(point, next(marks) if marks else "-", indent))
    return "\n".join(lines)


def _point(point: Point, mark: str, indent: str) -> str:
    within = indent + " " * (len(mark) + 1)
    text = _runs(point.runs).replace("\n", f"\n{within}")
    inner = [_points(each, within) for each in point.inner]
    return "\n".join([f"{indent}{mark} {text}", *inner])


def _runs(runs: Runs) -> str:
    text = "".join(map(_run, runs))
    return BEGINNING.sub(_guarded, text)


def _guarded(match: re.Match) -> str:
    first = match[1]
    return f"{first}\\" if first.isdigit() else f"\\{first}"


def _run(run: Run) -> str:
    text = _escaped(run.text).replace("\n", "\\\n")
    marks = ("**" if run.bold else "") + ("*" if run.italic else "")
    text = f"{marks}{text}{marks[::-1]}"
    return f"[{text}](<{run.link.removeprefix(OLD)}>)" if run.link else text


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def table(rows) -> str:
    """A table of Markdown, its first row the head."""
    lines = [[_cell(runs) for runs in row] for row in rows]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(runs: Runs) -> str:
    return "".join(map(_run, runs))
