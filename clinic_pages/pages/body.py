"""The body of a page: which blocks it is made of, and what of it visitors do not see."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from ..blocks.base import block_answers
from ..conf import get_conf
from ..lib.fields import stream_children


def body_block():
    """The StreamBlock class of page bodies: the setting BODY_BLOCK, read when the models load."""
    path = get_conf().body_block
    try:
        return import_string(path)
    except ImportError as error:
        # No system check can say it: the models do not load.
        raise ImproperlyConfigured(
            f"CLINIC_PAGES['BODY_BLOCK'] is {path!r}: {error}. "
            "Name a subclass of clinic_pages.blocks.BodyBlock by its dotted path."
        ) from error


def hidden_blocks(page) -> list[tuple[str, str]]:
    """(which block, reason) for each block of the page that visitors do not see."""
    found = []
    for number, child in enumerate(stream_children(page), 1):
        if reason := block_answers(child).why_hidden(page):
            names = {"number": number, "label": child.block.label}
            found.append((_("Block %(number)d, %(label)s") % names, reason))
    return found


def count_stale_overrides(page) -> int:
    """How many texts of the body were written against an older shared text."""
    return sum(block_answers(child).is_stale for child in stream_children(page))
