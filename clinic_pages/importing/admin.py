"""What Wagtail's log says of an import."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .memory import IMPORTED


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(IMPORTED, _("Import"), _("Imported from a file"))
