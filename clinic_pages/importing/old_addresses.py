"""Where pages were on the old site: their slugs stay, and a redirect leads from there."""

from django.apps import apps
from django.utils.translation import gettext as _

from .destinations import address, slug_for
from .document import Document
from .old_links import name_in
from .placing import Work


def slug_of(document: Document) -> str:
    """The slug that keeps the page's old address, "" where its file does not know one."""
    slug = document.flow.details.get("slug", "")
    name = slug if isinstance(slug, str) and slug else name_in(document.flow.address)
    return slug_for(name, "") if name else ""


def keep_old_address(page, work: Work) -> None:
    """A redirect from the old address to `page`, unless that is the same or leads elsewhere."""
    old = work.document.flow.address
    if old.strip("/") == "" or old.rstrip("/") == address(page).rstrip("/"):
        return
    if not apps.is_installed("wagtail.contrib.redirects"):
        message = _("Its old address %(path)s leads nowhere: this site makes no redirects.")
        work.report.add_note(message % {"path": old})
        return
    from wagtail.contrib.redirects.models import Redirect

    path = Redirect.normalise_path(old)
    made, is_new = Redirect.objects.get_or_create(
        old_path=path, site=work.destination.site, defaults={"redirect_page": page}
    )
    if is_new:
        work.report.created.append(_("Redirect from %(path)s") % {"path": path})
    elif made.redirect_page_id != page.pk:
        message = _("Its old address %(path)s leads somewhere else already.")
        work.report.add_note(message % {"path": path})
