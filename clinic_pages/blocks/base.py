"""What the plugin's blocks have in common."""

import copy

from wagtail import blocks

from ..stand_in import in_place_of
from ..visibility import why_hidden, with_restriction

# One stem everywhere: block `therapy` -> blocks/therapy.html -> .clinic-therapy
PREVIEW_TEMPLATE = "clinic_pages/blocks/preview.html"


class ClinicStructBlock(blocks.StructBlock):
    """A StructBlock with a preview in the block picker."""

    class Meta:
        preview_template = PREVIEW_TEMPLATE

    def get_preview_value(self):
        return self.normalize(self.sample())

    def sample(self) -> dict:
        """The value shown in the block picker. Unsaved objects: a new site has none."""
        raise NotImplementedError


class ShownPageChooserBlock(blocks.PageChooserBlock):
    """Chooses a page to show, and loads all there is to know of it in bulk.

    image_field: name of the page's foreign key to an image that is shown with it, if any.
    """

    def __init__(self, page_type, image_field="", **kwargs):
        self.image_field = image_field
        super().__init__(page_type, **kwargs)

    def bulk_to_python(self, values):
        """One query for the pages, one for their images' renditions, however many there are."""
        pages = with_restriction(self.model_class.objects.all())
        if self.image_field:
            pages = pages.select_related(self.image_field)
            pages = pages.prefetch_related(f"{self.image_field}__renditions")
        found = pages.in_bulk(values)
        # A copy each: a page that shows the same one twice must not share an instance.
        return [in_place_of(copy.copy(found.get(pk))) for pk in values]


class ShownPageValue(blocks.StructValue):
    """The value of a block that shows another page, named by its block's `Meta.shows`."""

    @property
    def target(self):
        return self.get(self.block.meta.shows)

    def why_hidden(self, page) -> str:
        """Why visitors of `page` do not see this block; "" where they do."""
        return why_hidden(self.target, shown_on=page)

    def shown_text(self, page) -> str:
        """The words of the other page that visitors of `page` read here, for the search index."""
        return "" if self.why_hidden(page) else self.target.title


class ShownPageBlock(ClinicStructBlock):
    """A block that shows another page, and is gone for visitors who may not see that page."""

    class Meta:
        shows = None
        value_class = ShownPageValue

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["why_hidden"] = value.why_hidden(context.get("page"))
        return context

    def sample_page(self, **fields):
        return self.child_blocks[self.meta.shows].target_model(live=True, path="", **fields)
