"""Before something goes from published pages: what speaks against it on one page, and one decision.

Several subjects have something to say, each in its part of that page (`CONCERNS`). It takes the
place of Wagtail's own "Are you sure?"; where nobody has anything to say, that comes. Whoever cannot
be asked (API, command) is not: visitors see no hole in any case, because blocks whose target is
gone are not rendered.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django import forms
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page

from ..lib.languages import are_several
from ..lib.registry import Registry
from ..pages.base import ClinicPage

DECISION = "clinic_pages_decision"
# As Wagtail's own forms have it.
ALONG = "include_descendants"
TEMPLATE = "clinic_pages/showing/confirm_removal.html"


class Words(NamedTuple):
    """What the page calls what is about to be done, and the button that does it."""

    title: str | Promise
    button: str | Promise


UNPUBLISH, DELETE, RESTRICT, EXPIRE = "unpublish", "delete", "restrict", "expire"
WORDS = {
    UNPUBLISH: Words(_("Unpublish"), _("Yes, unpublish it")),
    DELETE: Words(_("Delete"), _("Yes, delete it")),
    RESTRICT: Words(_("Make private"), _("Yes, make it private")),
    EXPIRE: Words(_("Publish until a date"), _("Yes, publish it until then")),
}


@dataclass(frozen=True)
class Removal:
    """action: one of WORDS. chosen: what the editor chose: pages, snippets, or files of one model.
    along: whether what lies below pages goes, too."""

    action: str
    chosen: list[Model]
    user: object
    along: bool = False

    @cached_property
    def pages(self) -> list[Page]:
        """The published clinic pages that go: those chosen, what is under them, and what Wagtail
        takes along in other languages."""
        # What is published until a date may not be published yet.
        is_shown = Q(live=True) | Q(pk__in=self._chosen_pages if self.action == EXPIRE else [])
        found = Page.objects.filter(self.all_pages, is_shown)
        return [page for page in found if issubclass(page.specific_class or Page, ClinicPage)]

    @property
    def all_pages(self) -> Q:
        """The same of all pages, published or not, as a condition on them."""
        roots = [page for page in self.chosen if isinstance(page, Page)]
        roots = {*roots, *_translations(roots, self.action)}
        condition = Q(pk__in=[page.pk for page in roots])
        for page in roots if self.along else []:
            condition |= Q(path__startswith=page.path)
        return condition

    @property
    def others(self) -> list[Model]:
        """What is chosen and is no page."""
        return [each for each in self.chosen if not isinstance(each, Page)]

    @property
    def _chosen_pages(self) -> list[int]:
        return [page.pk for page in self.chosen if isinstance(page, Page)]

    @property
    def below(self) -> QuerySet[Page]:
        """What lies below the chosen pages and may go with them."""
        condition = Q(pk__in=[])
        for page in self.chosen:
            if isinstance(page, Page) and page.numchild:
                condition |= Q(path__startswith=page.path)
        found = Page.objects.filter(condition).exclude(pk__in=self._chosen_pages)
        return found if self.action == DELETE else found.live()


def _translations(pages: list[Page], action: str) -> list[Page]:
    if not (pages and are_several()):
        return []
    found = []
    for find in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        found += [page for along in (find(pages, action) or {}).values() for page in along]
    return found


# --- What speaks against it ----------------------------------------------------------------------


class Part(NamedTuple):
    """What a subject has to say. template: gets `context` as `part`. key: of what was read; to
    another one it was no decision.

    asks: whether it is a reason to ask, or said beside such a reason. refuses: whether nobody may
    go on. form: fields of the decision; `decided` is called before what was decided is done. place:
    parts with a lower number come first.
    """

    template: str
    context: dict
    key: str = ""
    asks: bool = True
    refuses: bool = False
    form: forms.Form | None = None
    decided: Callable[[], None] | None = None
    place: int = 2


Concern = Callable[[Removal, HttpRequest], Part | None]
# {subject: its concern}, in the order of their parts.
CONCERNS: Registry[str, Concern] = Registry()


def key_of(values: Iterable) -> str:
    """A short key of what an editor reads."""
    return hashlib.sha256(repr(sorted(map(str, values))).encode()).hexdigest()[:16]


def parts_of(removal: Removal, request: HttpRequest) -> list[Part]:
    """What all subjects say; [] where none of them asks. One that refuses is heard alone."""
    found = [part for concern in CONCERNS.values() if (part := concern(removal, request))]
    if refusing := [part for part in found if part.refuses]:
        return refusing
    found.sort(key=lambda part: part.place)
    return found if any(part.asks for part in found) else []


def decision_on(parts: list[Part]) -> str:
    return key_of(part.key for part in parts if part.asks)


# --- The question --------------------------------------------------------------------------------


def ask(request: HttpRequest, removal: Removal) -> TemplateResponse | None:
    """The question, or None where it is answered or need not be asked."""
    parts = parts_of(removal, request)
    if request.method == "POST" and (not parts or is_decided(request, parts)):
        for part in parts:
            if part.decided:
                part.decided()
        return None
    with_below = _parts_with_below(removal, request)
    if not parts and not with_below:
        return None
    return TemplateResponse(request, TEMPLATE, _context(request, removal, parts, with_below))


def is_decided(request, parts: list[Part]) -> bool:
    """Whether an editor has read this, and what she filled in is valid."""
    if decision_on(parts) not in request.POST.getlist(DECISION):
        return False
    if any(part.refuses for part in parts) or not type_to_delete_confirmation(request):
        return False
    sent = [part.form for part in parts if part.form is not None and part.form.is_bound]
    return all(form.is_valid() for form in sent)


def _parts_with_below(removal: Removal, request) -> list[Part]:
    """What is said where what lies below goes, too: as in Wagtail's form one may tick it."""
    if removal.action != UNPUBLISH or removal.along or not removal.below.exists():
        return []
    return parts_of(replace(removal, along=True), request)


def _context(request, removal: Removal, parts: list[Part], with_below: list[Part]) -> dict:
    words = WORDS[removal.action]
    said = {part.key for part in parts}
    return {
        "page_title": words.title,
        "header_title": words.title,
        "page_subtitle": str(removal.chosen[0]) if len(removal.chosen) == 1 else "",
        "header_icon": "warning",
        "removal": removal,
        "button": words.button,
        "parts": [part for part in parts if part.form is None],
        "below": [part for part in with_below if part.asks and part.key not in said],
        "forms": [part for part in parts if part.form is not None],
        "media": sum((part.form.media for part in parts if part.form), forms.Media()),
        "is_refused": any(part.refuses for part in parts),
        "has_changed": DECISION in request.POST and decision_on(parts) not in _decisions(request),
        "decisions": {decision_on(each) for each in (parts, with_below) if each},
        "decision_name": DECISION,
        "fields": _other_fields(request, parts),
        "cancel_url": _way_back(request, removal.chosen),
        **_below_context(removal),
    }


def _decisions(request) -> list[str]:
    return request.POST.getlist(DECISION)


def _below_context(removal: Removal) -> dict:
    """How many pages go or may go along, and whether Wagtail wants its name typed."""
    count = removal.below.count() if removal.action in (UNPUBLISH, DELETE) else 0
    limit = getattr(settings, "WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT", 10)
    total = count + len(removal.chosen)
    return {
        "below_count": count,
        "total_pages": total,
        "is_name_typed": removal.action == DELETE and total >= limit and not removal.others,
        "wagtail_site_name": getattr(settings, "WAGTAIL_SITE_NAME", "wagtail"),
    }


def _other_fields(request, parts: list[Part]) -> list[tuple[str, str]]:
    """What is to be sent again: all that the page does not ask for itself."""
    ours = {"csrfmiddlewaretoken", DECISION, ALONG, "confirm_site_name"}
    ours |= {part.form.add_prefix(name) for part in parts if part.form for name in part.form.fields}
    sent = request.POST if request.method == "POST" else {}
    found = [
        (name, value)
        for name, values in (sent.lists() if sent else ())
        for value in values
        if name not in ours
    ]
    if not any(name == "next" for name, _value in found):
        found.append(("next", get_valid_next_url_from_request(request)))
    return found


def _way_back(request, chosen) -> str:
    edit = AdminURLFinder(request.user).get_edit_url(chosen[0]) if len(chosen) == 1 else None
    return get_valid_next_url_from_request(request) or edit or reverse("wagtailadmin_home")


def ask_about_pages(request, pages: list[Page], action: str):
    along = action == DELETE or bool(request.POST.get(ALONG))
    return ask(request, Removal(action, pages, request.user, along))


def ask_about_others(request, chosen: Iterable[Model], action: str):
    """chosen: snippets or files of one model."""
    return ask(request, Removal(action, list(chosen), request.user))
