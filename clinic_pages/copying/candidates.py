"""The pages to which blocks can be copied, and what would become of each."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.permissions import page_permission_policy

from ..grid.candidates import Where
from ..grid.filters import find
from ..grid.placing import labels_of, place_for
from ..lib.editing import why_only_draft
from ..lib.languages import are_several
from ..lib.many_pages import Candidate, why_not
from ..overrides.bodies import body_block_of, stored_bodies, therapy_block_names
from ..pages.conditions import ConditionPage
from .blocks import Copies, why_not_on
from .steps import Usuals


def pages_for(user, source: Page) -> QuerySet[Page]:
    """Those with a body, in the language of `source`, that the user may change. Aliases follow
    their source."""
    models = [model for model in get_page_models() if body_block_of(model)]
    types = ContentType.objects.get_for_models(*models).values()
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    found = mine.filter(content_type__in=types, alias_of=None).exclude(pk=source.pk)
    return found.filter(locale=source.locale_id) if are_several() else found


def named(pages: QuerySet[Page], typed: str) -> QuerySet[Page]:
    """Those with it in their names."""
    conditions = find(ConditionPage.objects.all(), typed).values("pk")
    titles = Q(title__icontains=typed) | Q(draft_title__icontains=typed)
    return pages.filter(titles | Q(pk__in=conditions))


def candidates(pages: list[Page], copies: Copies, user) -> list[Candidate]:
    """A few queries for each page type among `pages`, whatever their number."""
    bodies = {page.pk: body for page, body in stored_bodies(pages)}
    wheres = _Wheres(copies)
    return [_candidate(page, bodies.get(page.pk, []), wheres, copies, user) for page in pages]


def _candidate(page: Page, body: list[dict], wheres, copies: Copies, user) -> Candidate:
    reason = why_not(page, user) or why_not_on(page, body, copies)
    where = "" if reason else wheres.on(page, body)
    return Candidate(page, where, reason, why_only_draft(page, user))


class _Wheres:
    """In words, where the copies go on pages of all types."""

    def __init__(self, copies: Copies):
        self.raw = copies.raw
        self.usuals = Usuals(copies.source.locale_id)
        self.known: dict[type, Where] = {}

    def on(self, page: Page, body: list[dict]) -> str:
        where, names = self._of(type(page)), therapy_block_names(type(page))
        labels, said = labels_of(body, names), []
        for label in labels_of(self.raw, names):
            said.append(where.on(label, labels))
            labels.insert(place_for(label, labels, where.usual), label)
        return ", ".join(dict.fromkeys(said))

    def _of(self, model) -> Where:
        if model not in self.known:
            self.known[model] = Where(model, self.usuals[model])
        return self.known[model]
