"""What therapies cost, as their own pages say it, so that a changed price is right everywhere."""

from typing import NamedTuple

from django.core.validators import MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..lib.facets import CARD, NAME
from ..lib.languages import marked
from ..lib.passages import heading_line
from .base import ClinicStructBlock, ClinicStructValue, EditorWords, ShownPageChooserBlock, seen_on


class PriceRow(NamedTuple):
    """page: of a therapy, None for anything else. minutes, amount: None where nobody says."""

    name: str
    page: object
    minutes: int | None
    amount: object

    @property
    def is_from(self) -> bool:
        """Whether it may cost more: therapies say from when on."""
        return self.page is not None


class PriceListValue(ClinicStructValue):
    @property
    def heading(self) -> str:
        return (self.get("heading_override") or "").strip() or gettext("Prices")

    def contents_heading(self, page) -> str:
        return "" if self.why_hidden(page) else self.heading

    def therapies(self, page) -> list:
        """Those that visitors of `page` may see."""
        return seen_on(page, self["therapies"])

    def rows(self, page) -> list[PriceRow]:
        of_therapies = [
            PriceRow(marked(each.title, each), each, each.duration_minutes, each.price_from)
            for each in self.therapies(page)
        ]
        others = [
            PriceRow(each["name"], None, each["minutes"], each["price"]) for each in self["others"]
        ]
        return of_therapies + others

    def why_hidden(self, page) -> str:
        return "" if self.rows(page) else gettext("None of its therapies can be seen by visitors.")

    def shown_pages(self, page) -> list:
        return self.therapies(page)

    def shown_therapies(self, page) -> list:
        return self.therapies(page)

    def shown_text(self, page) -> str:
        return "\n".join(heading_line(therapy.title) for therapy in self.therapies(page))


class PriceWords(EditorWords):
    @staticmethod
    def how_shown(block, raw: dict) -> list[str]:
        return [gettext("Price list")]

    @staticmethod
    def what_is_lost(block, raw: dict, target, page, gone: set[int]) -> str:
        return gettext("“%(title)s” is gone from the price list.") % {"title": target.title}


class OtherPriceBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("What it is"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    price = blocks.DecimalBlock(
        label=_("Price"), required=False, decimal_places=2, validators=[MinValueValidator(0)]
    )

    class Meta:
        icon = "tag"
        label = _("Other price")
        label_format = "{name}"


class PriceListBlock(ClinicStructBlock):
    editor_words = PriceWords

    heading_override = blocks.CharBlock(
        label=_("Another heading"),
        required=False,
        default="",
        help_text=_("Leave empty for “Prices”."),
    )
    therapies = blocks.ListBlock(
        ShownPageChooserBlock("clinic_pages.TherapyPage", label=_("Therapy")),
        label=_("Therapies"),
        help_text=_("With the duration and the price that stand on their own pages."),
    )
    others = blocks.ListBlock(
        OtherPriceBlock(),
        default=[],
        label=_("Other prices"),
        help_text=_("What is no therapy, such as a first talk or a missed appointment."),
    )

    class Meta:
        icon = "tag"
        label = _("Price list")
        group = _("Therapies")
        description = _("What therapies take and cost, from their own pages.")
        template = "clinic_pages/blocks/price_list.html"
        value_class = PriceListValue
        facets = (NAME, CARD)
        label_format = "{heading_override}"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["rows"] = value.rows(context.get("page"))
        context["why_hidden"] = value.why_hidden(context.get("page"))
        return context

    def sample(self):
        therapy = self.child_blocks["therapies"].child_block.target_model
        shown = therapy(
            title=gettext("Cupping"), live=True, path="", duration_minutes=30, price_from=50
        )
        other = {"name": gettext("First talk"), "minutes": 20, "price": 0}
        return {"heading_override": "", "therapies": [shown], "others": [other]}
