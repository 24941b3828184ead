"""What stands around hours in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel

from ..lib.error_reports import NoValues
from .hours_form import ANSWER


class QuestionPanel(Panel):
    """What is to be read before hours are saved: nothing until there is something."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "clinic_pages/pages/hours_question.html"

        def is_shown(self):
            return self.form is not None and getattr(self.form, "question", None) is not None

        def get_context_data(self, parent_context=None):
            question = self.form.question
            # It may name people.
            self.request.exception_reporter_filter = NoValues()
            context = super().get_context_data(parent_context)
            return context | question.context | {"question": question, "answer": ANSWER}


def same_hours() -> MultiFieldPanel:
    """To enter the hours of several days at once."""
    return MultiFieldPanel(
        [
            FieldPanel("same_days"),
            FieldRowPanel([FieldPanel("same_opens"), FieldPanel("same_closes")]),
            FieldRowPanel([FieldPanel("break_begins"), FieldPanel("break_ends")]),
        ],
        heading=_("The same hours on several days"),
        classname="collapsed",
    )
