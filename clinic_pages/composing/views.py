"""A page like another one, and a block for a therapy that was ticked."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from ..grid.placing import place_for
from ..grid.steps import usual_around
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .choices import LIKE


@require_GET
def begin_like_this(request, pk: int):
    """Leads to Wagtail's form for a new page beside this one, which asks who may open it."""
    page = get_object_or_404(ConditionPage, pk=pk).specific
    names = page._meta.app_label, page._meta.model_name
    address = reverse("wagtailadmin_pages:add", args=[*names, page.get_parent().pk])
    return redirect(f"{address}?{LIKE}={page.pk}")


@require_GET
def therapy_block(request, pk: int):
    """{"place": before which block it goes, "type", "value": as a form has it} for a therapy.

    at: what stands in the form now, in order: as labels in `grid.placing`.
    """
    therapy = get_object_or_404(TherapyPage, pk=pk)
    usual = usual_around(therapy)
    labels = [int(each) if each.isdecimal() else each for each in request.GET.getlist("at")]
    block = ConditionPage._meta.get_field("body").stream_block.child_blocks[usual.name]
    value = block.get_form_state(block.normalize({**block.get_default(), "therapy": therapy}))
    place = place_for(therapy.pk, labels, usual)
    return JsonResponse({"place": place, "type": usual.name, "value": value})
