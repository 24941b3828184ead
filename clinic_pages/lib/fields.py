"""The page body's field, and the rich text that every part of the plugin allows."""

import re

from wagtail.fields import StreamField

# Headings start at h3: the block or page around the text owns h1 and h2.
RICH_TEXT_FEATURES = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]
# In stored rich text every ">" within a tag is written "&gt;".
TAGS = re.compile(r"<[^>]*>")


class BodyField(StreamField):
    """A StreamField whose blocks stay out of migrations.

    A host may add blocks of its own (setting BODY_BLOCK) without a migration in the plugin, and a
    changed help text makes none either. See docs/decisions/0002-blocks-stay-out-of-migrations.md.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


def stream_children(page):
    """The blocks of a page, in all of its StreamFields, whatever they are called."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from getattr(page, field.name)


def is_blank(html) -> bool:
    """Whether rich text (str, RichText or None) shows nothing: the editor leaves empty <p>s."""
    source = getattr(html, "source", html) or ""
    return not TAGS.sub("", source).replace("\xa0", " ").strip()


def is_empty(instance, name: str) -> bool:
    """Whether nothing stands in a field of `instance`, or nothing in a list of it."""
    value = getattr(instance, name)
    if isinstance(value, str):
        return is_blank(value)
    return value is None if not hasattr(value, "all") else not value.all()
