"""What the plugin's blocks have in common, and what is asked of every block on a page."""

from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext as _
from wagtail import blocks

from ..lib.languages import version_for
from ..lib.page_answers import PageAnswers
from ..lib.passages import heading_line
from ..lib.shown import shown_at
from ..lib.visibility import why_hidden
from .lost_choices import MayLoseChoice

# One stem everywhere: block `therapy` -> blocks/therapy.html -> .clinic-therapy
PREVIEW_TEMPLATE = "clinic_pages/blocks/preview.html"


class Slot(StrEnum):
    """Where a condition page shows a block, in this order: see `arrangement`."""

    EMERGENCIES = "emergencies"
    KEY_FACTS = "key_facts"
    MAIN = "main"
    QUESTIONS = "questions"
    REFERENCES = "references"
    RELATED = "related"


class BlockAnswers:
    """What the plugin asks of a block on a page. These are the neutral answers.

    The value of a StructBlock inherits it by way of `ClinicStructValue`; a block without a value
    inherits it itself. Ask with `block_answers`: Wagtail's own blocks do not inherit it.
    """

    slot: Slot = Slot.MAIN
    # Whether it is the place of the page's booking box.
    is_booking: bool = False
    # Whether it says when the clinic is open.
    shows_hours: bool = False
    # Whether its text was written against an older shared text.
    is_stale: bool = False
    # Member of schema.org's HealthAspectEnumeration that it is about, "" for none.
    health_aspect: str = ""

    # The one page that it was made to show, as the editor chose it: whether visitors see that or
    # not, and in whatever language.
    target = None

    def why_hidden(self, page) -> str:
        """Why visitors of `page` do not see it; "" where they do."""
        return ""

    @property
    def has_heading(self) -> bool:
        """Whether it begins with a heading, so that what follows no longer opens the page."""
        return True

    def contents_heading(self, page) -> str:
        """What the page's list of contents calls it; "" where it is not listed."""
        return ""

    def shown_text(self, page) -> str:
        """The words of other pages that visitors of `page` read in it, for the search index: lines
        as in `lib.passages`."""
        return ""

    def as_shown(self, page) -> dict:
        """What visitors of `page` read in it, for a program that asks by Wagtail's API. What stands
        in its own fields need not be said again."""
        return {"heading": self.contents_heading(page)}

    def shared_text_shown(self, page) -> str:
        """What of `shown_text` other pages show, too."""
        return ""

    def source_of(self, part: str, page) -> tuple:
        """(whose words visitors of `page` read there, the field they are written in). part: the
        child block in which this page would have its own."""
        return self, part

    @property
    def opening_text(self):
        """Rich text with which a page may begin, as a search engine quotes it; "" for none."""
        return ""

    @property
    def own_pictures(self) -> list[tuple]:
        """(image, names of roles) for each image that it brings along."""
        return []

    def shown_pages(self, page) -> list:
        """The pages that visitors of `page` see in it beside a link in its text."""
        return []

    def shown_therapies(self, page) -> list:
        """The therapies among them."""
        return []

    def offers(self, page) -> list[str]:
        """What `page` offers by it, in a word each."""
        return []

    def said_of_condition(self) -> dict[str, list]:
        """{property of schema.org's MedicalCondition: what it says of the page's condition}."""
        return {}

    def questions_and_answers(self) -> list[tuple[str, str]]:
        """(question, answer in rich text) in order."""
        return []

    def cited_works(self) -> list[tuple[str, str]]:
        """(what a source is called, its address or "")."""
        return []


NEUTRAL = BlockAnswers()


def block_answers(child) -> BlockAnswers:
    """child: a block of a stream with its value."""
    for each in (child.value, child.block):
        if isinstance(each, BlockAnswers):
            return each
    return NEUTRAL


class ClinicStructValue(BlockAnswers, blocks.StructValue):
    """The value of a StructBlock of ours or of a host's: overrides what it has to say."""


class EditorWords:
    """What an editor reads of a StructBlock that refers to another page. Neutral answers, also for
    blocks that do not inherit it: see `editor_words_of`. raw: the block's value as stored, so that
    nothing else is loaded."""

    @staticmethod
    def how_shown(block, raw: dict) -> list[str]:
        """In what ways it shows the other page: "Shared text", "Heading for this page"."""
        return [str(block.label)]

    @staticmethod
    def own_words(block, raw: dict) -> list[str]:
        """What stands here in place of the other page's words, as sentences."""
        return []

    @staticmethod
    def what_is_lost(block, raw: dict, target, page, gone: set[int]) -> str:
        """What `page` loses with `target`, as a sentence. gone: all pages that go."""
        names = {"title": target.title, "block": block.label}
        return _("Loses “%(title)s” in a block “%(block)s”.") % names


def editor_words_of(block) -> type[EditorWords]:
    return block.editor_words if isinstance(block, ClinicStructBlock) else EditorWords


class ClinicStructBlock(blocks.StructBlock):
    """A StructBlock with a preview in the block picker."""

    editor_words: type[EditorWords] = EditorWords

    class Meta:
        preview_template = PREVIEW_TEMPLATE
        value_class = ClinicStructValue

    def get_preview_value(self):
        return self.normalize(self.sample())

    def sample(self) -> dict:
        """The value shown in the block picker. Unsaved objects: a new site has none."""
        raise NotImplementedError


class ShownPageChooserBlock(MayLoseChoice, blocks.PageChooserBlock):
    """Chooses a page to show, and loads all there is to know of it in bulk.

    image_field: name of the page's foreign key to an image that is shown with it, if any.
    """

    def __init__(self, page_type, image_field="", **kwargs):
        self.image_field = image_field
        super().__init__(page_type, **kwargs)

    def bulk_to_python(self, values):
        """One query for the pages, one for their images' renditions, however many there are."""
        return shown_at(self.model_class, values, self.image_field)


def seen_on(page, chosen: Iterable) -> list:
    """Of the pages that were chosen what visitors of `page` see: in its language, if they may."""
    versions = (version_for(page, each) for each in chosen if each)
    return [each for each in versions if not why_hidden(each, page)]


class ShownPageValue(ClinicStructValue):
    """The value of a block that shows another page, named by its block's `Meta.shows`."""

    @property
    def target(self):
        return self.get(self.block.meta.shows)

    def target_for(self, page):
        """What visitors of `page` see of it: its translation, else itself."""
        return version_for(page, self.target)

    def why_hidden(self, page) -> str:
        return why_hidden(self.target_for(page), shown_on=page)

    def shown_text(self, page) -> str:
        return "" if self.why_hidden(page) else heading_line(self.target_for(page).title)

    def shown_pages(self, page) -> list:
        return [] if self.why_hidden(page) else [self.target_for(page)]

    def shown_therapies(self, page) -> list:
        is_therapy = isinstance(self.target, PageAnswers) and self.target.is_therapy
        return self.shown_pages(page) if is_therapy else []


class CardWords(EditorWords):
    @staticmethod
    def how_shown(block, raw: dict) -> list[str]:
        return [_("Card")]

    @staticmethod
    def what_is_lost(block, raw: dict, target, page, gone: set[int]) -> str:
        return _("Loses the card of “%(title)s”.") % {"title": target.title}


class ShownPageBlock(ClinicStructBlock):
    """A block that shows another page, and is gone for visitors who may not see that page.

    Its template has it as `shown`.
    """

    editor_words = CardWords

    class Meta:
        shows = None
        value_class = ShownPageValue

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["shown"] = value.target_for(context.get("page"))
        context["why_hidden"] = value.why_hidden(context.get("page"))
        return context

    def sample_page(self, **fields):
        return self.child_blocks[self.meta.shows].target_model(live=True, path="", **fields)
