"""The panel of the first screen, and the message after a publish."""

from wagtail import hooks
from wagtail.admin import messages

from . import effects, waiting  # noqa: F401
from .panel import NeedsPanel


@hooks.register("construct_homepage_panels")
def add_needs(request, panels):
    panels.append(NeedsPanel())


@hooks.register("before_publish_page")
def begin_to_count(request, page):
    effects.begin()


@hooks.register("after_publish_page")
def say_what_it_did(request, page):
    if said := effects.end(page):
        messages.info(request, said)
