"""Files in the shapes that clinics have: written for these tests, nobody's own.

A shape is a file's name, its content and the outline that a reader would make of it: the title,
then a line for each block and, indented, what stands in it: "p" for a paragraph, "ul 3" for a list
of three points, "ul 3[ol 2]" with one within, "h …" for a heading within, "table 2x3", "image …".
"""

from typing import NamedTuple

from clinic_pages.importing.document import Document, Heading, Picture, Points, Table
from clinic_pages.importing.wanted import blocks_of

# The therapies of the clinic that has these files.
THERAPIES = ("Acupuncture", "Cupping", "Herbal remedies", "Acupressure massage")


class Shape(NamedTuple):
    name: str
    content: str | bytes
    outline: str
    unplaced: tuple[str, ...] = ()

    def __str__(self):
        return self.name


def outline_of(document: Document) -> str:
    lines = [document.title]
    for block in blocks_of(document.parts):
        if block.kind in ("section", "therapy"):
            lines.append(f"{block.kind}: {block.heading}".strip())
        lines += [f"  {_said(element)}" for element in block.elements]
    if document.closing:
        lines.append(f"booking: {document.closing.heading}".strip())
    return "\n".join(lines)


def _said(element) -> str:
    if isinstance(element, Points):
        return _points(element)
    if isinstance(element, Heading):
        return f"h {element.text}"
    if isinstance(element, Table):
        return f"table {len(element.rows)}x{len(element.rows[0])}"
    return f"image {element.name}" if isinstance(element, Picture) else "p"


def _points(points: Points) -> str:
    inner = [_points(each) for point in points.points for each in point.inner]
    within = f"[{', '.join(inner)}]" if inner else ""
    return f"{'ol' if points.numbered else 'ul'} {len(points.points)}{within}"
