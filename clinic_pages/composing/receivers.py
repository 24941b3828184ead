"""A new page begins with what was chosen for it."""

from wagtail.signals import init_new_page

from .beginnings import begin_like

# On the page above: from where the form is asked for to where Wagtail has made its page.
BEGIN_WITH, BEGIN_CALLED = "_clinic_begin_with", "_clinic_begin_called"


def on_new_page(page, parent, **kwargs):
    if source := getattr(parent, BEGIN_WITH, None):
        begin_like(page, source)
    page.title = getattr(parent, BEGIN_CALLED, "") or page.title


def connect_all() -> None:
    init_new_page.connect(on_new_page, dispatch_uid="clinic_pages.composing")
