"""Editors' pictures as a visitor gets them: small files, right sizes, and no holes."""

import logging
from copy import copy
from itertools import product
from struct import pack
from zlib import crc32

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template import Context, Template

from clinic_pages.blocks import BodyBlock
from clinic_pages.lib import pictures
from clinic_pages.lib.pictures import ROLES, alt_text, pictured
from home.factories import (
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
)
from tests.photos import (
    ROTATE_90,
    SVG,
    drawn,
    encoded,
    jpeg,
    moving_gif,
    opened,
    spoil,
    transparent_png,
    upload,
)
from tests.sizes import IS_PROOF
from tests.trees import read

UPLOADS = {
    "photo": (jpeg(1400, 1050), "photo.jpg"),
    "turned": (jpeg(900, 600, orientation=ROTATE_90), "turned.jpg"),
    "for print": (jpeg(700, 500, mode="CMYK"), "print.jpg"),
    "grey": (jpeg(700, 500, mode="L"), "grey.jpg"),
    "transparent": (transparent_png(), "transparent.png"),
    "moving": (moving_gif(), "moving.gif"),
    "webp": (encoded(drawn(700, 500), "WEBP"), "photo.webp"),
    "avif": (encoded(drawn(700, 500), "AVIF"), "photo.avif"),
    "tiny": (jpeg(5, 3), "tiny.jpg"),
    "dot": (transparent_png(1, 1), "dot.png"),
    "tall": (jpeg(60, 1500), "tall.jpg"),
    "wide": (jpeg(1500, 20), "wide.jpg"),
}
each_upload = pytest.mark.parametrize("kind", UPLOADS)
each_role = pytest.mark.parametrize("role", ROLES)
# A role decides on sizes, whatever the file; a file on what can be made of it, whatever the role.
PAIRS = {*product(UPLOADS, ROLES if IS_PROOF else ["main", "card"]), *product(["photo"], ROLES)}
each_pair = pytest.mark.parametrize("kind, role", sorted(PAIRS))


def candidates(srcset: str) -> list[tuple[str, int]]:
    """(address, width) of each."""
    pairs = [candidate.split(" ") for candidate in srcset.split(", ")]
    return [(url, int(width.removesuffix("w"))) for url, width in pairs]


def rendered(image, role, **attributes):
    given = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    template = Template(f'{{% load clinic_pages %}}{{% clinic_picture image "{role}" {given} %}}')
    return template.render(Context({"image": image}))


# --- Files and their sizes -----------------------------------------------------------------------


@each_pair
def test_every_file_is_as_wide_as_it_says_and_has_the_shape_of_the_element(db, kind, role):
    shown = pictured(upload(*UPLOADS[kind]), role)
    width, height = int(shown.fallback.width), int(shown.fallback.height)
    assert opened(shown.fallback.src).size == (width, height)
    for source in (*shown.sources, shown.fallback):
        for url, promised in candidates(source.srcset):
            file = opened(url)
            assert file.width == promised
            assert file.format.lower() == source.mime_type.removeprefix("image/")
            # Wagtail rounds down to whole pixels.
            assert abs(file.height - promised * height / width) <= 1 + promised / width


@each_upload
def test_no_file_is_there_twice_or_larger_than_the_original(db, kind):
    image = upload(*UPLOADS[kind])
    shown = pictured(image, "main")
    for source in (*shown.sources, shown.fallback):
        widths = [width for _url, width in candidates(source.srcset)]
        assert widths == sorted(set(widths))
        assert widths[-1] <= max(image.width, image.height)


def test_a_small_original_makes_one_file_of_each_format(db):
    image = upload(jpeg(500, 400))
    pictured(image, "main")
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == [
        "width-640|format-avif",
        "width-640|format-jpeg",
        "width-640|format-webp",
    ]


def test_roles_share_the_files_of_the_whole_picture(db):
    image = upload(jpeg(1300, 900))
    for role in ("main", "content", "therapy", "portrait"):
        pictured(image, role)
    widths = {spec.split("|")[0] for spec in image.renditions.values_list("filter_spec", flat=True)}
    assert widths == {"width-320", "width-640", "width-960", "width-1280"}


def test_a_photo_taken_upright_stands_upright(db):
    shown = pictured(upload(jpeg(900, 600, orientation=ROTATE_90)), "main")
    assert (shown.fallback.width, shown.fallback.height) == ("600", "900")


def test_what_is_transparent_stays_so_in_every_format(db):
    shown = pictured(upload(transparent_png(), "logo.png"), "main")
    assert shown.fallback.mime_type == "image/png"
    for source in (*shown.sources, shown.fallback):
        assert opened(source.src).convert("RGBA").getpixel((100, 0))[3] < 10


def test_a_moving_picture_stands_still(db):
    shown = pictured(upload(moving_gif(), "moving.gif"), "content")
    for source in (*shown.sources, shown.fallback):
        assert getattr(opened(source.src), "n_frames", 1) == 1


@pytest.mark.parametrize("focal_point, is_there", [({}, False), ({"focal_point_x": 1400}, True)])
def test_a_card_is_cropped_around_the_focal_point(db, focal_point, is_there):
    if focal_point:
        focal_point |= {"focal_point_y": 300, "focal_point_width": 20, "focal_point_height": 20}
    image = upload(jpeg(1600, 600), **focal_point)
    card = opened(pictured(image, "card").fallback.src).convert("RGB")
    assert abs(card.width / card.height - 4 / 3) < 0.01
    colours = card.resize((80, 60)).tobytes()
    is_red = [r > 180 and g < 90 for r, g in zip(colours[::3], colours[1::3], strict=True)]
    assert any(is_red) == is_there


@pytest.mark.parametrize("visit", ["first", "second"])
@each_role
def test_a_drawing_is_one_file_with_whole_numbers(db, role, visit):
    image = upload(SVG, "drawing.svg")
    if visit == "second":
        pictured(image, role)
        image = type(image).objects.get(pk=image.pk)
    shown = pictured(image, role)
    assert not shown.sources
    assert shown.fallback.src.endswith(".svg")
    assert shown.fallback.width.isdecimal() and shown.fallback.height.isdecimal()
    assert "srcset" not in rendered(image, role)


def test_without_avif_there_is_webp(db, monkeypatch):
    monkeypatch.setattr(pictures.features, "check", lambda name: name != "avif")
    pictures._modern_formats.cache_clear()
    shown = pictured(upload(jpeg(700, 500)), "main")
    pictures._modern_formats.cache_clear()
    assert [source.mime_type for source in shown.sources] == ["image/webp"]


def test_a_format_that_cannot_hold_a_picture_is_left_out(db):
    # WebP ends at 16383 pixels.
    shown = pictured(upload(jpeg(16, 17000)), "main")
    assert [each.mime_type for each in (*shown.sources, shown.fallback)] == [
        "image/avif",
        "image/jpeg",
    ]


# --- Mark-up -------------------------------------------------------------------------------------


def test_the_main_picture_comes_at_once(client, tree):
    page = tree.therapy(image=upload(jpeg(1400, 1050), description="Needles."))
    [picture] = read(client, page).select("picture")
    assert [each["type"] for each in picture.select("source")] == ["image/avif", "image/webp"]
    image = picture.img
    assert image["fetchpriority"] == "high" and "loading" not in image.attrs
    assert image["class"] == ["clinic-page__image"]
    assert image["alt"] == "Needles."
    sizes = {each["sizes"] for each in picture.select("source, img")}
    assert sizes == {ROLES["main"].sizes}
    for each in picture.select("source, img"):
        assert [width for _url, width in candidates(each["srcset"])] == [640, 960, 1280]


def test_others_wait_until_they_are_near(client, tree):
    tree.therapy(image=upload(jpeg(700, 500), description="Needles."))
    [image] = read(client, tree.therapies).select("picture img")
    assert image["loading"] == "lazy" and "fetchpriority" not in image.attrs
    assert image["alt"] == ""


def test_a_picture_with_which_a_page_begins_is_its_main_one(client, tree):
    first, second = (image_block(upload(jpeg(50, 50)), decorative=True) for _ in "12")
    text = ("section", {"heading": "What is it?", "text": ""})
    begins = StandardPageFactory(parent=tree.home, title="Begins with it", body=[first, second])
    [one, two] = read(client, begins).select("picture img")
    assert one["fetchpriority"] == "high" and two["loading"] == "lazy"
    after_text = StandardPageFactory(parent=tree.home, title="Text", body=[text, first])
    for page in (after_text, tree.condition(body=[first]), tree.therapy(body=[first])):
        [image] = read(client, page).select("picture img")
        assert image["loading"] == "lazy"


def test_numbers_are_written_for_browsers(db, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    image = BeautifulSoup(rendered(upload(jpeg(1400, 1050)), "main"), "html.parser").img
    assert (image["width"], image["height"]) == ("1280", "960")


def test_words_are_escaped(db):
    image = upload(jpeg(50, 50), description='<b>"Needles"</b>')
    assert 'alt="&lt;b&gt;&quot;Needles&quot;&lt;/b&gt;"' in rendered(image, "main")


def test_no_image_no_element(db):
    assert rendered(None, "card").strip() == ""


# --- Words ---------------------------------------------------------------------------------------


def test_alt_text_is_the_description_and_never_the_title(db):
    described = upload(jpeg(20, 20), "IMG_1234.jpg", description="Needles in a back.")
    assert alt_text(described) == alt_text(described, "Maeve") == "Needles in a back."
    bare = upload(jpeg(20, 20), "IMG_1234.jpg")
    assert alt_text(bare) == ""
    assert alt_text(bare, "Maeve Lin") == "Maeve Lin"
    assert alt_text(None, "Maeve Lin") == ""


def test_the_words_at_a_place_come_before_those_of_the_image(db):
    image = upload(jpeg(20, 20), description="Needles.")
    image.contextual_alt_text = "Where the needles go."
    assert alt_text(image) == "Where the needles go."
    image.decorative = True
    assert alt_text(image) == ""


def test_a_photo_without_description_has_the_persons_name(client, tree):
    team = PractitionersPageFactory(parent=tree.home)
    photo = upload(jpeg(700, 900), "DSC_0042.jpg")
    maeve = PractitionerPageFactory(parent=team, title="Maeve Lin", photo=photo)
    [image] = read(client, maeve).select("picture img")
    assert image["alt"] == "Maeve Lin"
    assert image["fetchpriority"] == "high"
    [card] = read(client, team).select("picture img")
    assert card["alt"] == "" and card["width"] == card["height"]


def test_an_image_block_needs_alt_text_or_the_word_that_it_is_decorative(db):
    block = BodyBlock().child_blocks["image"]
    image = upload(jpeg(20, 20))

    def value(**fields):
        return block.normalize({"image": {"image": image, **fields}, "caption": ""})

    with pytest.raises(ValidationError):
        block.clean(value(alt_text="", decorative=False))
    assert block.clean(value(alt_text="Needles", decorative=False))
    assert block.clean(value(alt_text="", decorative=True))


def image_block(image, alt_text="", decorative=False, caption=""):
    # A copy: the words are kept on the instance.
    inner = {"image": copy(image), "alt_text": alt_text, "decorative": decorative}
    return ("image", {"image": inner, "caption": caption})


def test_one_picture_shown_twice_has_its_own_words_each_time(client, tree):
    image = upload(jpeg(20, 20), description="Needles.")
    page = tree.sciatica_with(
        image_block(image, "First"), image_block(image, decorative=True), image_block(image)
    )
    assert [each["alt"] for each in read(client, page).select("img")] == ["First", "", "Needles."]


# --- No holes ------------------------------------------------------------------------------------


def bomb() -> bytes:
    """A PNG that says that it has 60000 x 60000 pixels."""
    header = b"IHDR" + pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + pack(">I", 13) + header + pack(">I", crc32(header))


BROKEN = {
    "missing": None,
    "empty": b"",
    "no picture": b"<html>not found</html>",
    "truncated": jpeg(1400, 1050)[:20_000],
    "truncated png": transparent_png()[:2000],
    "bomb": bomb(),
}


def clinic_full_of(tree, image):
    """Pages that show `image` in every way there is."""
    therapy = tree.therapy(image=image)
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(parent=team, title="Maeve", photo=image)
    sciatica = tree.sciatica_with(
        ("therapy", {"therapy": therapy}),
        image_block(image, "Needles", caption="A caption"),
        ("practitioner", {"practitioner": maeve}),
    )
    return [therapy, team, maeve, sciatica, tree.therapies, tree.home]


@pytest.mark.parametrize("kind", BROKEN)
def test_a_picture_that_cannot_be_read_leaves_no_trace(client, tree, caplog, kind):
    image = upload(jpeg(700, 500))
    pages = clinic_full_of(tree, image)
    spoil(image, BROKEN[kind])
    for page in pages:
        soup = read(client, page)
        assert not soup.select("main picture, main img, main source, .clinic-image")
        assert "A caption" not in soup.text
    warnings = [each for each in caplog.records if each.name == "clinic_pages.pictures"]
    assert [each.levelno for each in warnings] == [logging.WARNING]
    assert image.file.name in warnings[0].getMessage()


def test_a_preview_says_why_there_is_no_picture(tree):
    image = upload(jpeg(50, 50))
    page = tree.condition(body=[image_block(image, "Gone"), image_block(None)])
    spoil(image, None)
    page = type(page).objects.get(pk=page.pk)
    shown = page.make_preview_request(preview_mode="").render().content.decode()
    assert shown.count("No picture is chosen, or its file is missing or broken.") == 2


def test_what_is_stored_is_shown_although_the_original_is_gone(client, tree):
    image = upload(jpeg(700, 500))
    pages = clinic_full_of(tree, image)
    before = [read(client, page).select("picture") for page in pages]
    spoil(image, None)
    assert [read(client, page).select("picture") for page in pages] == before
    assert all(before)


def test_a_picture_that_was_given_up_is_tried_again_when_it_is_published(db):
    whole = jpeg(700, 500)
    image = upload(whole)
    image.refresh_from_db()  # It still had its file open.
    spoil(image, b"")
    assert pictured(image, "card") is None
    spoil(image, whole)
    assert pictured(image, "card") is None
    pictures.make_renditions(image, ["card"])
    assert pictured(image, "card") and pictured(image, "content")


# --- Queries -------------------------------------------------------------------------------------


@pytest.mark.postgres
def test_twelve_image_blocks_cost_as_many_queries_as_one(
    client, tree, settings, django_assert_max_num_queries
):
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {**settings.CACHES, "renditions": nothing}

    def page_with(number):
        blocks = [image_block(upload(jpeg(20, 20)), "Needles") for _ in range(number)]
        return tree.condition(f"With {number}", body=blocks)

    def visit(page):
        client.get(page.get_url())
        with django_assert_max_num_queries(20) as captured:
            assert len(read(client, page).select("img")) == len(page.body)
        return len(captured)

    one, twelve = page_with(1), page_with(12)
    assert visit(one) == visit(twelve)
