"""A page as a tutorial has it."""

from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    body = StreamField([("heading", CharBlock()), ("paragraph", RichTextBlock())])

    template = "bare/bare_page.html"
