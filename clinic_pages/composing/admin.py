"""Where a new page begins, and what is said of it."""

from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from .beginnings import left_empty
from .choices import asked_title, chosen_page, may_begin_like, pattern_of
from .receivers import BEGIN_CALLED, BEGIN_WITH
from .views import begin_like_this, therapy_block


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [
        path("clinic-pages/like/<int:pk>/", begin_like_this, name="like"),
        path("clinic-pages/therapy-block/<int:pk>/", therapy_block, name="therapy_block"),
    ]
    return [path("", include((urls, "clinic_pages_composing")))]


# --- A page like this one ------------------------------------------------------------------------


class LikeThisItem(PageMenuItem):
    label = gettext_lazy("New page like this one")
    icon_name = "circle-plus"

    @cached_property
    def url(self):
        return reverse("clinic_pages_composing:like", args=[self.page.pk])

    def is_shown(self, user):
        return may_begin_like(self.page, user)


@hooks.register("register_page_listing_more_buttons")
def add_to_rows(page, user, next_url=None):
    yield LikeThisItem(page=page, priority=19)


@hooks.register("register_page_header_buttons")
def add_to_headers(page, user, view_name, next_url=None):
    yield LikeThisItem(page=page, priority=29)


# --- What is said --------------------------------------------------------------------------------


@hooks.register("before_create_page")
def begin_new_page(request, parent_page, page_class):
    """For the signal with which Wagtail has its form filled: that knows no request."""
    if request.method != "GET":
        return
    if page := chosen_page(request, page_class):
        said = _("This page begins like “%(title)s”: its texts still speak of that.")
        _tell(request, said, page)
    elif page := pattern_of(parent_page, page_class):
        _tell(request, _("This page begins with the pattern “%(title)s”."), page)
    setattr(parent_page, BEGIN_WITH, page)
    setattr(parent_page, BEGIN_CALLED, asked_title(request))


@hooks.register("after_copy_page")
def tell_of_copy(request, page, new_page):
    source = page.specific
    if not new_page.alias_of_id and (names := left_empty(source)):
        messages.info(request, _left_empty(names))


def _tell(request, said: str, source: Page) -> None:
    title = {"title": source.get_admin_display_title()}
    names = left_empty(source)
    messages.info(request, " ".join(filter(None, [said % title, names and _left_empty(names)])))


def _left_empty(names: list[str]) -> str:
    return _("Left empty: %(fields)s.") % {"fields": ", ".join(names)}
