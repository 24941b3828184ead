"""Questions and answers."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..lib.fields import RICH_TEXT_FEATURES
from .base import ClinicStructBlock, ClinicStructValue, Slot


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"))
    answer = blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsValue(ClinicStructValue):
    slot = Slot.QUESTIONS

    @property
    def heading(self) -> str:
        return (self.get("heading_override") or "").strip() or gettext("Questions and answers")

    def contents_heading(self, page) -> str:
        return self.heading

    def questions_and_answers(self) -> list[tuple[str, str]]:
        return [(each["question"] or "", each["answer"]) for each in self["questions"]]


class QuestionsBlock(ClinicStructBlock):
    heading_override = blocks.CharBlock(
        label=_("Another heading"),
        required=False,
        default="",
        help_text=_("Leave empty for “Questions and answers”."),
    )
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("For the patient")
        description = _("Questions that patients ask; each answer opens on a click.")
        template = "clinic_pages/blocks/questions.html"
        value_class = QuestionsValue
        label_format = "{heading_override}"

    def sample(self):
        question = {
            "question": gettext("Does acupuncture hurt?"),
            "answer": gettext("<p>Most people feel little more than a pinch.</p>"),
        }
        return {"heading_override": "", "questions": [question]}
