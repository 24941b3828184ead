"""Where the addresses of pages lead that go: an editor says it with the decision.

Imports `wagtail.contrib.redirects`, so import this module only where that app is installed.
"""

from functools import partial

from django import forms
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from ..showing.removal import CONCERNS, DELETE, RESTRICT, Part, Removal
from .chains import path_of_page

TEMPLATE = "clinic_pages/redirects/offer.html"


class RedirectForm(forms.Form):
    lead_to = forms.ModelChoiceField(
        label=_("Where its old address leads"),
        help_text=_(
            "Who follows an old link, from another website or a search engine, comes to this page. "
            "Leave it empty, and they read that there is no such page."
        ),
        queryset=Page.objects.live(),
        required=False,
        widget=AdminPageChooser,
    )

    def __init__(self, *args, gone: Q, **kwargs):
        super().__init__(*args, prefix="clinic_redirect", **kwargs)
        self.gone = gone

    def clean_lead_to(self):
        page = self.cleaned_data["lead_to"]
        if page and Page.objects.filter(self.gone, pk=page.pk).exists():
            raise forms.ValidationError(_("That page goes, too: choose another one."))
        return page


@CONCERNS.register("redirects")
def where_addresses_lead(removal: Removal, request) -> Part | None:
    """Offered beside what others say: of what nobody sees anywhere nobody has a link."""
    may_add = ModelPermissionPolicy(Redirect).user_has_permission(removal.user, "add")
    if not removal.pages or removal.action == RESTRICT or not may_add:
        return None
    is_sent = request.method == "POST" and "clinic_redirect-lead_to" in request.POST
    data = request.POST if is_sent else None
    form = RedirectForm(data, gone=removal.all_pages, initial={"lead_to": _nearest(removal.pages)})
    decided = partial(redirect_to_choice, removal, form)
    return Part(TEMPLATE, {}, asks=False, form=form, decided=decided)


def _nearest(pages: list[Page]) -> Page | None:
    """The published page right above all of them, so that visitors find something alike."""
    highest = min(pages, key=lambda page: page.depth)
    above = highest.get_parent()
    return above if above and above.live and not above.is_root() else None


@transaction.atomic
def redirect_to_choice(removal: Removal, form: RedirectForm) -> None:
    target = form.is_valid() and form.cleaned_data["lead_to"]
    for page in removal.pages if target else []:
        if removal.action == DELETE:
            # They would be deleted with it.
            Redirect.objects.filter(redirect_page=page).update(redirect_page=target)
        if place := path_of_page(page, ""):
            Redirect.objects.update_or_create(
                old_path=place.path,
                site_id=place.site_id,
                defaults={
                    "redirect_page": target,
                    "redirect_link": "",
                    # What is published again must not be kept away by browsers that remember.
                    "is_permanent": removal.action == DELETE,
                },
            )
