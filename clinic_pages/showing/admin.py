"""What editors meet of it: the list of pages, and the question before something goes."""

from django.urls import include, path
from wagtail import hooks

from ..pages.booking_texts import BookingSnippet
from .removal import ask, ask_about_pages, before_pages_go
from .views import ShownOnView, find_pages


@hooks.register("register_admin_urls")
def register_admin_urls():
    address = "clinic-pages/shown-on/<str:app_label>/<str:model_name>/<str:pk>/"
    urls = [
        path(address, ShownOnView.as_view(), name="pages"),
        path(f"{address}find/", find_pages, name="find"),
    ]
    return [path("", include((urls, "clinic_pages_showing")))]


before_pages_go(ask_about_pages)


# Wagtail calls it for snippets alone.
@hooks.register("before_unpublish")
def before_unpublish_snippet(request, snippet):
    return ask(request, [snippet], "unpublish", lambda: _published_snippets([snippet]))


@hooks.register("before_delete_snippet")
def before_delete_snippets(request, snippets):
    return ask(request, list(snippets), "delete", lambda: _published_snippets(snippets))


def _published_snippets(snippets) -> list[BookingSnippet]:
    return [each for each in snippets if isinstance(each, BookingSnippet) and each.live]
