"""A copy of the database that follows it, for what visitors search for: REPLICA_URL.

A copy lags, and what is kept must be right: whatever is remembered beyond one request, and
everything else, asks the database itself.
"""

from contextvars import ContextVar

from django.urls import reverse

from clinic_pages.lib.facts import Generation, is_being_found

_may_lag: ContextVar[bool] = ContextVar("may_lag", default=False)


def searches_ask_it(get_response):
    """Middleware."""

    def middleware(request):
        if request.method != "GET" or not request.path.startswith(reverse("search")):
            return get_response(request)
        response = _answered(get_response, request, may_lag=True)
        if response.status_code == 500:
            # It may be that the copy is away.
            response = _answered(get_response, request, may_lag=False)
        return response

    return middleware


def _answered(get_response, request, may_lag: bool):
    token = _may_lag.set(may_lag)
    try:
        return get_response(request)
    finally:
        _may_lag.reset(token)


class Router:
    """For DATABASE_ROUTERS."""

    def db_for_read(self, model, **hints) -> str | None:
        may_lag = _may_lag.get() and model is not Generation and not is_being_found()
        return "replica" if may_lag else None

    def allow_relation(self, one, other, **hints) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints) -> bool | None:
        return False if db == "replica" else None
