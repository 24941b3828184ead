"""The form of a picture, and what comes between it and a new file on pages."""

from django.urls import include, path
from wagtail import hooks

from .views import PictureEditView, ReplaceView, new_file, on_page


# Before Wagtail's own, whose address the form keeps.
@hooks.register("register_admin_urls", order=-1)
def register_admin_urls():
    address = "clinic-pages/pictures/<int:image_id>/"
    urls = [
        path(address, ReplaceView.as_view(), name="replace"),
        path(f"{address}on/<int:page_id>/", on_page, name="on_page"),
        path(f"{address}file/<int:upload_id>/<str:role>/", new_file, name="file"),
    ]
    return [
        path("images/<int:image_id>/", PictureEditView.as_view()),
        path("", include((urls, "clinic_pages_uploads"))),
    ]
