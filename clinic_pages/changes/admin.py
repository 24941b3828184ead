"""The date of each answer."""

from wagtail import hooks

from ..pages.base import ClinicPage
from .dates import stamp


# The last in order is the innermost: a password form in place of the page has no date.
@hooks.register("on_serve_page", order=1000)
def stamp_pages(serve):
    def serve_stamped(page, request, args, kwargs):
        response = serve(page, request, args, kwargs)
        if isinstance(page, ClinicPage):
            stamp(response, page)
        return response

    return serve_stamped
