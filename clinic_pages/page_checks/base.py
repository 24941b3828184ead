"""What a check is, and which there are."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..lib.registry import Registry
from .facts import Facts


class Severity(TextChoices):
    """The values are those of axe, which shows them to editors."""

    SERIOUS = "serious", _("Keeps it from being found")
    MODERATE = "moderate", _("Could be better")


@dataclass(frozen=True)
class Check:
    """One thing that may be wrong with a page.

    code: its name in the database and in docs/page-checks.md
    wrong, advice: what is wrong, and what an editor does about it
    field: the name of the form's field where it is done; "" where that is not in the page's form
    fails: whether a page with these facts has it
    """

    code: str
    severity: Severity
    wrong: str | Promise
    advice: str | Promise
    field: str
    fails: Callable[[Facts], bool]


# {code: check}, in the order in which an editor reads them.
CHECKS: Registry[str, Check] = Registry()


def check(severity: Severity, wrong, advice, field: str = ""):
    """Registers a function as a check; its name is the code. A host's module with such functions is
    imported in `AppConfig.ready`."""

    def register(fails: Callable[[Facts], bool]) -> Check:
        code = fails.__name__
        return CHECKS.register(code, Check(code, severity, wrong, advice, field, fails))

    return register


def failed_checks(facts: Facts) -> list[Check]:
    """The checks that the page does not pass; none for a page that nobody shall find."""
    if facts.is_kept_out:
        return []
    return [check for check in CHECKS.values() if check.fails(facts)]
