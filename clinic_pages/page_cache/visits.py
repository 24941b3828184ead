"""A visit for which a page is made, and may be kept."""

from django.http import HttpRequest, HttpResponse, QueryDict
from wagtail.models import Page

from ..conf import get_conf
from . import in_front, store, tokens
from .addresses import without_marketing
from .entries import KEPT, Entry, may_be_kept, set_etag

CONDITIONS = (
    "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_NONE_MATCH", "HTTP_IF_UNMODIFIED_SINCE",
)  # fmt: skip


class Visit:
    """Lies on the request, where the page that is served finds it: what no page has begun, is
    none, and is never kept."""

    def __init__(self, key: str, purges: int | None):
        self._key, self._purges = key, purges
        self._conditions: dict[str, str] = {}
        self._tokens: dict[str, int] | None = None
        self._tags: list[str] = []

    def begin(self, page: Page, request: HttpRequest) -> None:
        """From here on `page` is made, not for one visitor but for all of this address."""
        self._tags = tokens.tags_of(page)
        self._tokens = self._made_under(page)
        request.META["QUERY_STRING"] = query = without_marketing(request.META["QUERY_STRING"])
        request.GET = QueryDict(query)
        found = {name: request.META.pop(name, None) for name in CONDITIONS}
        self._conditions = {name: value for name, value in found.items() if value is not None}

    def _made_under(self, page: Page) -> dict[str, int] | None:
        try:
            return tokens.made_under(page, self._purges) if self._purges is not None else None
        except store.Away:
            return None

    def end(self, response: HttpResponse, request: HttpRequest) -> bool:
        """Keeps the page, if it may be kept; returns whether it is. Whoever asked for it may be
        told then that he has it already."""
        request.META |= self._conditions
        if not self._tags or not may_be_kept(response):
            return False
        set_etag(response)
        self._say_how_long(response)
        return request.method == "GET" and self._keep(response)

    @property
    def is_of_a_page(self) -> bool:
        return bool(self._tags)

    def _say_how_long(self, response: HttpResponse) -> None:
        """Browsers ask each time; a cache in front that we purge need not."""
        conf = get_conf()
        if not response.has_header("Cache-Control"):
            shared = f", s-maxage={conf.page_cache_seconds}" if in_front.is_there() else ""
            response["Cache-Control"] = f"max-age=0{shared}"
        if conf.surrogate_key_header:
            response[conf.surrogate_key_header] = " ".join(self._tags)

    def _keep(self, response: HttpResponse) -> bool:
        if self._tokens is None:
            return False
        try:
            store.put(self._key, tuple(Entry.of(response, self._tokens)), KEPT)
        except store.Away:
            return False
        return True
