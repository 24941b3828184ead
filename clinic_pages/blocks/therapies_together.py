"""A note that therapies are often combined."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from ..lib.facets import NAME
from ..lib.fields import INLINE_FEATURES, is_blank
from ..lib.passages import heading_line, passages_in
from .base import ClinicStructBlock, ClinicStructValue, EditorWords, ShownPageChooserBlock, seen_on


class TherapiesTogetherValue(ClinicStructValue):
    """Therapies that are combined; those that visitors may not see are left out."""

    has_heading = False

    def shown(self, page) -> list:
        return seen_on(page, self["therapies"])

    def shown_pages(self, page) -> list:
        return [] if self.why_hidden(page) else self.shown(page)

    def shown_therapies(self, page) -> list:
        return self.shown_pages(page)

    def shown_text(self, page) -> str:
        if self.why_hidden(page):
            return ""
        titles = ", ".join(therapy.title for therapy in self.shown(page))
        text = self.get("text") or RichText("")
        return "\n".join([*passages_in(text.source), heading_line(titles)])

    def why_hidden(self, page) -> str:
        if len(self.shown(page)) < 2:
            return gettext("Fewer than two of its therapies can be seen by visitors.")
        return ""


class TogetherWords(EditorWords):
    @staticmethod
    def how_shown(block, raw: dict) -> list[str]:
        return [gettext("Together note")]

    @staticmethod
    def what_is_lost(block, raw: dict, target, page, gone: set[int]) -> str:
        left = [each for each in raw.get("therapies", []) if _pk_in(each) not in gone]
        if len(left) < 2:
            return gettext("Loses the note on therapies together.")
        return gettext("“%(title)s” is gone from the note on therapies together.") % {
            "title": target.title
        }


def _pk_in(child) -> int | None:
    """Of a list's raw child: {"type": "item", "value": 5}, once stored as 5 alone."""
    return child.get("value") if isinstance(child, dict) else child


class TherapiesTogetherBlock(ClinicStructBlock):
    editor_words = TogetherWords

    therapies = blocks.ListBlock(
        ShownPageChooserBlock("clinic_pages.TherapyPage", label=_("Therapy")),
        min_num=2,
        default=[None, None],
        label=_("Therapies"),
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        required=False,
        search_index=False,
        features=INLINE_FEATURES,
        help_text=_("Leave empty for “We often combine these therapies:”."),
    )

    class Meta:
        icon = "link"
        label = _("Therapies together")
        group = _("Therapies")
        description = _("A note that therapies are often combined, with a link to each.")
        template = "clinic_pages/blocks/therapies_together.html"
        value_class = TherapiesTogetherValue
        facets = (NAME,)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        page = context.get("page")
        context["therapies"] = value.shown(page)
        context["why_hidden"] = value.why_hidden(page)
        context["has_text"] = not is_blank(value["text"])
        return context

    def sample(self):
        therapy = self.child_blocks["therapies"].child_block.target_model
        titles = [gettext("Acupuncture"), gettext("Cupping")]
        return {
            "therapies": [therapy(title=title, live=True, path="") for title in titles],
            "text": "",
        }
