"""The unsaved object as it would look on the pages that show it: "As shown on Sciatica"."""

from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .stand_in import standing_in
from .visibility import is_restricted

PREFIX = "shown-on-"


def mode_for(page: Page) -> str:
    """The name of the preview mode that shows the object on `page`."""
    return f"{PREFIX}{page.pk}"


def page_of(mode: str | None) -> Page | None:
    """The published page that the preview mode is about; None for other modes and lost pages."""
    pk = (mode or "").removeprefix(PREFIX)
    if pk == mode or not pk.isdecimal():
        return None
    page = Page.objects.live().filter(pk=pk).first()
    return page and page.specific


def may_preview(user, page: Page) -> bool:
    """Whether `page`, one that `user` finds in the admin, may be shown to him.

    The editor of a section finds the pages above it too. What only some visitors may read he
    reads there only where he also works.
    """
    if not is_restricted(page):
        return True
    permissions = page.permissions_for_user(user)
    return permissions.can_edit() or permissions.can_publish()


class PreviewedOnPages:
    """Mixin for a page or snippet: previews of the unsaved object inside the pages that show it."""

    # The shown_on.ShownOn of the editor who has opened the stored instance: Wagtail does not say
    # for whom it asks for the modes.
    shown_on = None

    @property
    def preview_modes(self):
        return [*super().preview_modes, *(self.shown_on.modes if self.shown_on else [])]

    # Asked for often, by listings too: answered without looking for pages.
    @property
    def default_preview_mode(self):
        return super().preview_modes[0][0]

    def is_previewable(self):
        return True

    def make_preview_request(
        self, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        """For a mode of ours the request is that other page's own, with its address and site."""
        page = page_of(preview_mode)
        if page is None:
            lost = (preview_mode or "").startswith(PREFIX)
            mode = self.default_preview_mode if lost else preview_mode
            return super().make_preview_request(original_request, mode, extra_request_attrs)
        self._check_access(original_request, page)
        with standing_in(self):
            modes = page.preview_modes
            return page.make_preview_request(
                original_request, modes[0][0] if modes else "", extra_request_attrs
            )

    def _check_access(self, request, page: Page) -> None:
        # Without a request nobody knows who is asking.
        found = request and page_permission_policy.explorable_instances(request.user).filter(
            pk=page.pk
        )
        if not found or not may_preview(request.user, page):
            raise PermissionDenied
