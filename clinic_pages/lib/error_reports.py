"""Reports of errors for people who must not read what patients wrote: mails to the ADMINS, mostly.

docs/decisions/0038-reports-without-values.md says why there are two ways, and none is too many.
"""

from functools import wraps

from django.conf import settings
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables


class NoValues(SafeExceptionReporterFilter):
    """Leaves out what was sent and by whom, and the variables of functions. With DEBUG all is
    there."""

    def get_post_parameters(self, request):
        return {} if self.is_active(request) else super().get_post_parameters(request)

    def get_safe_request_meta(self, request):
        return {} if self.is_active(request) else super().get_safe_request_meta(request)

    def get_safe_cookies(self, request):
        return {} if self.is_active(request) else super().get_safe_cookies(request)

    def get_traceback_frame_variables(self, request, tb_frame):
        if self.is_active(request):
            return ()
        return super().get_traceback_frame_variables(request, tb_frame)


def no_values_in_reports(view):
    """Of a view: what Django reports of its requests says what broke and where, and nothing that
    somebody sent, in whatever house."""

    @sensitive_post_parameters()
    @sensitive_variables()
    @wraps(view)
    def viewed(request, *args, **kwargs):
        request.exception_reporter_filter = NoValues()
        return view(request, *args, **kwargs)

    return viewed


class Report(ExceptionReporter):
    """The same of all requests, for a host that says DEFAULT_EXCEPTION_REPORTER =
    "clinic_pages.lib.error_reports.Report"; and of a request nothing at all."""

    def __init__(self, request, *args, **kwargs):
        super().__init__(request if settings.DEBUG else None, *args, **kwargs)
        self.filter = NoValues()
