"""Writes one document out in the shapes and formats that clinics have."""

from html import escape
from io import BytesIO
from typing import NamedTuple

import docx

from .shapes.pages import word_items


class Section(NamedTuple):
    """paragraphs: a text each, or a list of the points of a list."""

    heading: str
    paragraphs: list[str | list[str]]


Sections = list[Section]


def typed(sections: Sections) -> str:
    """With blank lines between everything."""
    blocks = []
    for section in sections:
        blocks.append(section.heading)
        blocks += [_typed(each) for each in section.paragraphs]
    return "\n\n".join(blocks)


def _typed(paragraph) -> str:
    return paragraph if isinstance(paragraph, str) else "\n".join(f"- {p}" for p in paragraph)


def word_text(sections: Sections) -> str:
    """Word's own plain text: a line for each paragraph."""
    lines = []
    for section in sections:
        lines.append(section.heading)
        for each in section.paragraphs:
            lines += [each] if isinstance(each, str) else [f"•\t{point}" for point in each]
    return "\r\n".join(lines)


def numbered(sections: Sections) -> str:
    named = [Section(f"{n}. {each.heading}", each.paragraphs) for n, each in enumerate(sections, 1)]
    return typed(named)


def markdown(sections: Sections) -> str:
    return typed([Section(f"## {each.heading}", each.paragraphs) for each in sections])


def html(sections: Sections) -> str:
    return "".join(
        f"<h2>{escape(each.heading)}</h2>{''.join(map(_element, each.paragraphs))}"
        for each in sections
    )


def _element(paragraph) -> str:
    if isinstance(paragraph, str):
        return f"<p>{escape(paragraph)}</p>"
    return f"<ul>{''.join(f'<li>{escape(point)}</li>' for point in paragraph)}</ul>"


def saved_page(sections: Sections) -> str:
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>A clinic</title></head><body>"
        "<header><nav><a href=/>Home</a> <a href=/team/>Team</a></nav></header>"
        f"<div class=cookie-bar>Cookies?</div><div class=page><div>{html(sections)}</div></div>"
        "<footer>Imprint</footer></body></html>"
    )


def bold_page(sections: Sections) -> str:
    """An old page: bold lines for headings, line breaks for paragraphs."""
    pieces = []
    for section in sections:
        pieces.append(f"<b>{escape(section.heading)}</b>")
        for each in section.paragraphs:
            lines = [each] if isinstance(each, str) else [f"• {point}" for point in each]
            pieces.append("<br>".join(map(escape, lines)))
    return f"<table><tr><td><font face=Arial>{'<br><br>'.join(pieces)}</font></td></tr></table>"


def word_page(sections: Sections) -> str:
    pieces = []
    for section in sections:
        pieces.append(f"<p class=MsoNormal><b>{escape(section.heading)}<o:p></o:p></b></p>")
        for each in section.paragraphs:
            is_text = isinstance(each, str)
            items = [] if is_text else [(1, "·", escape(point)) for point in each]
            pieces.append(
                f"<p class=MsoNormal>{escape(each)}</p>" if is_text else word_items(*items)
            )
    return f"<html><body><div class=WordSection1>{''.join(pieces)}</div></body></html>"


def word_file(sections: Sections, styled: bool = True) -> bytes:
    document, file = docx.Document(), BytesIO()
    for section in sections:
        if styled:
            document.add_heading(section.heading, 1)
        else:
            document.add_paragraph().add_run(section.heading).bold = True
        for each in section.paragraphs:
            lines, style = ([each], None) if isinstance(each, str) else (each, "List Bullet")
            for line in lines:
                document.add_paragraph(line, style=style)
    document.save(file)
    return file.getvalue()


def plain_word_file(sections: Sections) -> bytes:
    return word_file(sections, styled=False)


# {a file's name: what writes it}.
WRITERS = {
    "typed.txt": typed,
    "word.txt": word_text,
    "numbered.txt": numbered,
    "file.md": markdown,
    "page.html": html,
    "saved.html": saved_page,
    "old.html": bold_page,
    "word.htm": word_page,
    "styled.docx": word_file,
    "plain.docx": plain_word_file,
}
