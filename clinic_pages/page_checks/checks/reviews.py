"""Who stands for what the page says about health."""

from django.utils.translation import gettext_lazy as _

from ..base import Severity, check


@check(
    Severity.MODERATE,
    _("Nobody is named who reviewed the page"),
    _("Choose a published practitioner who checked it, and the day."),
    field="reviewer",
)
def no_reviewer(facts) -> bool:
    return facts.wants_review and not facts.has_reviewer


@check(
    Severity.MODERATE,
    _("The review is overdue"),
    _("Have the page checked again, and enter the day."),
    field="last_reviewed",
)
def review_overdue(facts) -> bool:
    reviewed = facts.last_reviewed
    return facts.wants_review and reviewed is not None and reviewed < facts.review_again_before
