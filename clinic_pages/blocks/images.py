"""Pictures in the text."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.images.blocks import ImageBlock, ImageBlockAdapter, ImageChooserBlock

from ..lib.fields import stream_children
from ..lib.page_answers import page_answers
from ..lib.pictures import pictured
from ..lib.shown import shown_at
from .base import ClinicStructValue
from .lost_choices import MayLoseChoice


class ShownImageChooserBlock(MayLoseChoice, ImageChooserBlock):
    """Loads the renditions of all images of a page with one query."""

    def bulk_to_python(self, values):
        # A copy each: a picture that is shown twice may have other alt text each time.
        return shown_at(self.model_class, values)


class ShownImageBlock(ImageBlock):
    """An image with alt text, or marked as decorative: Wagtail insists on one of them."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = ShownImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


class ShownImageBlockAdapter(ImageBlockAdapter):
    js_constructor = "clinic_pages.ImageBlock"

    @cached_property
    def media(self):
        # In one list: what it builds on comes before it.
        wagtails = super().media
        script = versioned_static("clinic_pages/blocks/image_block.js")
        return forms.Media(js=[*wagtails._js, script], css=wagtails._css)


register(ShownImageBlockAdapter(), ShownImageBlock)


class CaptionedImageValue(ClinicStructValue):
    has_heading = False

    @property
    def own_pictures(self) -> list[tuple]:
        # The role "lead" has the same files.
        return [(self.get("image"), ("content",))]

    def role(self, page) -> str:
        """Whether it is what visitors of `page` see first, or a picture on the way."""
        if not page_answers(page).begins_with_body:
            return "content"
        first = next(stream_children(page), None)
        return "lead" if first is not None and first.value is self else "content"


class CaptionedImageBlock(blocks.StructBlock):
    image = ShownImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Text and images")
        description = _("A picture across the text column, with an optional caption.")
        template = "clinic_pages/blocks/image.html"
        value_class = CaptionedImageValue
        preview_template = "clinic_pages/blocks/image_preview.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        role = value.role(context.get("page"))
        context["picture"] = pictured(value.get("image"), role)
        if not context["picture"]:
            context["why_hidden"] = gettext(
                "No picture is chosen, or its file is missing or broken."
            )
        return context
