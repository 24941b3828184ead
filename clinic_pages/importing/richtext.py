"""Between paragraphs, rich text and its words."""

from bs4 import BeautifulSoup
from django.utils.html import escape

from .document import Paragraph

LIST_TAGS = {"bullets": "ul", "numbers": "ol"}
BLOCK_TAGS = ["p", "li", "h2", "h3", "h4", "h5", "h6", "br", "hr", "div"]


def to_html(paragraphs) -> str:
    """Paragraphs as rich text."""
    return "".join(_paragraph_html(paragraph) for paragraph in paragraphs)


def _paragraph_html(paragraph: Paragraph) -> str:
    if paragraph.kind == "text":
        return f"<p>{escape(paragraph.items[0])}</p>"
    tag = LIST_TAGS[paragraph.kind]
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in paragraph.items)}</{tag}>"


def to_text(html) -> str:
    """What a visitor reads in rich text (str, RichText or None), the numbers of lists included."""
    soup = BeautifulSoup(getattr(html, "source", html) or "", "html.parser")
    for numbered in soup.find_all("ol"):
        for number, item in enumerate(numbered.find_all("li", recursive=False), 1):
            item.insert(0, f"{number}. ")
    for tag in soup.find_all(BLOCK_TAGS):
        tag.append("\n")
    return soup.get_text()


def same_text(one, other) -> bool:
    """Whether two rich texts read the same; mark-up and white space do not count."""
    return to_text(one).split() == to_text(other).split()
