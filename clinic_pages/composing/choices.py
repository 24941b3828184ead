"""Which page a new one begins like."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..lib.editing import may_read_draft
from ..pages.condition_index import ConditionIndexPage
from ..pages.conditions import ConditionPage

# In the address of Wagtail's form for a new page: the primary key of the one it is to be like.
LIKE = "like"
# And the title that it is to begin with.
TITLE = "title"


def chosen_page(request: HttpRequest, page_class: type[Page]) -> Page | None:
    """The page that the form is asked to begin like, in its latest draft. Raises Http404, and
    PermissionDenied for who may not see that draft."""
    chosen = request.GET.get(LIKE)
    if not chosen:
        return None
    pages = (
        page_class.objects.filter(pk=chosen) if chosen.isdecimal() else page_class.objects.none()
    )
    page = pages.first()
    if page is None or page.specific_class != page_class:
        raise Http404
    if not may_read_draft(page, request.user):
        raise PermissionDenied
    return page.get_latest_revision_as_object()


def asked_title(request: HttpRequest) -> str:
    """The title that the form is asked to begin with; "" for none."""
    words = " ".join(request.GET.get(TITLE, "").split())
    return capfirst(words[: Page._meta.get_field("title").max_length])


def address_of_new_condition(user) -> str:
    """Of the form for a new condition, in the first list where `user` may add one; "" where there
    is none. To be asked with `?title=`. Two queries."""
    lists = page_permission_policy.instances_user_has_permission_for(user, "add")
    above = lists.type(ConditionIndexPage).order_by("path").first()
    names = ConditionPage._meta.app_label, ConditionPage._meta.model_name
    return reverse("wagtailadmin_pages:add", args=[*names, above.pk]) if above else ""


def pattern_of(parent: Page, page_class: type[Page]) -> Page | None:
    """The pattern of new pages of this type under `parent`, in its latest draft; None where the
    clinic has chosen none."""
    pattern = parent.pattern if isinstance(parent, ConditionIndexPage) else None
    if pattern and pattern.locale_id != parent.locale_id:
        # A translated list keeps the choice of its original.
        pattern = pattern.get_translation_or_none(parent.locale)
    # A host's type of its own begins with what it has in common.
    if pattern is None or not issubclass(page_class, pattern.specific_class):
        return None
    return pattern.get_latest_revision_as_object()


def may_begin_like(page: Page, user) -> bool:
    """Whether `user` is offered a page like this one. The page above, which has the last word, is
    not asked: that would be a query for each row of a list."""
    if not issubclass(page.specific_class or Page, ConditionPage):
        return False
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() and (user.is_superuser or "add" in permissions.permissions)
