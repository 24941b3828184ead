"""What an override remembers: the shared text that it was written against.

The memory is a part of the block's value, so it goes wherever that goes: into revisions, copies,
translations and back. It names the override it belongs to (a fingerprint of therapy and words), so
one that was changed by whatever means is seen to have no memory yet, and gets one when it is saved.
"""

import hashlib

from django import forms
from django.core.exceptions import ValidationError
from wagtail import blocks

from ..lib.api_fields import asks_an_editor
from ..lib.fields import is_blank
from ..lib.wording import problems, same_words, to_lines

SEEN = "shared_text_seen"
SEEN_FOR = "seen_for"
NO_MEMORY = {SEEN: "", SEEN_FOR: ""}


def fingerprint(therapy_id, *texts) -> str:
    """Of what the texts say about the therapy: mark-up and white space do not count."""
    words = [" ".join(to_lines(text).split()) for text in texts]
    return hashlib.sha256("\n".join([str(therapy_id), *words]).encode()).hexdigest()[:16]


def memory_of(therapy_id, override, shared_text) -> dict:
    """The memory of an override that is written or confirmed beside this shared text."""
    return {SEEN: to_lines(shared_text), SEEN_FOR: fingerprint(therapy_id, override)}


def has_memory(therapy_id, override, value) -> bool:
    """Whether the memory in a block's `value` (stored or in use) is that of this override."""
    return not is_blank(override) and value.get(SEEN_FOR) == fingerprint(therapy_id, override)


def is_stale(therapy, override, value) -> bool:
    """Whether `therapy`, as it is published, no longer says what the override was written against.

    An override without a memory is not: nobody knows what it was written against.
    """
    if not therapy.live or not has_memory(therapy.pk, override, value):
        return False
    return not same_words(value.get(SEEN) or "", to_lines(therapy.shared_text))


class OverrideBlock(blocks.RichTextBlock):
    """Text in place of a shared text; drafts may hold tokens that nobody knows."""

    def clean(self, value):
        value = super().clean(value)
        if not self.is_deferred_validation and (wrong := problems(value)):
            raise ValidationError(wrong)
        return value


class MemoryBlock(blocks.FieldBlock):
    """A text that the form carries along unseen."""

    def __init__(self, **kwargs):
        self.field = forms.CharField(required=False, widget=forms.HiddenInput)
        super().__init__(**kwargs)

    def get_api_representation(self, value, context=None):
        """Editors send it back with the rest; it is no text of this page."""
        return super().get_api_representation(value, context) if asks_an_editor(context) else ""

    class Meta:
        default = ""
