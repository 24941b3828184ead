from django.utils.module_loading import import_string

from ..conf import get_conf


def body_block():
    """The StreamBlock class of page bodies: the setting BODY_BLOCK, read when the models load."""
    return import_string(get_conf().body_block)
