"""Which conditions and therapies an editor sees in the grid."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page
from wagtail.permissions import page_permission_policy

from ..lib.languages import are_several, codes
from ..pages.condition_index import ConditionIndexPage
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .picture import State


def conditions_for(user) -> QuerySet[ConditionPage]:
    """Those that `user` finds in the admin. Aliases follow their source."""
    pages = page_permission_policy.explorable_instances(user)
    return ConditionPage.objects.filter(pk__in=pages.values("pk"), alias_of=None)


def as_rows(conditions: QuerySet[ConditionPage]) -> QuerySet[Page]:
    """By title, each of its own type, and with what a page says of its status and its locks, which
    would else be queries for each."""
    found = Page.objects.filter(pk__in=conditions.values("pk")).order_by("title", "pk")
    return found.specific().prefetch_workflow_states().annotate_approved_schedule()


def may_edit_any(user) -> bool:
    """Whether `user` may edit a condition. One query."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return user.is_superuser or ConditionPage.objects.filter(pk__in=mine.values("pk")).exists()


def therapies_in(language: str = "") -> QuerySet[TherapyPage]:
    """All, in the order of the tree; without what is not asked of them here."""
    found = TherapyPage.objects.defer_streamfields().order_by("path")
    return found.filter(locale__language_code=language) if language else found


def languages() -> list[tuple[str, str]]:
    """(code, name) of those in which there can be pages."""
    if not are_several():
        return []
    there = set(codes().values())
    return [(code, name) for code, name in get_content_languages().items() if code in there]


def first_language() -> str:
    return Locale.get_default().language_code


def _lists(request) -> QuerySet[ConditionIndexPage]:
    mine = page_permission_policy.explorable_instances(request.user)
    return ConditionIndexPage.objects.filter(pk__in=mine.values("pk")).order_by("path")


def find(conditions: QuerySet, typed: str) -> QuerySet:
    """Those with it in their names."""
    fields = ("title", "draft_title", "alternate_names")
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": typed})
    return conditions.filter(condition)


class GridFilterSet(WagtailFilterSet):
    """State and therapies choose among cells, which are no rows of a database: the view does."""

    state = django_filters.ChoiceFilter(
        label=_("With a therapy that is"), choices=State.choices, method="leave"
    )
    therapy = django_filters.ModelMultipleChoiceFilter(
        label=_("Therapies"),
        queryset=therapies_in(),
        widget=forms.CheckboxSelectMultiple,
        method="leave",
    )
    list = django_filters.ModelChoiceFilter(
        label=_("List of conditions"),
        queryset=_lists,
        widget=forms.RadioSelect,
        empty_label=_("All lists"),
        method="below",
    )
    locale = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=languages,
        initial=first_language,
        empty_label=None,
        widget=forms.RadioSelect,
        field_name="locale__language_code",
    )

    class Meta:
        model = ConditionPage
        fields = ["state", "therapy", "list", "locale"]

    def __init__(self, data=None, *args, **kwargs):
        is_one = len(languages()) < 2
        if not is_one and data is not None and not data.get("locale"):
            data = data.copy()
            data["locale"] = first_language()
        super().__init__(data, *args, **kwargs)
        if is_one:
            del self.filters["locale"]

    def leave(self, conditions: QuerySet, name: str, value) -> QuerySet:
        return conditions

    def below(self, conditions: QuerySet, name: str, index: ConditionIndexPage) -> QuerySet:
        return conditions.descendant_of(index)
