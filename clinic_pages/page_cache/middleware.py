"""The page cache, as middleware that a host may use."""

from ..conf import get_conf
from .addresses import key_of
from .answers import answer


def page_cache(get_response):
    """Answers visitors who are nobody in particular with kept pages: CLINIC_PAGES["PAGE_CACHE"].

    Put it above all middleware that does something for each visitor; only what must be on every
    answer, such as `keep_out_of_search_engines`, goes before it.
    """

    def middleware(request):
        conf = get_conf()
        if not (conf.page_cache or conf.surrogate_key_header):
            return get_response(request)
        return answer(request, key_of(request), get_response)

    return middleware
