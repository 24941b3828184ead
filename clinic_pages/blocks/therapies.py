"""Blocks that show therapies: the heart of the plugin."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from ..fields import INLINE_FEATURES, RICH_TEXT_FEATURES, is_blank
from ..visibility import why_hidden
from .base import (
    ClinicStructBlock,
    ShownPageBlock,
    ShownPageChooserBlock,
    ShownPageValue,
)


class TherapyValue(ShownPageValue):
    """One therapy as a page shows it: every fallback from override to shared text is here."""

    def heading(self, page) -> str:
        """The override, else "{therapy} for {condition}", else the therapy's own title."""
        if override := (self.get("heading_override") or "").strip():
            return override
        condition = getattr(page, "condition_name", "")
        if not condition:
            return self.target.title
        return gettext("%(therapy)s for %(condition)s") % {
            "therapy": self.target.title,
            "condition": condition,
        }

    @property
    def text(self) -> RichText:
        """The override, else the therapy's shared text."""
        override = self.get("text_override")
        return RichText(self.target.shared_text) if is_blank(override) else override

    def why_hidden(self, page) -> str:
        reason = super().why_hidden(page)
        if not reason and is_blank(self.text):
            reason = gettext("“%(title)s” has no shared text yet, and none is written here.") % {
                "title": self.target.title
            }
        return reason


class TherapyBlock(ShownPageBlock):
    therapy = ShownPageChooserBlock(
        "clinic_pages.TherapyPage",
        image_field="image",
        label=_("Therapy"),
        help_text=_("Its shared text appears here, and follows every change made there."),
    )
    heading_override = blocks.CharBlock(
        label=_("Another heading"),
        required=False,
        help_text=_(
            "Leave empty for “Therapy for condition”, for example “Acupuncture for Sciatica”."
        ),
    )
    text_override = blocks.RichTextBlock(
        label=_("Another text"),
        required=False,
        features=RICH_TEXT_FEATURES,
        help_text=_(
            "Leave empty to show the therapy's shared text. What you write here replaces it on "
            "this page only."
        ),
    )

    class Meta:
        icon = "tag"
        label = _("Therapy")
        group = _("Therapies")
        description = _("A therapy, in its shared text or reworded for this page.")
        template = "clinic_pages/blocks/therapy.html"
        value_class = TherapyValue
        shows = "therapy"
        label_format = "{therapy} {heading_override}"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if not context["why_hidden"]:
            context["heading"] = value.heading(context.get("page"))
        return context

    def sample(self):
        return {
            "therapy": self.sample_page(
                title=gettext("Acupuncture"),
                shared_text=gettext("<p>Very fine needles are placed at points on the body.</p>"),
            ),
            "heading_override": gettext("Acupuncture for Sciatica"),
            "text_override": "",
        }


class TherapiesTogetherValue(blocks.StructValue):
    """Therapies that are combined; those that visitors may not see are left out."""

    def shown(self, page) -> list:
        return [therapy for therapy in self["therapies"] if not why_hidden(therapy, page)]

    def why_hidden(self, page) -> str:
        if len(self.shown(page)) < 2:
            return gettext("Fewer than two of its therapies can be seen by visitors.")
        return ""


class TherapiesTogetherBlock(ClinicStructBlock):
    therapies = blocks.ListBlock(
        ShownPageChooserBlock("clinic_pages.TherapyPage", label=_("Therapy")),
        min_num=2,
        label=_("Therapies"),
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        required=False,
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
