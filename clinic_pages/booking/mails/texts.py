"""What a mail says: the built-in words or the clinic's own, filled in."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from .kinds import MailKind
from .tokens import Facts, fill, fill_subject


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def built_in(kind: MailKind, facts: Facts) -> Text:
    """In the active language, with tokens."""
    context = {
        "request": facts.request,
        "clinic": facts.clinic,
        "appointment": facts.appointment,
    }
    return Text(f"{kind.subject} – {{clinic}}", render_to_string(kind.template, context))


def filled_in(words: Text, facts: Facts) -> Text:
    return Text(fill_subject(words.subject, facts), fill(words.body, facts))
