"""Middleware that a host may use."""

from ..conf import get_conf


def keep_out_of_search_engines(get_response):
    """Asks search engines to list nothing of this site, where ALLOW_INDEXING is off.

    Put it first, so that no answer leaves without it.
    """

    def middleware(request):
        response = get_response(request)
        if not get_conf().allow_indexing:
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware
