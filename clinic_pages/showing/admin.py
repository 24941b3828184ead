"""What editors meet of it: the list of pages, and the question before something goes."""

from django.urls import include, path
from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from . import losses  # noqa: F401
from .asking import (
    BULK_ACTIONS,
    DeleteDocumentView,
    DeleteImageView,
    ask_in_bulk,
)
from .files import EditDocumentView
from .removal import DELETE, EXPIRE, UNPUBLISH, Removal, ask, ask_about_others, ask_about_pages
from .views import ShownOnView, find_pages


@hooks.register("register_admin_urls")
def register_admin_urls():
    address = "clinic-pages/shown-on/<str:app_label>/<str:model_name>/<str:pk>/"
    urls = [
        path(address, ShownOnView.as_view(), name="pages"),
        path(f"{address}find/", find_pages, name="find"),
    ]
    return [path("", include((urls, "clinic_pages_showing")))]


# --- The question before something goes ----------------------------------------------------------


# Before Wagtail's own.
@hooks.register("register_admin_urls", order=-1)
def register_views_of_files():
    return [
        path("documents/edit/<int:document_id>/", EditDocumentView.as_view()),
        path("images/<int:image_id>/delete/", DeleteImageView.as_view()),
        path("documents/delete/<int:document_id>/", DeleteDocumentView.as_view()),
    ]


# Before Wagtail 8 the question comes after its own, and none before a page is made private.
if hasattr(PageViewSet, "set_privacy_view_class"):

    @hooks.register("register_admin_viewset")
    def register_views_of_pages():
        from .asking_pages import ClinicPageViewSet

        return ClinicPageViewSet("clinic_pages")


# After Wagtail's own, whose places they take.
for action_class in BULK_ACTIONS:
    hooks.register("register_bulk_action", action_class, order=1)


hooks.register("before_bulk_action", ask_in_bulk)


@hooks.register("before_unpublish_page")
def before_unpublish_page(request, page):
    return ask_about_pages(request, [page], UNPUBLISH)


# Also before Wagtail's own page is shown.
@hooks.register("before_delete_page")
def before_delete_page(request, page):
    return ask_about_pages(request, [page], DELETE)


# Wagtail calls it for snippets alone.
@hooks.register("before_unpublish")
def before_unpublish_snippet(request, snippet):
    return ask_about_others(request, [snippet], UNPUBLISH)


@hooks.register("before_delete_snippet")
def before_delete_snippets(request, snippets):
    return ask_about_others(request, snippets, DELETE)


@hooks.register("before_publish_page")
@hooks.register("before_publish")
def before_it_ends(request, obj):
    """Asks where it is published until another date than before."""
    if request.method != "POST" or not getattr(obj, "expire_at", None):
        return None
    model = Page if isinstance(obj, Page) else type(obj)
    stored = model.objects.filter(pk=obj.pk, live=True).values_list("expire_at", flat=True)
    if obj.expire_at in stored:
        return None
    return ask(request, Removal(EXPIRE, [obj], request.user))
