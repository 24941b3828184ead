"""The two screens on which blocks are copied: which blocks, and to which pages."""

from contextlib import suppress

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..grid.filters import as_rows
from ..lib.beside_form import BesideForm
from ..lib.editing import Refused, changed_meanwhile, may_read_draft
from ..lib.many_pages import tell_of, ticked, why_not_so_many
from ..overrides.bodies import body_block_of
from .blocks import Copies, copies_of, source_blocks
from .candidates import candidates, named, pages_for
from .steps import Usuals, copy_to, put_into

BLOCKS, PAGES = "clinic_pages_copying:blocks", "clinic_pages_copying:pages"
STYLES = ("many_pages", "stacked")
# Pages at a time.
ROWS = 50


class CopyScreen:
    """For who may read the draft of the page."""

    page_title = _("Copy blocks")
    header_icon = "copy"

    def dispatch(self, request, *args, **kwargs):
        if not may_read_draft(self.source, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def source(self) -> Page:
        found = page_permission_policy.explorable_instances(self.request.user)
        page = get_object_or_404(found, pk=self.kwargs["page_id"]).specific
        if not body_block_of(type(page)):
            raise Http404
        return page

    @cached_property
    def draft(self) -> Page:
        return self.source.get_latest_revision_as_object()

    def copies(self, said: QueryDict) -> Copies:
        return copies_of(self.source, self.draft, said.getlist("block"))

    @property
    def blocks_url(self) -> str:
        return reverse(BLOCKS, args=[self.source.pk])


class CopyTemplateView(CopyScreen, BesideForm, WagtailAdminTemplateMixin, TemplateView):
    def get_context_data(self, **kwargs):
        css = [versioned_static(f"clinic_pages/lib/{each}.css") for each in STYLES]
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "edit_url": self.edit_url,
            "blocks_url": self.blocks_url,
            "media": forms.Media(css={"all": css}),
        }

    @property
    def page(self) -> Page:
        return self.source


class BlocksView(CopyTemplateView):
    """Which blocks, of the last saved draft."""

    template_name = "clinic_pages/copying/blocks.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "blocks": source_blocks(self.draft),
            "chosen": self.request.GET.getlist("block"),
            "pages_url": reverse(PAGES, args=[self.source.pk]),
        }


class PagesView(CopyTemplateView):
    """To which pages. Those that are ticked stay ticked while one looks for others."""

    template_name = "clinic_pages/copying/pages.html"

    def get(self, request, *args, **kwargs):
        if not self.copies(request.GET).raw:
            messages.error(request, _("Tick the blocks that you want to copy."))
            return redirect(self.blocks_url)
        return super().get(request, *args, **kwargs)

    def post(self, request, **kwargs):
        said, copies = request.POST, self.copies(request.POST)
        if not {"publish", "draft"} & said.keys():
            return redirect(self._address(said))
        if said.get("fingerprint") != copies.fingerprint:
            messages.error(request, str(changed_meanwhile(self.source)))
            return redirect(self.blocks_url)
        pages = list(as_rows(self.all_pages.filter(pk__in=ticked(said))))
        if wrong := why_not_so_many(pages):
            messages.error(request, wrong)
            return redirect(self._address(said))
        done = copy_to(pages, copies, request.user, "publish" in said)
        tell_of(request, done, _published, _drafts, source=self.source.get_admin_display_title())
        return redirect(self.edit_url)

    def _address(self, said: QueryDict) -> str:
        """Of this screen, with all that was said on it."""
        kept = QueryDict(mutable=True)
        for name in ("block", "page"):
            kept.setlist(name, said.getlist(name))
        kept["q"] = said.get("q", "").strip()
        kept["p"] = said.get("p", "1")
        return f"{reverse(PAGES, args=[self.source.pk])}?{kept.urlencode()}"

    @property
    def all_pages(self):
        return pages_for(self.request.user, self.source)

    def get_context_data(self, **kwargs):
        said, typed = self.request.GET, self.request.GET.get("q", "").strip()
        copies, chosen = self.copies(said), self.all_pages.filter(pk__in=ticked(said))
        found = self.all_pages.exclude(pk__in=ticked(said))
        results = Paginator(as_rows(named(found, typed) if typed else found), ROWS)
        results = results.get_page(said.get("p"))
        blocks = source_blocks(self.draft)
        on_top = candidates(list(as_rows(chosen)), copies, self.request.user)
        others = candidates(list(results.object_list), copies, self.request.user)
        return super().get_context_data(**kwargs) | {
            "blocks": [each for each in blocks if each.id in said.getlist("block")],
            "fingerprint": copies.fingerprint,
            "typed": typed,
            "results": results,
            "rows": [*((each, True) for each in on_top), *((each, False) for each in others)],
            "may_publish": any(not (each.why_not or each.why_draft) for each in on_top + others),
        }


class PreviewView(CopyScreen, View):
    """A page's latest draft as it would be with the blocks on it. Nothing is saved; what was ticked
    is no part of an address."""

    def post(self, request, target_id: int, **kwargs):
        page = get_object_or_404(as_rows(pages_for(request.user, self.source)), pk=target_id)
        draft = page.get_latest_revision_as_object()
        # Where it has them by now, that is what is to be seen.
        with suppress(Refused):
            usual = Usuals(self.source.locale_id)[type(page)]
            put_into(draft, self.copies(request.POST), usual)
        return draft.make_preview_request(request, draft.default_preview_mode)


def _published(count: int) -> str:
    return ngettext(
        "Copied from “%(source)s” to %(count)d page, published: %(pages)s.",
        "Copied from “%(source)s” to %(count)d pages, published: %(pages)s.",
        count,
    )


def _drafts(count: int) -> str:
    return ngettext(
        "Copied from “%(source)s” to the draft of %(count)d page: %(pages)s.",
        "Copied from “%(source)s” to the drafts of %(count)d pages: %(pages)s.",
        count,
    )
