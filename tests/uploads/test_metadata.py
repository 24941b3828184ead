"""A photograph tells visitors what is on it, and not where it was taken."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image, ImageChops, ImageStat
from PIL.ExifTags import IFD, Base
from PIL.PngImagePlugin import PngInfo
from wagtail.images import get_image_model

from clinic_pages.lib.pictures import pictured
from clinic_pages.uploads.metadata import without_metadata
from tests.photos import ROTATE_90, drawn, encoded, jpeg, moving_gif, opened, upload

CAMERA, PLACE, WORDS = "Clinicam 3", (53.0, 20.0, 52.0), "Photographed at Mr Murphy's"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><p>{WORDS}</p></x:xmpmeta>'.encode()


def exif(way_up: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Orientation] = way_up
    exif[Base.Model] = CAMERA
    exif.get_ifd(IFD.GPSInfo)[2] = PLACE
    return exif


def png_words() -> PngInfo:
    words = PngInfo()
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return words


def tagged(format_name: str, way_up: int = 1, **options) -> bytes:
    return encoded(drawn(400, 300), format_name, exif=exif(way_up), **options)


FILES = {
    "photo.jpg": tagged("JPEG", xmp=XMP, comment=WORDS.encode()),
    "turned.jpg": tagged("JPEG", ROTATE_90),
    "picture.png": tagged("PNG", pnginfo=png_words()),
    "picture.webp": tagged("WEBP", xmp=XMP),
    "picture.avif": tagged("AVIF", xmp=XMP),
    "two.jpg": tagged("MPO", save_all=True, append_images=[drawn(100, 75)]),
}
each_file = pytest.mark.parametrize("name", FILES)


def says(data: bytes) -> bool:
    """Whether it tells place, camera or words: by its tags, and by its bytes."""
    tags = Image.open(BytesIO(data)).getexif()
    has = tags.get(Base.Model) or tags.get_ifd(IFD.GPSInfo)
    return bool(has) or CAMERA.encode() in data or WORDS.encode() in data


@each_file
def test_what_is_planted_is_seen(name):
    assert says(FILES[name])


@each_file
def test_nothing_is_said_in_an_uploaded_file(admin_client, db, name):
    fields = {"title": "Treatment room", "collection": "1"}
    file = SimpleUploadedFile(name, FILES[name])
    response = admin_client.post(reverse("wagtailimages:add"), fields | {"file": file})
    assert response.status_code == 302
    image = get_image_model().objects.get()
    with image.file.open() as stored:
        data = stored.read()
    assert not says(data)
    assert image.file_size == len(data)
    found = image.file_hash
    image._set_file_hash()
    assert found == image.file_hash


@each_file
def test_nor_in_what_visitors_get(db, name):
    shown = pictured(upload(FILES[name], name), "main")
    for source in (*shown.sources, shown.fallback):
        image = opened(source.src)
        assert not image.getexif().get_ifd(IFD.GPSInfo), source.src
        assert Base.Model not in image.getexif()
        assert not image.info.get("xmp")


def test_a_photo_taken_upright_stays_so(db):
    image = upload(FILES["turned.jpg"], "turned.jpg")
    shown = pictured(image, "main")
    assert int(shown.fallback.height) > int(shown.fallback.width)


@pytest.mark.parametrize("name", ["photo.jpg", "picture.png", "two.jpg"])
def test_the_picture_stays_as_it_was(name):
    before = Image.open(BytesIO(FILES[name])).convert("RGB")
    after = Image.open(BytesIO(without_metadata(FILES[name]))).convert("RGB")
    assert after.size == before.size
    # Of 255.
    assert max(ImageStat.Stat(ImageChops.difference(before, after)).mean) < 1


@pytest.mark.parametrize(
    "data", [jpeg(40, 30), jpeg(40, 30, orientation=ROTATE_90), moving_gif(40, 30), b"", b"no"]
)
def test_what_says_nothing_is_not_written_anew(data):
    assert without_metadata(data) is data


@pytest.fixture
def uploaded_before(db, settings):
    """As a host may keep it, or as it was uploaded before there was this."""
    before = settings.CLINIC_PAGES
    settings.CLINIC_PAGES = {**before, "KEEP_PHOTO_METADATA": True}
    image = upload(FILES["photo.jpg"])
    pictured(image, "main")
    settings.CLINIC_PAGES = before
    return image


def test_a_host_may_keep_it(uploaded_before):
    with uploaded_before.file.open() as stored:
        assert says(stored.read())


def test_what_was_uploaded_before_is_cleaned_by_a_command(uploaded_before, capsys):
    other = upload(jpeg(40, 30), "other.jpg")
    old = uploaded_before.file.name
    call_command("clean_photographs")
    image = get_image_model().objects.get(pk=uploaded_before.pk)
    with image.file.open() as stored:
        assert not says(stored.read())
    assert not default_storage.exists(old)
    assert get_image_model().objects.get(pk=other.pk).file.name == other.file.name
    shown = pictured(image, "main")
    assert Base.Model not in opened(shown.fallback.src).getexif()
    assert "1 of 2" in capsys.readouterr().out


def test_a_file_that_is_gone_does_not_stop_the_command(uploaded_before, capsys):
    gone = upload(FILES["picture.png"], "gone.png")
    default_storage.delete(gone.file.name)
    call_command("clean_photographs")
    said = capsys.readouterr()
    assert "1 of 2" in said.out
    assert gone.title in said.err
