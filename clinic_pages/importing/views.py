"""Uploading files, correcting what they would become, importing and publishing them."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .destinations import destination_of, find_therapy_index, lists_of_conditions
from .errors import ImportFailed
from .forms import UploadForm, name_of
from .models import ImportBatch, ImportFile
from .steps import begin_import, begin_publishing, correct, make_batch, read_again

UPLOAD, BATCH = "clinic_pages_importing:upload", "clinic_pages_importing:batch"
MOST_LISTED = 20


def lists_for(user) -> list:
    """The lists of conditions into which `user` may import."""
    return [index for index in lists_of_conditions() if may_import(user, index)]


def may_import(user, index, publish: bool = False) -> bool:
    """Whether `user` may make conditions, therapies and booking boxes there, and publish them."""
    try:
        therapies = find_therapy_index(destination_of(index))
    except ImportFailed:
        return False
    pages = [each.permissions_for_user(user) for each in (index, therapies) if each]
    actions = ("add", "publish") if publish else ("add",)
    return (
        all(each.can_add_subpage() for each in pages)
        and (not publish or all(each.can_publish_subpage() for each in pages))
        and all(user.has_perm(f"clinic_pages.{each}_bookingsnippet") for each in actions)
    )


class UploadView(WagtailAdminTemplateMixin, FormView):
    page_title = gettext_lazy("Import conditions")
    header_icon = "upload"
    template_name = "clinic_pages/importing/upload.html"
    form_class = UploadForm

    def dispatch(self, request, *args, **kwargs):
        if not self.indexes:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def indexes(self) -> list:
        return lists_for(self.request.user)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "indexes": self.indexes}

    def form_valid(self, form):
        files = [(name_of(file), file.read()) for file in form.cleaned_data["files"]]
        batch = make_batch(form.cleaned_data["index"], self.request.user, files)
        return redirect(BATCH, batch.pk)

    def get_context_data(self, **kwargs):
        batches = ImportBatch.objects.filter(index__in=[each.pk for each in self.indexes])
        batches = batches.select_related("index", "user").order_by("-pk")[:MOST_LISTED]
        return super().get_context_data(**kwargs, batches=batches)


class BatchView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Import conditions")
    header_icon = "upload"
    template_name = "clinic_pages/importing/batch.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_import(request.user, self.batch.index):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def batch(self) -> ImportBatch:
        return get_object_or_404(ImportBatch.objects.select_related("index"), pk=self.kwargs["pk"])

    @cached_property
    def files(self) -> list[ImportFile]:
        return list(self.batch.files.defer("content").filter(is_picture=False))

    @property
    def may_publish(self) -> bool:
        return may_import(self.request.user, self.batch.index, publish=True)

    def post(self, request, pk: int):
        action = request.POST.get("action")
        if action == "delete":
            self.batch.delete()
            messages.success(request, _("The uploaded files are deleted."))
            return redirect(UPLOAD)
        if action in ("read", "import") and not self.batch.is_busy:
            self._correct()
        if not self._do(action):
            messages.warning(request, _("Somebody else has begun already."))
        return redirect(BATCH, pk)

    def _do(self, action) -> bool:
        if action == "publish" and not self.may_publish:
            raise PermissionDenied
        steps = {"read": read_again, "import": begin_import, "publish": begin_publishing}
        return steps[action](self.batch) if action in steps else True

    def _correct(self) -> None:
        """Takes over what the form says of headings."""
        for file in self.files:
            chosen: dict[str, list[str]] = {"therapy": [], "section": []}
            for number, heading in enumerate(file.report.get("headings", [])):
                said = self.request.POST.get(f"heading-{file.pk}-{number}")
                if said in chosen:
                    chosen[said].append(heading["text"])
            if any(chosen.values()):
                correct(file, chosen["therapy"], chosen["section"])

    def get_context_data(self, **kwargs):
        done = sum(file.is_done for file in self.files)
        return super().get_context_data(
            **kwargs,
            batch=self.batch,
            files=self.files,
            done=done,
            may_correct=self.batch.state == ImportBatch.State.READ,
            may_publish=self.may_publish,
            can_import=any(file.report for file in self.files),
        )

    def get_breadcrumbs_items(self):
        upload = {"url": reverse(UPLOAD), "label": self.page_title}
        batch = {"url": "", "label": self.batch.index.get_admin_display_title()}
        return [*self.breadcrumbs_items, upload, batch]

    def get_page_subtitle(self):
        return self.batch.index.get_admin_display_title()
