"""Blocks that show therapies: the heart of the plugin."""

from html import unescape

from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.rich_text import RichText

from ..lib.facets import NAME, TEXT
from ..lib.fields import RICH_TEXT_FEATURES, is_blank
from ..lib.languages import filled, foreign_language_of, marked
from ..lib.page_answers import page_answers
from ..lib.passages import heading_line, passages_in
from ..lib.wording import fill, names_on
from .base import (
    EditorWords,
    ShownPageBlock,
    ShownPageChooserBlock,
    ShownPageValue,
)
from .memory import NO_MEMORY, MemoryBlock, OverrideBlock, has_memory, is_stale, memory_of
from .therapy_form import (
    STATE,
    TherapyBlockAdapter,
    TherapyBlockComparison,
    form_state,
    is_copy,
    shown_in_form,
)


class TherapyValue(ShownPageValue):
    """One therapy as a page shows it: every fallback from override to shared text is here."""

    health_aspect = "TreatmentsHealthAspect"

    def heading(self, page) -> str:
        """The override, else "{therapy} for {condition}", else the therapy's own title."""
        if override := (self.get("heading_override") or "").strip():
            return unescape(fill(escape(override), names_on(page)))
        therapy = self.target_for(page)
        title = marked(therapy.title, therapy)
        condition = page_answers(page).condition_name
        if not condition:
            return title
        pattern = gettext("%(therapy)s for %(condition)s")
        return filled(pattern, therapy=title, condition=condition)

    def text(self, page) -> RichText:
        """The override, else the therapy's shared text; its tokens filled in for `page`."""
        own = self.has_own_text
        source = self.override.source if own else self.target_for(page).shared_text
        return RichText(fill(source, names_on(page)))

    def text_language(self, page) -> str:
        """The code of the language that the text is in; "" where it is the page's."""
        return "" if self.has_own_text else foreign_language_of(self.target_for(page))

    def source_of(self, part: str, page) -> tuple:
        if part == "text_override" and not self.has_own_text:
            return self.target_for(page), "shared_text"
        return super().source_of(part, page)

    def contents_heading(self, page) -> str:
        return "" if self.why_hidden(page) else self.heading(page)

    @property
    def override(self) -> RichText:
        return self.get("text_override") or RichText("")

    @property
    def has_own_text(self) -> bool:
        """Whether a text written here stands in place of the shared one."""
        return not is_blank(self.override)

    @property
    def has_memory(self) -> bool:
        """Whether it is known which shared text the override was written against."""
        return self.target is not None and has_memory(self.target.pk, self.override, self)

    @property
    def is_stale(self) -> bool:
        """Whether the published shared text has changed since the override was written."""
        return self.target is not None and is_stale(self.target, self.override, self)

    def remember(self, shared_text: str) -> None:
        """Sets which shared text the override was written or confirmed against."""
        self.update(memory_of(self.target.pk, self.override, shared_text))

    def shown_text(self, page) -> str:
        if self.why_hidden(page):
            return ""
        return "\n".join([heading_line(self.heading(page)), *passages_in(self.text(page).source)])

    def shared_text_shown(self, page) -> str:
        return "" if self.has_own_text else self.shown_text(page)

    def as_shown(self, page) -> dict:
        return {
            "heading": self.heading(page),
            "text": str(self.text(page)),
            "is_own_text": self.has_own_text,
            "is_stale": self.is_stale,
        }

    def offers(self, page) -> list[str]:
        return [each.title for each in self.shown_therapies(page)]

    def why_hidden(self, page) -> str:
        reason = super().why_hidden(page)
        if not reason and is_blank(self.text(page)):
            reason = gettext("“%(title)s” has no shared text yet, and none is written here.") % {
                "title": self.target_for(page).title
            }
        return reason


class TherapyWords(EditorWords):
    @staticmethod
    def how_shown(block, raw: dict) -> list[str]:
        is_shared = is_blank(raw.get("text_override"))
        text = gettext("Shared text") if is_shared else gettext("Wording for this page")
        has_heading = (raw.get("heading_override") or "").strip()
        return [text, gettext("Heading for this page")] if has_heading else [text]

    @staticmethod
    def own_words(block, raw: dict) -> list[str]:
        found = []
        if not is_blank(raw.get("text_override")):
            found.append(gettext("This page has its own words in place of the shared text."))
        if (raw.get("heading_override") or "").strip():
            found.append(gettext("This page has its own heading."))
        return found

    @staticmethod
    def what_is_lost(block, raw: dict, target, page, gone: set[int]) -> str:
        shown = {block.meta.shows: target, "heading_override": raw.get("heading_override")}
        heading = block.meta.value_class(block, shown).heading(page)
        return gettext("Loses the block “%(heading)s”.") % {"heading": heading}


class TherapyBlock(ShownPageBlock):
    editor_words = TherapyWords

    therapy = ShownPageChooserBlock(
        "clinic_pages.TherapyPage",
        image_field="image",
        label=_("Therapy"),
        help_text=_("Its shared text appears here, and follows every change made there."),
    )
    heading_override = blocks.CharBlock(
        label=_("Heading for this page"),
        required=False,
        default="",
        # `shown_text` has it, where visitors see the block.
        search_index=False,
        help_text=_(
            "Leave empty for “Therapy for condition”, for example “Acupuncture for Sciatica”."
        ),
    )
    text_override = OverrideBlock(
        label=_("Wording for this page"),
        required=False,
        search_index=False,
        features=RICH_TEXT_FEATURES,
        help_text=_(
            "Leave empty to show the therapy's shared text. What you write here replaces it on "
            "this page only."
        ),
    )
    shared_text_seen = MemoryBlock(label=_("Shared text when this was written"))
    seen_for = MemoryBlock(label=_("Written for"))

    class Meta:
        icon = "tag"
        label = _("Therapy")
        group = _("Therapies")
        description = _("A therapy, in its shared text or reworded for this page.")
        template = "clinic_pages/blocks/therapy.html"
        value_class = TherapyValue
        shows = "therapy"
        facets = (NAME, TEXT)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if not context["why_hidden"]:
            context["heading"] = value.heading(context.get("page"))
            context["text"] = value.text(context.get("page"))
            context["text_language"] = value.text_language(context.get("page"))
        return context

    def get_comparison_class(self):
        return TherapyBlockComparison

    def as_stored(self, raw: dict, therapy) -> TherapyValue:
        """The value that is stored as `raw` and shows `therapy`, without a query."""
        text = RichText(raw.get("text_override") or "")
        shown = {self.meta.shows: therapy, "text_override": text}
        return self.meta.value_class(self, {**raw, **shown})

    def get_form_state(self, value):
        return {**super().get_form_state(value), STATE: form_state(value)}

    def value_from_datadict(self, data, files, prefix):
        value = super().value_from_datadict(data, files, prefix)
        if value.has_own_text and value.target and is_copy(value.override, value.target):
            value["text_override"] = RichText("")
        shown = shown_in_form(data, prefix, value.target)
        if shown is not None and not value.has_memory:
            value.remember(shown)
        return value

    def get_prep_value(self, value):
        """What is stored. An override that has no memory yet gets it here, whoever wrote it: form,
        import, API or factory. That is the one query it costs."""
        return {**super().get_prep_value(value), **self._memory(value)}

    def _memory(self, value) -> dict:
        if value.target is None or is_blank(value.override):
            return NO_MEMORY
        if value.has_memory:
            return {name: value[name] for name in NO_MEMORY}
        therapies = type(value.target).objects.filter(pk=value.target.pk)
        shared_text = therapies.values_list("shared_text", flat=True).first()
        return memory_of(value.target.pk, value.override, shared_text)

    def sample(self):
        return {
            "therapy": self.sample_page(
                title=gettext("Acupuncture"),
                shared_text=gettext("<p>Very fine needles are placed at points on the body.</p>"),
            ),
            "heading_override": gettext("Acupuncture for Sciatica"),
            "text_override": "",
        }


register(TherapyBlockAdapter(), TherapyBlock)
