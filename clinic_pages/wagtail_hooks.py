from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .importers.memory import IMPORTED
from .viewsets import (
    BookingSnippetViewSet,
    ConditionViewSet,
    PractitionerViewSet,
    TherapyViewSet,
)

register_snippet(BookingSnippetViewSet)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(IMPORTED, _("Import"), _("Imported from a file"))


@hooks.register("register_admin_viewset")
def register_page_listings():
    return [
        ConditionViewSet("conditions"),
        TherapyViewSet("therapies"),
        PractitionerViewSet("practitioners"),
    ]
