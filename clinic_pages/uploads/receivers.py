"""When: before a new file is stored."""

from django.db.models.signals import pre_save
from wagtail.images import get_image_model

from ..conf import get_conf
from ..lib.signals import connect
from .cleaning import put
from .metadata import without_metadata


def on_pre_save(instance, raw=False, **kwargs):
    file = instance.file
    if raw or not file or file._committed or get_conf().keep_photo_metadata:
        return
    before = file.read()
    after = without_metadata(before)
    file.seek(0)
    if after is not before:
        put(instance, after)


def connect_all() -> None:
    connect(pre_save, on_pre_save, get_image_model())
