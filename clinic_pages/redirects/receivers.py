"""Connected only where `wagtail.contrib.redirects` is installed."""

from django.db.models.signals import post_save
from wagtail.contrib.redirects import signal_handlers as wagtails
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from ..changes.signals import object_changed
from ..lib.facts import end_with
from ..lib.references import built_on
from ..lib.signals import connect
from ..pages.finding_aids import BodyArea, Symptom
from ..pages.therapies import TherapyPage
from .chains import straighten_around, straighten_to_tree
from .filters import redirect_choice


def on_redirect_saved(instance, raw, **kwargs):
    if not raw:
        straighten_around(instance)


def on_tree_has_new_address(instance, **kwargs):
    straighten_to_tree(instance)


def on_therapy_renamed(sender, instance, instance_before, **kwargs):
    """Unpublished ones, too: visitors may have the address from before."""
    redirect_choice(sender, instance_before.slug, instance.slug)


def on_choice_changed(sender, before, after, **kwargs):
    if before and after:
        redirect_choice(sender, before["slug"], after["slug"])


def connect_all() -> None:
    """Called once, when the apps are ready and all page types known."""
    # First, so that whoever looks on knows them all.
    end_with(Redirect)
    # Ours look at what Wagtail's have made, so these come first. Connected twice they are called
    # once.
    page_slug_changed.connect(wagtails.autocreate_redirects_on_slug_change)
    post_page_move.connect(wagtails.autocreate_redirects_on_page_move)
    connect(page_slug_changed, on_tree_has_new_address, *get_page_models())
    connect(post_page_move, on_tree_has_new_address, *get_page_models())
    connect(post_save, on_redirect_saved, Redirect)
    connect(page_slug_changed, on_therapy_renamed, *built_on(TherapyPage))
    connect(object_changed, on_choice_changed, BodyArea, Symptom)
