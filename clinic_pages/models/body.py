from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from ..conf import get_conf


def body_block():
    """The StreamBlock class of page bodies: the setting BODY_BLOCK, read when the models load."""
    path = get_conf().body_block
    try:
        return import_string(path)
    except ImportError as error:
        # No system check can say it: the models do not load.
        raise ImproperlyConfigured(
            f"CLINIC_PAGES['BODY_BLOCK'] is {path!r}: {error}. "
            "Name a subclass of clinic_pages.blocks.BodyBlock by its dotted path."
        ) from error
