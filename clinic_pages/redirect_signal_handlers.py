"""One-line handlers for redirects, only for where `wagtail.contrib.redirects` is installed."""

from django.db.models.signals import post_save, pre_save
from wagtail.contrib.redirects import signal_handlers as wagtails
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import get_page_models
from wagtail.signals import page_slug_changed, post_page_move

from . import redirects
from .models import BodyArea, Symptom, TherapyPage
from .models.condition_index import Way


def on_redirect_saved(instance, raw, **kwargs):
    if not raw:
        redirects.follow_redirect(instance)


def on_tree_has_new_address(instance, **kwargs):
    redirects.follow_tree(instance)


def on_therapy_renamed(instance, instance_before, **kwargs):
    redirects.follow_choice(Way.THERAPY, instance_before.slug, instance.slug)


def on_choice_saving(instance, **kwargs):
    redirects.remember_choice(instance)


def on_choice_saved(instance, **kwargs):
    redirects.notice_choice(instance)


def connect():
    """Called once, when the apps are ready and all page types known."""
    # Ours look at what Wagtail's have made, so these come first. Connected twice they are called
    # once.
    page_slug_changed.connect(wagtails.autocreate_redirects_on_slug_change)
    post_page_move.connect(wagtails.autocreate_redirects_on_page_move)
    for model in get_page_models():
        _connect(page_slug_changed, on_tree_has_new_address, model)
        _connect(post_page_move, on_tree_has_new_address, model)
    _connect(page_slug_changed, on_therapy_renamed, TherapyPage)
    for model in (BodyArea, Symptom):
        _connect(pre_save, on_choice_saving, model)
        _connect(post_save, on_choice_saved, model)
    _connect(post_save, on_redirect_saved, Redirect)


def _connect(signal, handler, sender):
    uid = f"clinic_pages.{handler.__name__}.{sender._meta.label}"
    signal.connect(handler, sender=sender, dispatch_uid=uid)
