from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Text and images")
        description = _("A picture across the text column, with an optional caption.")
        template = "clinic_pages/blocks/image.html"
        preview_template = "clinic_pages/blocks/image_preview.html"
