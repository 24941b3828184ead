"""What a check is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from .facts import Facts


class Severity(TextChoices):
    """The values are those of axe, which shows them to editors."""

    SERIOUS = "serious", _("Keeps it from being found")
    MODERATE = "moderate", _("Could be better")


@dataclass(frozen=True)
class Check:
    """One thing that may be wrong with a page.

    code: its name in the database and in docs/search-checks.md
    wrong, advice: what is wrong, and what an editor does about it
    field: the name of the form's field where it is done; "" where that is not in the page's form
    fails: whether a page with these facts has it
    """

    code: str
    severity: Severity
    wrong: str
    advice: str
    field: str
    fails: Callable[[Facts], bool]


def check(severity: Severity, wrong, advice, field: str = ""):
    """Makes a Check of a function, whose name is the code."""
    return lambda fails: Check(fails.__name__, severity, wrong, advice, field, fails)
