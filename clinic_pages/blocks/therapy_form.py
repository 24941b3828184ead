"""The therapy block in the page editor: the current shared text stands beside the override."""

import copy
import re
from functools import cache

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.compare import StructBlockComparison
from wagtail.admin.staticfiles import versioned_static
from wagtail.blocks.struct_block import StructBlockAdapter
from wagtail.rich_text import expand_db_html

from ..lib.fields import RICH_TEXT_FEATURES
from ..lib.visibility import why_hidden
from ..lib.wording import to_lines, word_changes
from .memory import SEEN, SEEN_FOR

# What the form says about the shared text: a part of its state that no child block has.
STATE = "shared_text"
VIEW = "clinic_pages_overrides:shared_text"
DIFFERENCES = "clinic_pages_overrides:differences"
# Draftail numbers paragraphs anew each time.
BLOCK_KEYS = re.compile(r' data-block-key="[^"]*"')


def shared_text_state(therapy, seen: str | None = None) -> dict:
    """What the form shows of a therapy's shared text. seen: the older one, if the editor should
    see what has changed since."""
    text = to_lines(therapy.shared_text)
    is_stale = seen is not None
    return {
        "therapy": therapy.pk,
        "text": text,
        # As visitors read it, and as the editor of the override takes it over.
        "html": expand_db_html(therapy.shared_text),
        "raw": converter().from_database_format(therapy.shared_text),
        "is_stale": is_stale,
        "changes": word_changes(seen if is_stale else text, text),
    }


@cache
def converter():
    """Between stored rich text and what an override's editor works on."""
    # It wants all models, and blocks are parts of models.
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    return ContentstateConverter(RICH_TEXT_FEATURES)


def is_copy(override, therapy) -> bool:
    """Whether an override (RichText) is the therapy's shared text as the form hands it out: nothing
    is reworded. Kept as an override it would no longer follow what changes there."""
    handed_out = converter().from_database_format(therapy.shared_text)
    taken_over = converter().to_database_format(handed_out)
    return BLOCK_KEYS.sub("", override.source) == BLOCK_KEYS.sub("", taken_over)


def form_state(value) -> dict | None:
    """`shared_text_state` for a TherapyValue. None where the form must ask the view, which knows
    who is asking: for a therapy that visitors do not see."""
    therapy = value.target
    if therapy is None or why_hidden(therapy):
        return None
    return shared_text_state(therapy, (value.get(SEEN) or "") if value.is_stale else None)


def shown_in_form(data, prefix: str, therapy) -> str | None:
    """The shared text that stood beside the override in the form that was sent, as it was when the
    form was opened: the therapy may have changed since."""
    return data.get(f"{prefix}-{STATE}-{therapy.pk}") if therapy else None


def texts() -> dict:
    """What the form's script says, in the editor's language."""
    return {
        "current": _("Current shared text"),
        "changed": _("What has changed in it"),
        "stale": _("The shared text has changed since this was written."),
        "keep": _("Keep this text"),
        "kept": _("This text is kept when you save."),
        "take": _("Use the shared text"),
        "taken": _("The shared text is used when you save."),
        "undo": _("Bring back my text"),
        "start": _("Start from the shared text"),
        "started": _("This is the shared text. What you change in it changes this page only."),
        "differs": _("What differs from the shared text"),
        "same": _("Nothing differs."),
        "empty": _("This therapy has no shared text yet."),
        "removed": _("removed"),
        "added": _("added"),
    }


class TherapyBlockComparison(StructBlockComparison):
    """What differs between two revisions of a block, in words that an editor understands."""

    def __init__(self, block, *args):
        block = copy.copy(block)
        block.child_blocks = {n: child for n, child in block.child_blocks.items() if n != SEEN_FOR}
        super().__init__(block, *args)


class TherapyBlockAdapter(StructBlockAdapter):
    js_constructor = "clinic_pages.TherapyBlock"

    def js_args(self, block):
        name, children, meta = super().js_args(block)
        # The script puts the therapy's number in place of the 0.
        addresses = {
            "sharedTextUrl": reverse(VIEW, args=[0]),
            "differencesUrl": reverse(DIFFERENCES, args=[0]),
        }
        return [name, children, {**meta, "texts": texts(), **addresses}]

    @cached_property
    def media(self):
        return super().media + forms.Media(
            js=[versioned_static("clinic_pages/blocks/therapy_block.js")],
            css={"all": [versioned_static("clinic_pages/overrides/overrides.css")]},
        )
