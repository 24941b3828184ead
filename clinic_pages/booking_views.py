"""The booking form, as visitors meet it: on its own page, or in a dialog on the page they read."""

import logging

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.models import Page, Site

from .booking import challenge, limits, tokens
from .booking.form import BookingForm
from .booking.submit import Submission, sent_before, submit
from .visibility import public

logger = logging.getLogger(__name__)

# More than any form that a person has filled in.
MAX_BYTES = 32 * 1024
# The trap for programs: a field that no visitor sees.
TRAP = "website"
# Sent by the script: it wants the form alone, to put it into its dialog.
IN_DIALOG = "X-Clinic-Dialog"


# Its key takes the place of Django's cookie: see docs/decisions/0018-a-form-without-a-cookie.md.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
@method_decorator(never_cache, name="dispatch")
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class BookingView(View):
    """What all addresses of the form have in common."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        try:
            with translation.override(language_of(request)):
                self.site = Site.find_for_request(request)
                if self.site is None:
                    raise Http404
                response = super().dispatch(request, *args, **kwargs)
        except (DatabaseError, InterfaceError) as problem:
            # Only its kind: a database quotes what it was given.
            logger.error("A booking request could not be stored: %s", type(problem).__name__)
            response = self.keep(request)
        response["X-Robots-Tag"] = "noindex"
        return response

    def keep(self, request) -> HttpResponse:
        """Hands back what was typed, with a button to send it again. Asks no database."""
        typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        context = {"typed": typed, "in_dialog": IN_DIALOG in request.headers}
        text = render_to_string("clinic_pages/booking/try_again.html", context)
        return HttpResponse(text, status=503)

    def show(self, form: BookingForm, status=200, message="") -> HttpResponse:
        context = {
            "form": form,
            "token": tokens.hand_out(),
            "trap": TRAP,
            "challenge": challenge.widget(),
            "message": message,
            "clinic": form.clinic,
            "language": get_language(),
        }
        return self.answer("form", context, status)

    def answer(self, name: str, context: dict, status=200) -> HttpResponse:
        kind = "fragment" if IN_DIALOG in self.request.headers else "page"
        template = f"clinic_pages/booking/{name}_{kind}.html"
        return render(self.request, template, context, status=status)


class OpenBookingView(BookingView):
    """The empty form, for the page where the visitor pressed the button."""

    def get(self, request):
        return redirect("booking_form")

    def post(self, request):
        return self.show(BookingForm(self.site, page_of(request, self.site)))


class BookingFormView(BookingView):
    """The empty form, and what is sent with it."""

    def get(self, request):
        return self.show(BookingForm(self.site))

    def post(self, request):
        if size_of(request) > MAX_BYTES:
            return self.show(BookingForm(self.site), 413, _("That was more than we can take."))
        form = BookingForm(self.site, page_of(request, self.site), request.POST)
        key = tokens.read(request.POST.get("token", ""))
        if not tokens.is_from_here(request) or not key.is_good or key.is_too_fast:
            return self.show(form, 400, _("Please check what you entered and send it once more."))
        if not form.is_valid():
            return self.show(form, 422)
        submission = self.submission_of(form, key)
        # An answer to the challenge is good for once: who sends again what is stored needs none.
        if not sent_before(submission) and (
            unsolved := challenge.problem(request.POST.get(challenge.NAME, ""))
        ):
            return self.show(form, 400, unsolved)
        try:
            stored = submit(submission)
        except limits.TooMany:
            return self.show(form, 429, too_many(form.clinic))
        return self.answer("thanks", {"booking": stored, "clinic": form.clinic})

    def submission_of(self, form: BookingForm, key: tokens.FormKey) -> Submission:
        return Submission(
            site=self.site,
            form_key=key.key,
            fields=form.fields_of_request(),
            address=limits.address_digest(self.request),
            page=form.page,
            is_spam=bool(self.request.POST.get(TRAP)),
        )


def size_of(request: HttpRequest) -> int:
    """In bytes, as the sender says; Django reads no more than that."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def language_of(request: HttpRequest) -> str:
    """That of the page on which the form was opened."""
    language = request.POST.get("language", "")
    return language if language in dict(settings.LANGUAGES) else get_language()


def page_of(request: HttpRequest, site: Site) -> Page | None:
    """The page on which the form was opened: any other is nobody's business."""
    key = request.POST.get("page", "")
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return None
    pages = public(Page.objects.live().descendant_of(site.root_page, inclusive=True))
    return pages.filter(pk=key).specific().first()


def too_many(clinic) -> str:
    if clinic.phone:
        return _(
            "We have had many requests from you or from where you are, and take no more for now. "
            "Please call us: %(phone)s."
        ) % {"phone": clinic.phone}
    return _(
        "We have had many requests from you or from where you are, and take no more for now. "
        "Please try again in an hour."
    )
