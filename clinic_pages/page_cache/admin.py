"""Which answers are pages."""

from wagtail import hooks

from ..pages.base import ClinicPage


# Inside all others: what stands in place of a page, such as the form for its password, is none.
@hooks.register("on_serve_page", order=1001)
def begin_visits(serve):
    def serve_to_all(page, request, args, kwargs):
        visit = getattr(request, "clinic_visit", None)
        if visit and isinstance(page, ClinicPage):
            visit.begin(page, request)
        return serve(page, request, args, kwargs)

    return serve_to_all
