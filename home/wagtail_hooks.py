"""What this site's templates show beside what the plugin knows of."""

from wagtail import hooks
from wagtail.models import Page

from clinic_pages.lib.facets import NAME


@hooks.register("clinic_pages_dependents")
def pages_with_menu(page, facets):
    """Header and footer of every page name the pages right under the front page."""
    fronts = Page.objects.filter(sites_rooted_here__isnull=False)
    parent = page.path[: -page.steplen]
    if NAME not in facets or not fronts.filter(path=parent).exists():
        return Page.objects.none()
    return Page.objects.live().filter(path__startswith=parent)
