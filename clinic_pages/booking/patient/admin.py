"""What Wagtail's log says of a patient's own changes."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .manage import CANCELLED, MOVED


@hooks.register("register_log_actions")
def register_log_actions(actions):
    actions.register_action(
        CANCELLED, _("Cancel by link"), _("The patient cancelled the appointment")
    )
    actions.register_action(
        MOVED, _("Move by link"), _("The patient moved the appointment to another time")
    )
