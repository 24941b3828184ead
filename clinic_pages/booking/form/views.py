"""The booking form, as visitors meet it: on its own page, or in a dialog on the page they read."""

import logging

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page, Site

from ...lib.error_reports import no_values_in_reports
from ...lib.visibility import public
from ..request.models import BookingRequest
from ..times.appointments import Taken
from . import challenge, limits, tokens
from .form import BookingForm
from .submit import Submission, sent_before, submit

logger = logging.getLogger(__name__)

# More than any form that a person has filled in.
MAX_BYTES = 32 * 1024
# The trap for programs: a field that no visitor sees, called as nothing that browsers fill in.
TRAP = "leave_empty"
# Sent by the script: it wants the form alone, to put it into its dialog.
IN_DIALOG = "X-Clinic-Dialog"


# Its key takes the place of Django's cookie: see docs/decisions/0018-a-form-without-a-cookie.md.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(no_values_in_reports, name="dispatch")
@method_decorator(never_cache, name="dispatch")
@method_decorator(transaction.non_atomic_requests, name="dispatch")
class BookingView(View):
    """What all addresses of the form have in common."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        # Whatever the sender says: a form of ours comes in no other.
        request.encoding = "utf-8"
        if size_of(request) > MAX_BYTES:
            response = HttpResponse(_("That was more than we can take."), status=413)
        else:
            with translation.override(language_of(request)), clinic_time():
                response = self.answered(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def answered(self, request, *args, **kwargs) -> HttpResponse:
        try:
            self.site = Site.find_for_request(request)
            if self.site is None:
                raise Http404
            return super().dispatch(request, *args, **kwargs)
        except (DatabaseError, InterfaceError) as problem:
            # Only its kind: a database quotes what it was given.
            kind = type(problem).__name__
        # Out here, so that what fails now brings no traceback of the problem.
        logger.error("A booking request could not be stored: %s", kind)
        return self.keep(request)

    def keep(self, request) -> HttpResponse:
        """Hands back what was typed, with a button to send it again. Asks no database."""
        typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
        in_dialog = IN_DIALOG in request.headers
        context = {"typed": typed, "in_dialog": in_dialog, "address": request.path}
        text = render_to_string("clinic_booking/form/try_again.html", context)
        return HttpResponse(text, status=503)

    def show(self, form: BookingForm, status=200, message="") -> HttpResponse:
        form.clinic.remember_on(self.request)
        context = {
            "form": form,
            "token": self.token(),
            "trap": TRAP,
            "challenge": challenge.widget(),
            "message": message,
            "clinic": form.clinic,
            "language": get_language(),
        }
        return self.answer("form", context, status)

    def token(self) -> str:
        """The one that was sent, while it is good: it tells since when the visitor has the form."""
        sent = self.request.POST.get("token", "")
        return sent if tokens.read(sent).is_good else tokens.hand_out()

    def answer(self, name: str, context: dict, status=200) -> HttpResponse:
        kind = "fragment" if IN_DIALOG in self.request.headers else "page"
        template = f"clinic_booking/form/{name}_{kind}.html"
        return render(self.request, template, context, status=status)


class OpenBookingView(BookingView):
    """The empty form, for the page where the visitor pressed the button."""

    def get(self, request):
        return redirect("clinic_booking:form")

    def post(self, request):
        return self.show(BookingForm(self.site, page_of(request, self.site)))


class BookingFormView(BookingView):
    """The empty form, and what is sent with it."""

    def get(self, request):
        return self.show(BookingForm(self.site))

    def post(self, request):
        page = page_of(request, self.site)
        if "show_times" in request.POST:
            return self.show(BookingForm(self.site, page, request.POST, is_sent=False))
        form = BookingForm(self.site, page, request.POST)
        key = tokens.read(request.POST.get("token", ""))
        is_from_here = bool(key.key) and tokens.is_from_here(request)
        # Also with an old form: reloaded, its thanks are said again.
        if is_from_here and form.is_valid():
            submission = self.submission_of(form, key)
            if found := sent_before(submission):
                return self.thank(form, found)
        if not is_from_here or not key.is_good or key.is_too_fast:
            return self.show(form, 400, _("Please check what you entered and send it once more."))
        if not form.is_valid():
            return self.show(form, 422)
        return self.store(form, submission)

    def store(self, form: BookingForm, submission: Submission) -> HttpResponse:
        try:
            stored = submit(submission)
        except limits.TooMany:
            return self.show(form, 429, too_many(form.clinic))
        except Taken:
            form.say_taken()
            return self.show(form, 409)
        except challenge.Unsolved as unsolved:
            return self.show(form, 400, str(unsolved))
        return self.thank(form, stored)

    def thank(self, form: BookingForm, stored: BookingRequest) -> HttpResponse:
        held = form.cleaned_data.get("time") and getattr(stored, "appointment", None)
        form.clinic.remember_on(self.request)
        context = {"booking": stored, "clinic": form.clinic, "held": held}
        return self.answer("thanks", context)

    def submission_of(self, form: BookingForm, key: tokens.FormKey) -> Submission:
        return Submission(
            site=self.site,
            form_key=key.key,
            fields=form.fields_of_request(),
            address=limits.address_digest(self.request),
            page=form.page,
            is_spam=bool(self.request.POST.get(TRAP)),
            time=form.cleaned_data.get("time"),
            answer=self.request.POST.get(challenge.NAME, ""),
        )


def clinic_time():
    """Times are told as the clinic's clocks show them."""
    return timezone.override(timezone.get_default_timezone())


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
            "We have had many requests from where you are, and take no more for now. "
            "Please call us: %(phone)s."
        ) % {"phone": clinic.phone}
    return _(
        "We have had many requests from where you are, and take no more for now. "
        "Please try again in an hour."
    )
