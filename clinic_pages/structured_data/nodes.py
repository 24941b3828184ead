"""What graphs are made of: nodes with stable ids, references to them, and plain text."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote, urljoin

from ..lib.wording import to_lines

SCHEMA = "https://schema.org"

# What a page's main entity is called in its id: "https://clinic.example/team/mei/#person".
FRAGMENTS = {"MedicalCondition": "condition", "MedicalTherapy": "therapy", "Person": "person"}


@dataclass(frozen=True)
class Scene:
    """What a graph needs to know beside its page.

    root: the site's own address without a slash at its end; of a site below a path, with that
    front: the full URL of its front page in the language of the page
    site_name: what the site is called where the clinic has no name yet
    clinic: its ClinicSettings
    language: a language code, such as "en"
    url_of: page -> its full URL, None or "" for a page without an address
    """

    root: str
    front: str
    site_name: str
    clinic: object
    language: str
    url_of: Callable

    @property
    def clinic_id(self) -> str:
        return f"{self.root}/#clinic"

    @property
    def website_id(self) -> str:
        """Each language has a website of its own; they are one clinic's."""
        return f"{self.front}#website"

    def absolute(self, url: str) -> str:
        return urljoin(f"{self.root}/", url)

    def page_url(self, page) -> str:
        """A page that is not stored yet, in a preview, has none: the front's stands for it."""
        return self.url_of(page) or self.front


def pruned(value):
    """`value` without what says nothing: None, "", and lists and nodes that are empty."""
    if isinstance(value, dict):
        kept = {name: pruned(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if not says_nothing(each)}
    if isinstance(value, list):
        return [each for each in map(pruned, value) if not says_nothing(each)]
    return value.strip() if isinstance(value, str) else value


def says_nothing(value) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, dict) and only_type(value))


def only_type(node: dict) -> bool:
    return set(node) == {"@type"}


def ref(node_id: str) -> dict:
    """A reference to a node of the same graph."""
    return {"@id": node_id}


def entity_id(kind: str, page, scene: Scene) -> str:
    return f"{scene.page_url(page)}#{FRAGMENTS[kind]}"


def mention(kind: str, page, scene: Scene) -> dict:
    """The main entity of another page: its id, and enough of it to stand alone.

    Name and address only. Whoever shows these is told when they change (facet NAME); more would
    need more telling.
    """
    url = scene.url_of(page)
    node_id = {"@id": entity_id(kind, page, scene)} if url else {}
    return {"@type": kind, **node_id, "name": page.title, "url": url}


def address(url: str) -> str:
    """What an editor entered as an address, without letters that no address may have."""
    return quote(url, safe="/#%[]=:;$&()+,!?*@'~")


def words(html) -> str:
    """Rich text as plain text, a line for each paragraph or item."""
    return to_lines(html)


def member(name: str) -> str:
    """A member of one of schema.org's enumerations; "" for none."""
    return f"{SCHEMA}/{name}" if name else ""


def number(amount: Decimal) -> int | float:
    amount = Decimal(amount)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def picture_url(image, scene: Scene) -> str:
    """The original file's address, "" without an image."""
    return scene.absolute(image.file.url) if image and image.file else ""
