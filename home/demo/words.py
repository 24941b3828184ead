"""The demo's notation: how the content modules write rich text and blocks.

Text is written in paragraphs with an empty line between them, lists with "- " before each item, and
links as [text](target), where a target is another demo page's slug or a full address. Line breaks
inside a paragraph mean nothing.
"""

import re
from collections.abc import Mapping
from html import escape

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")

# Where the visitor books, instead of at the end of the page.
BOOKING = ("booking", None)


def section(heading: str, text: str, topic: str = "") -> tuple:
    return "section", {"heading": heading, "text": text, "topic": topic}


def care_card(level: str, text: str, heading: str = "") -> tuple:
    return "care_card", {"level": level, "heading_override": heading, "text": text}


def therapy(slug: str, heading: str = "", text: str = "") -> tuple:
    return "therapy", {"therapy": slug, "heading_override": heading, "text_override": text}


def together(*slugs: str, text: str = "") -> tuple:
    return "therapies_together", {"therapies": list(slugs), "text": text}


def table(caption: str, rows: str) -> tuple:
    return "table", {"caption": caption, "rows": rows, "has_head": True}


def prices(*slugs: str, others: list[dict]) -> tuple:
    return "price_list", {"heading_override": "", "therapies": list(slugs), "others": others}


def key_facts(*pairs: tuple[str, str]) -> tuple:
    return "key_facts", {"facts": [{"term": term, "detail": detail} for term, detail in pairs]}


def sources(*pairs: tuple[str, str]) -> tuple:
    listed = [{"citation": citation, "url": url} for citation, url in pairs]
    return "references", {"references": listed}


def questions(*pairs: tuple[str, str]) -> tuple:
    asked = [{"question": question, "answer": answer} for question, answer in pairs]
    return "questions", {"heading_override": "", "questions": asked}


def practitioner(slug: str) -> tuple:
    return "practitioner", {"practitioner": slug}


def related(slug: str) -> tuple:
    return "related_condition", {"condition": slug}


def image(file_name: str, alt_text: str, caption: str = "") -> tuple:
    picture = {"image": file_name, "decorative": False, "alt_text": alt_text}
    return "image", {"image": picture, "caption": caption}


def to_html(text: str, page_ids: Mapping[str, int]) -> str:
    """The rich text, as Wagtail keeps it, of a text in the demo's notation."""
    parts = re.split(r"\n\s*\n", text.strip())
    html = "".join(_part(part.strip()) for part in parts if part.strip())
    html = html.replace("</ul><ul>", "")  # items may have an empty line between them
    return LINK.sub(lambda link: _link(*link.groups(), page_ids), html)


def _part(part: str) -> str:
    if not part.startswith("- "):
        return f"<p>{_inline(part)}</p>"
    items = re.split(r"^\s*- ", part, flags=re.MULTILINE)[1:]
    return f"<ul>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</ul>"


def _inline(text: str) -> str:
    return escape(" ".join(text.split()), quote=False)


def _link(text: str, target: str, page_ids: Mapping[str, int]) -> str:
    if ":" in target:
        return f'<a href="{target}">{text}</a>'
    return f'<a linktype="page" id="{page_ids[target]}">{text}</a>'
