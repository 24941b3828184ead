"""The address of a page with its marks, its item in the user bar, and the way to a field."""

from django.urls import include, path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.userbar import BaseItem

from ..pages.base import ClinicPage
from .views import live_page


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [path("clinic-pages/origins/<int:pk>/", live_page, name="live")]
    return [path("", include((urls, "clinic_pages_origins")))]


@hooks.register("insert_editor_js")
def insert_reveal():
    source = versioned_static("clinic_pages/origins/reveal.js")
    return format_html('<script src="{}"></script>', source)


class OriginsItem(BaseItem):
    """Leads to the same page with its marks."""

    template_name = "clinic_pages/origins/user_bar_item.html"

    def __init__(self, page):
        self.page = page


@hooks.register("construct_wagtail_userbar")
def add_to_user_bar(request, items, page):
    is_visit = not getattr(request, "is_preview", False)
    if is_visit and isinstance(page, ClinicPage) and page.pk:
        items.insert(1, OriginsItem(page))
