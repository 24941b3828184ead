"""Flow -> neutral document: which heading is the title, which are therapies, what invites to book.

The same for every format.
"""

from dataclasses import dataclass, replace

from ..lib.text_folding import name_key
from .document import Document, Element, Flow, Heading, Part, Picture, Text
from .headings import WITHIN, Guesses, condition_in, names_therapy, with_headings
from .known import Known
from .names import announced, therapy_in, title_from_file, with_capital
from .phrases import articles, invites
from .titles import is_short


@dataclass(frozen=True)
class _Titled:
    """title_line: the heading that is the title and nothing else; it is no longer in `elements`."""

    title: str
    title_line: str
    elements: list[Element]


def to_document(flow: Flow, file: str, known: Known) -> Document:
    """file: the file's name, which is the title where nothing else is."""
    guesses = _guesses(flow)
    titled = _titled(guesses.elements, flow, file, known)
    names = tuple(known.names(titled.title))
    elements = titled.elements if is_exact(flow) else [_named(e, names) for e in titled.elements]
    parts, closing = _split_closing(_parts(elements, names, known))
    guessed = [p.heading for p in parts if not p.therapy and therapy_in(p.heading, names)]
    return Document(
        file,
        titled.title,
        names,
        titled.title_line,
        tuple(parts),
        closing,
        flow.marked(guesses.marks),
        tuple(guessed),
    )


def is_exact(flow: Flow) -> bool:
    """Whether the file says all by itself, as an export does: then nothing is guessed."""
    return "title" in flow.details


def _guesses(flow: Flow) -> Guesses:
    if is_exact(flow):
        return Guesses(list(flow.elements), [])
    return with_headings([_asked(element) for element in flow.elements])


def _asked(element: Element) -> Element:
    """ "What is sciatica?" as a heading, however it stands there."""
    is_question = isinstance(element, Text) and condition_in(element.text)
    return Heading(element.text) if is_question else element


def _named(element: Element, names) -> Element:
    is_heading = isinstance(element, Text) and names_therapy(element.text, names)
    return Heading(element.text) if is_heading else element


# --- The title ------------------------------------------------------------------------------------


def _titled(elements: list[Element], flow: Flow, file: str, known: Known) -> _Titled:
    first = next((each for each in elements if not isinstance(each, Picture)), None)
    heading = first.text if isinstance(first, Heading) else ""
    title = flow.details.get("title") or _title(elements, first) or flow.title
    if not title:
        return _Titled(_treated(elements, known) or title_from_file(file), "", elements)
    if name_key(title) != name_key(heading):
        return _Titled(title, "", elements)
    return _Titled(heading, heading, [each for each in elements if each is not first])


def _title(elements: list[Element], first: Element | None) -> str:
    """What the headings say that the file is about."""
    heading = first if isinstance(first, Heading) else None
    if heading and heading.level == 1 and not condition_in(heading.text):
        return heading.text
    headings = (each.text for each in elements if isinstance(each, Heading))
    asked = next(filter(None, map(condition_in, headings)), "")
    return with_capital(asked) or (heading.text if heading else "")


def _treated(elements: list[Element], known: Known) -> str:
    """The condition for which the first of the clinic's therapies that is named stands there."""
    headings = (each.text for each in elements if isinstance(each, Heading))
    found = (pair for heading in headings for pair in announced(heading))
    condition = next((after for before, after in found if known.has_therapy(before)), "")
    return with_capital(articles().sub("", condition))


# --- Parts ----------------------------------------------------------------------------------------


def _parts(elements: list[Element], names, known: Known) -> list[Part]:
    """Each heading with what stands under it; what comes before the first has none."""
    above = _levels_above(elements)
    parts: list[tuple[Heading, str, list]] = []
    for element in elements:
        level = element.level - above if isinstance(element, Heading) else 0
        therapy = known.therapy(element.text, names) if isinstance(element, Heading) else ""
        if isinstance(element, Heading) and (
            # Nor does a heading that only looks like a therapy's stand within another one's text.
            therapy_in(element.text, names) or therapy or _begins_part(level, parts)
        ):
            parts.append((replace(element, level=level), therapy, []))
            continue
        if not parts:
            parts.append((Heading(""), "", []))
        parts[-1][2].append(element)
    return [Part(heading.text, tuple(under), therapy) for heading, therapy, under in parts]


def _levels_above(elements: list[Element]) -> int:
    """How many levels there are above that of its sections, which is the second at most."""
    levels = [each.level for each in elements if isinstance(each, Heading) and each.level]
    return max(0, min(levels, default=0) - (WITHIN - 1))


def _begins_part(level: int, parts: list) -> bool:
    """Whether a heading does, and does not stand within the part before it."""
    if not parts or not parts[-1][0].text:
        return True
    return level <= max(WITHIN - 1, parts[-1][0].level)


def _split_closing(parts: list[Part]) -> tuple[list[Part], Part | None]:
    """The parts without the file's last paragraph, if that one invites to book; and it.

    A heading that stands over nothing else goes with it, unless a therapy would lose its text.
    """
    last = parts[-1] if parts else Part("")
    closing = last.elements[-1:]
    if not closing or not isinstance(closing[0], Text) or not invites().search(closing[0].text):
        return parts, None
    rest = replace(last, elements=last.elements[:-1])
    if rest.therapy and not rest.elements:
        return parts, None
    if rest.elements or condition_in(rest.heading) or not is_short(rest.heading):
        return [*parts[:-1], rest], Part("", closing)
    return parts[:-1], Part(rest.heading, closing)
