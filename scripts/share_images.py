"""Draws titles in twelve scripts and of several lengths as share images, all on one sheet:

    python -m scripts.share_images [docs/images/share-images.png]

With the fonts of the tests, which are cut to the letters of these titles.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

import django
from django.test import override_settings
from PIL import Image

REPOSITORY = Path(__file__).parents[1]
FONTS = REPOSITORY / "tests/search_engines/fonts"
SHEET = REPOSITORY / "docs/images/share-images.png"
# In pixels: of a picture on the sheet, and between two.
SIZE, GAP = (300, 158), 10
COLOURS = 16


def sheet() -> Image.Image:
    from tests.search_engines.titles import LENGTHS, TITLES

    width, height = SIZE[0] + GAP, SIZE[1] + GAP
    found = Image.new("RGB", (width * len(LENGTHS) + GAP, height * len(TITLES) + GAP), "#a5b0ae")
    for row, script in enumerate(TITLES):
        for column, length in enumerate(LENGTHS):
            found.paste(_picture(script, length), (column * width + GAP, row * height + GAP))
    return found.quantize(COLOURS)


def _picture(script: str, length: int) -> Image.Image:
    from clinic_pages.search_engines.share_images import Words, draw
    from tests.search_engines.titles import title_of

    drawn = draw(Words(title_of(script, length), "Acupuncture · Cupping", "Wren Clinic"))
    return Image.open(BytesIO(drawn)).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.test")
    django.setup()
    from django.conf import settings

    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SHEET
    fonts = {**settings.CLINIC_PAGES, "SHARE_IMAGE_FONTS": (str(FONTS),)}
    with override_settings(CLINIC_PAGES=fonts):
        sheet().save(target, optimize=True)
    print(f"{target}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
