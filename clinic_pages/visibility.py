"""May visitors of one page see what another page says?"""

from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction


def restricted_paths() -> list[str]:
    """Tree paths of every page that carries a view restriction. One query."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def _paths_around(page) -> list[str]:
    # Kept on the instance, which lives for one request: N blocks on a page cost one query.
    if page is None:
        return restricted_paths()
    if not hasattr(page, "_clinic_restricted_paths"):
        page._clinic_restricted_paths = restricted_paths()
    return page._clinic_restricted_paths


def is_restricted(target, shown_on=None) -> bool:
    """Whether `target` has a view restriction that does not also guard the page `shown_on`.

    Independent of who is looking, so that the answer is safe to cache with the page: where both
    lie in the same members' area, whoever reads the one may read the other.
    """
    own = (shown_on.path or "") if shown_on is not None else ""
    return any(
        target.path.startswith(path) and not own.startswith(path)
        for path in _paths_around(shown_on)
    )


def why_hidden(target, shown_on=None) -> str:
    """Why visitors of `shown_on` do not see `target` (a page or None); "" where they do."""
    if target is None:
        return _("It has been deleted, or none is chosen.")
    if not target.live:
        return _("“%(title)s” is not published.") % {"title": target.title}
    if is_restricted(target, shown_on):
        return _("“%(title)s” is private: only some visitors may see it.") % {"title": target.title}
    return ""
