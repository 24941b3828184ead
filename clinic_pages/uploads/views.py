"""A new file for a picture is seen on the pages that show it before it is so."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.images import get_image_model
from wagtail.images.views.images import EditView
from wagtail.models import Page

from ..lib.pictures import ROLES
from ..lib.previews import Version, check_may_preview, may_preview, mode_for, seen_on
from ..showing.files import EditImageView
from ..showing.shown_on import listing, pages_with
from . import trial

REPLACE, ON_PAGE = "clinic_pages_uploads:replace", "clinic_pages_uploads:on_page"


class PictureEditView(EditImageView):
    """Wagtail's, but that a new file waits where pages show the picture."""

    def form_valid(self, form):
        if "file" not in form.changed_data or not pages_with(self.object).exists():
            return super().form_valid(form)
        trial.begin(self.request, self.object, form)
        return redirect(REPLACE, self.object.pk)


class ReplaceView(EditView):
    """The question: what stands where, before and after, and one decision. POST with `keep` leaves
    the old file."""

    template_name = "clinic_pages/uploads/replace.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        self.trial = trial.of(request, self.object)
        if self.trial is None:
            return redirect(self.get_edit_url())
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        sent = {"data": self.trial.data, "files": {"file": self.trial.file}}
        return super().get_form_kwargs() | (sent if self.request.method == "POST" else {})

    @cached_property
    def next_url(self):
        return None

    def post(self, request, *args, **kwargs):
        if "keep" in request.POST:
            trial.end(request, self.object)
            messages.info(request, _("The picture is as it was."))
            return redirect(self.get_edit_url())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        trial.end(self.request, self.object)
        return response

    def form_invalid(self, form):
        messages.validation_error(self.request, self.get_error_message(), form)
        return redirect(self.get_edit_url())

    def get_page_title(self):
        return _("A new picture")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        words = self.request.GET.get("q", "").strip()
        found = listing(self.object, self.request.user, words)
        rows = [(row.page, self._url_on(row.page)) for row in found.rows]
        css = {"all": [versioned_static("clinic_pages/uploads/replace.css")]}
        return context | {
            "count": found.count,
            "first_url": next((url for _page, url in rows if url), ""),
            "has_more": found.has_more,
            "media": context["media"] + forms.Media(css=css),
            "new_url": self.trial.shown.address("content"),
            "rows": rows,
            "words": words,
        }

    def _url_on(self, page: Page) -> str:
        """That of a preview on `page`, "" where the editor may not see that."""
        may_see = may_preview(self.request.user, page)
        return reverse(ON_PAGE, args=[self.object.pk, page.pk]) if may_see else ""


def trial_of(request, image_id: int) -> trial.Trial:
    """What this editor has sent for a picture; 404 for everybody else."""
    image = get_object_or_404(get_image_model(), pk=image_id)
    policy = EditView().permission_policy
    found = trial.of(request, image)
    if found is None or not policy.user_has_permission_for_instance(request.user, "change", image):
        raise Http404
    return found


def on_page(request, image_id: int, page_id: int):
    """`page` with the new picture."""
    found, page = trial_of(request, image_id), get_object_or_404(Page, pk=page_id, depth__gt=1)
    check_may_preview(request, page)
    before = Version(found.image)
    response = seen_on(mode_for(page), Version(found.tried), before, None, request)
    response["X-Robots-Tag"] = "noindex"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def new_file(request, image_id: int, upload_id: int, role: str):
    """The new file in a role: for the editor who has sent it, and nobody else."""
    found = trial_of(request, image_id)
    if found.upload.pk != upload_id or role not in ROLES:
        raise Http404
    content, kind = trial.content_of(found, role)
    headers = {
        "Cache-Control": "private, max-age=3600",
        # A drawing may hold scripts.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
