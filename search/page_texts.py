"""What the search reads on pages: their texts as lines, written with each entry of the index."""

from collections.abc import Iterable

from django.db import models
from wagtail.models import Page

from .passages import passages_on


class PageText(models.Model):
    """The text of one page. text: lines as in `clinic_pages.lib.passages`"""

    page = models.OneToOneField(Page, primary_key=True, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.text


def write_texts(pages: Iterable[Page]) -> list[str]:
    """Stores what these pages of their own types say. Returns their texts. One query."""
    rows = [PageText(page_id=page.pk, text="\n".join(passages_on(page))) for page in pages]
    PageText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page"], update_fields=["text"]
    )
    return [row.text for row in rows]
