"""The demo's illustrations. Drawn for it, and free to use with it."""

from pathlib import Path

import wagtail_factories
from django.core.files.base import ContentFile
from wagtail.models import Collection

FOLDER = Path(__file__).parent / "images"

# file name: (title, description, which is the alternative text)
PICTURES = {
    "acupuncture.svg": (
        "Acupuncture",
        "Drawing: three fine needles stand in the skin along a dotted meridian.",
    ),
    "acupressure-massage.svg": (
        "Acupressure massage",
        "Drawing: two hands press with their thumbs beside the spine.",
    ),
    "cupping.svg": (
        "Cupping",
        "Drawing: four glass cups on a back; below them two round marks where cups have been.",
    ),
    "moxibustion.svg": (
        "Moxibustion",
        "Drawing: a glowing moxa stick is held above the skin; thin smoke rises.",
    ),
    "herbal-remedies.svg": (
        "Herbal remedies",
        "Drawing: a mortar with a pestle and fresh herbs; ginger and berries lie beside it.",
    ),
    "sciatic-nerve.svg": (
        "The sciatic nerve",
        "Drawing: the sciatic nerve runs from the lower back through the leg to the foot.",
    ),
    "treatment-room.svg": (
        "Treatment room",
        "Drawing: a treatment room with a couch, a window, a lamp and a plant.",
    ),
    "aoife-brennan.svg": (
        "Aoife Brennan",
        "Portrait drawing: Aoife Brennan, with long red hair and a dark green tunic.",
    ),
    "marek-nowicki.svg": (
        "Marek Nowicki",
        "Portrait drawing: Marek Nowicki, with a short beard, round glasses and a green top.",
    ),
    "mei-tan.svg": (
        "Mei Tan",
        "Portrait drawing: Mei Tan, with her dark hair in a bun and a terracotta jacket.",
    ),
}


def upload_pictures() -> dict:
    """All pictures as Wagtail images, by file name."""
    collection = Collection.get_first_root_node()
    return {name: _upload(name, *texts, collection) for name, texts in PICTURES.items()}


def _upload(name, title, description, collection):
    return wagtail_factories.ImageFactory(
        title=title,
        description=description,
        collection=collection,
        file=ContentFile((FOLDER / name).read_bytes(), name=name),
    )
