"""A new file for a picture that pages show: kept apart, for one editor, until that editor says that
it is to take the place of the old one."""

from datetime import timedelta
from io import BytesIO
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import UploadedFile

from ..conf import get_conf
from ..lib.pictures import ROLES, FileOnTrial, try_out
from .metadata import without_metadata

# In the names of their files: Wagtail keeps files of its own in the same place.
MARK = "-on-trial-"
# Nobody thinks longer about a picture.
KEPT = timedelta(days=1)
FILE_URL_NAME = "clinic_pages_uploads:file"


class Trial(NamedTuple):
    """What an editor sent of the form of `image`. data: its other fields; size: in pixels."""

    image: AbstractImage
    upload: UploadedFile
    data: QueryDict
    name: str
    size: tuple[int, int]

    @property
    def file(self) -> SimpleUploadedFile:
        """As the form was sent it."""
        with self.upload.file.open() as stored:
            return SimpleUploadedFile(self.name, stored.read())

    @property
    def shown(self) -> FileOnTrial:
        return FileOnTrial(*self.size, self._address)

    @property
    def tried(self) -> AbstractImage:
        """The picture as previews show it."""
        return try_out(self.image, self.shown)

    def _address(self, role_name: str) -> str:
        # Another one for each file: browsers may keep it.
        return reverse(FILE_URL_NAME, args=[self.image.pk, self.upload.pk, role_name])


def _key(image: AbstractImage) -> str:
    return f"clinic_pages_trial_{image.pk}"


def begin(request, image: AbstractImage, form) -> None:
    """Keeps the file of a valid form, and the rest of what was sent, in place of an earlier one."""
    end(request, image)
    forget_old()
    file = form.cleaned_data["file"]
    file.seek(0)
    content = file.read()
    if not get_conf().keep_photo_metadata:
        content = without_metadata(content)
    # Nobody can guess its address.
    stored = ContentFile(content, name=f"{get_random_string(32)}{MARK}{file.name}")
    upload = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(image),
        file=stored,
        uploaded_by_user=request.user,
    )
    request.session[_key(image)] = {
        "upload": upload.pk,
        "data": request.POST.urlencode(),
        "name": file.name,
        "size": [max(1, int(side)) for side in file.image.auto_orient().get_size()],
    }


def of(request, image: AbstractImage) -> Trial | None:
    """What this editor has sent and not decided yet."""
    kept = request.session.get(_key(image))
    uploads = UploadedFile.objects.filter(uploaded_by_user=request.user)
    upload = uploads.filter(pk=kept["upload"]).first() if kept else None
    if upload is None:
        return None
    return Trial(image, upload, QueryDict(kept["data"]), kept["name"], tuple(kept["size"]))


def end(request, image: AbstractImage) -> None:
    """Nothing is left of it."""
    if trial := of(request, image):
        _delete(trial.upload)
    request.session.pop(_key(image), None)


def forget_old() -> None:
    """Deletes what editors have sent and never decided."""
    oldest = timezone.now() - KEPT
    for upload in UploadedFile.objects.filter(file__contains=MARK):
        try:
            is_old = upload.file.storage.get_modified_time(upload.file.name) < oldest
        except FileNotFoundError:
            is_old = True
        if is_old:
            _delete(upload)


def _delete(upload: UploadedFile) -> None:
    upload.file.delete(save=False)
    upload.delete()


def content_of(trial: Trial, role_name: str) -> tuple[bytes, str]:
    """(content, type of content) of the new file in this role."""
    role = ROLES[role_name]
    with trial.upload.file.open() as stored:
        source = BytesIO(stored.read())
    if trial.name.lower().endswith(".svg"):
        return source.getvalue(), "image/svg+xml"
    output = BytesIO()
    width, _height = trial.shown.size_in(role)
    made = Filter(role.spec(width)).run(trial.image, output, source=source)
    return output.getvalue(), made.mime_type
