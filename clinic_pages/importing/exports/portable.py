"""The raw values of blocks, with addresses and files in place of keys that one database knows."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from wagtail import blocks
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page, Site

PICTURES = "pictures"
SCRIPTS = ("script", "style", "iframe", "object", "embed", "svg", "math")
TAGS = (
    *("p", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "ul", "ol", "li", "br", "hr"),
    *("a", "blockquote", "sub", "sup", "s", "del", "code"),
)
ATTRIBUTES = ("href", "linktype", "id", "path")
SAFE = re.compile(r"(?:https?:|mailto:|tel:|/|#)", re.IGNORECASE)
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def walked(block, raw, change: Callable):
    """`raw`, as a block stores it, with `change(block, value)` for each value that has no parts."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [
            {"type": each["type"], "value": walked(child, each["value"], change)}
            for each in raw or []
            if (child := block.child_blocks.get(each["type"]))
        ]
    if isinstance(block, blocks.BaseStructBlock) and isinstance(raw, dict):
        return {
            name: walked(child, raw[name], change)
            for name, child in block.child_blocks.items()
            if name in raw and not _is_nothing(child, raw[name])
        }
    if isinstance(block, blocks.ListBlock):
        return [walked(block.child_block, _item(each), change) for each in raw or []]
    return change(block, raw)


def _is_nothing(block, value) -> bool:
    """Whether it makes no difference that the value stands there: without, it would be empty."""
    return value in (None, "") and not getattr(block.meta, "default", None)


def _item(each):
    is_wrapped = isinstance(each, dict) and each.get("type") == "item" and "value" in each
    return each["value"] if is_wrapped else each


def canonical(html: str) -> str:
    """Rich text in one spelling: entities, quotes and empty tags."""
    soup = BeautifulSoup(BLOCK_KEY.sub("", html), "html.parser")
    for link in soup.find_all("a"):
        link.attrs = dict(sorted(link.attrs.items()))
    return soup.decode(formatter="minimal")


class Away:
    """Keys -> addresses and files. pictures: {file below the export's folder: image}."""

    def __init__(self, site: Site):
        self.root = site.root_page.url_path
        self.pictures: dict[str, object] = {}

    def __call__(self, block, value):
        if value and isinstance(block, blocks.PageChooserBlock):
            return self.path_of(value)
        if value and isinstance(block, ImageChooserBlock):
            return self.picture(value)
        if value and isinstance(block, blocks.RichTextBlock):
            return self.rich_text(value)
        return value

    def path_of(self, pk) -> str:
        page = Page.objects.filter(pk=pk).first()
        return "/" + page.url_path.removeprefix(self.root) if page else ""

    def picture(self, pk) -> str:
        image = get_image_model().objects.filter(pk=pk).first()
        if image is None:
            return ""
        ending = PurePosixPath(image.file.name).suffix.lower()
        file = f"{PICTURES}/{image.get_file_hash()[:16]}{ending}"
        self.pictures[file] = image
        return file

    def rich_text(self, html: str) -> str:
        soup = BeautifulSoup(BLOCK_KEY.sub("", html), "html.parser")
        for link in soup.find_all("a", linktype="page"):
            link.attrs = {"linktype": "page", "path": self.path_of(link.get("id"))}
        return canonical(str(soup))


class Home:
    """Addresses and files -> keys. picture: file -> primary key of an image, or None.

    missing: what was not found.
    """

    def __init__(self, site: Site, picture: Callable):
        self.root = site.root_page.url_path
        self.picture = picture
        self.missing: list[str] = []

    def __call__(self, block, value):
        if value and isinstance(block, blocks.PageChooserBlock):
            return self.page_at(value)
        if value and isinstance(block, ImageChooserBlock):
            return self.found(self.picture(value), value)
        if value and isinstance(block, blocks.RichTextBlock):
            return self.rich_text(value)
        if value and isinstance(block, blocks.RawHTMLBlock):
            return self.found(None, str(block.label)) or ""
        return value

    def page_at(self, path) -> int | None:
        url_path = f"{self.root.rstrip('/')}/{str(path).lstrip('/')}"
        pages = Page.objects.filter(url_path=url_path).values_list("pk", flat=True)
        return self.found(pages.first(), path)

    def found(self, key, name):
        if key is None and name not in self.missing:
            self.missing.append(name)
        return key

    def rich_text(self, html: str) -> str:
        soup = BeautifulSoup(harmless(str(html)), "html.parser")
        for link in soup.find_all("a", linktype="page"):
            pk = self.page_at(link.get("path", ""))
            if pk is None:
                link.unwrap()
            else:
                link.attrs = {"linktype": "page", "id": str(pk)}
        return soup.decode(formatter="minimal")


def harmless(html: str) -> str:
    """Rich text without what an editor cannot write: a file may come from anywhere."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        if tag.name in SCRIPTS:
            tag.decompose()
        elif tag.name not in TAGS:
            tag.unwrap()
        else:
            tag.attrs = {name: tag[name] for name in ATTRIBUTES if name in tag.attrs}
            if "href" in tag.attrs and not SAFE.match(tag["href"]):
                del tag["href"]
    for comment in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()
    return str(soup)
