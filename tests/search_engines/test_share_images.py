"""What share images show: any title, whole, in letters that are there; measured from the pixels."""

from io import BytesIO
from pathlib import Path

import pytest
from django.test import override_settings
from PIL import Image, ImageChops, ImageDraw

from clinic_pages import checks
from clinic_pages.search_engines.share_images import SIZE, Words, draw, drawing, font_files
from clinic_pages.search_engines.share_images import typesetting as setting
from clinic_pages.search_engines.share_images.letters import words_of
from tests.search_engines.titles import LENGTHS, TITLES, title_of

# The same on every database.
pytestmark = pytest.mark.once

FONTS = Path(__file__).parent / "fonts"
SHAPED = ("Arabic", "Hebrew", "Devanagari", "Bengali", "Tamil", "Thai")
CUNEIFORM = "\U00012000\U00012001"


@pytest.fixture(autouse=True)
def fonts_of_the_tests(settings, monkeypatch):
    """Whatever fonts this machine has."""
    settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "SHARE_IMAGE_FONTS": (str(FONTS),)}
    monkeypatch.setattr(font_files, "_of_machine", lambda script, language: ())


def ink_of(image: Image.Image) -> Image.Image:
    """How dark each pixel is, beside the paper; without the band at the side."""
    paper = Image.new("RGB", image.size, drawing.PAPER)
    difference = ImageChops.difference(image.convert("RGB"), paper).convert("L")
    return difference.crop((drawing.BAND + 1, 0, *image.size))


def amount(ink: Image.Image) -> int:
    return sum(value * count for value, count in enumerate(ink.histogram()) if value > 8)


def drawn(title: str, offers="", clinic="") -> Image.Image:
    return Image.open(BytesIO(draw(Words(title, offers, clinic))))


def amount_in_one_line(text: setting.Text, size: int) -> int:
    """Of the same letters with room on all sides."""
    image = Image.new("RGB", (round(text.width(text.text, size)) + 400, 600), drawing.PAPER)
    line = setting.Lines([text.text], size, 0)
    text.draw(ImageDraw.Draw(image), line, 200, 200, image.width - 200, drawing.INK)
    return amount(ink_of(image))


@pytest.mark.parametrize("script", TITLES)
def test_no_title_is_blank_or_cut(script):
    for length in LENGTHS:
        title = title_of(script, length)
        assert 0.8 * length - 1 <= len(title) <= length
        ink = ink_of(drawn(title))
        left, top, right, bottom = ink.getbbox()
        # On the paper, with room to its edges.
        assert left > 40 and top > 60, title
        assert right < SIZE[0] - drawing.BAND - 60 and bottom < SIZE[1] - 60, title
        # As much of it as if it had all the room in the world.
        text = setting.Text(title)
        lines = drawing._lines(text, SIZE[1] - 2 * drawing.MARGIN + drawing.GAP, drawing.TITLE)
        assert "".join("".join(lines.texts).split()) == "".join(title.split())
        assert amount(ink) == pytest.approx(amount_in_one_line(text, lines.size), rel=0.03), title


@pytest.mark.parametrize("script", TITLES)
def test_each_letter_is_that_of_a_font(script):
    """And no empty box, which fonts have in place of what they have not."""
    text = setting.Text(TITLES[script])
    assert text.can_be_drawn
    for run in text.runs(text.text):
        font = run.face.at(40)
        box = font.getmask("\U0010fffe").getbbox()
        empty = bytes(font.getmask("\U0010fffe"))
        for letter in set(run.text) - {" ", "\u200c", "\u200d"}:
            mask = font.getmask(letter)
            assert mask.getbbox() and (mask.getbbox() != box or bytes(mask) != empty), letter


def test_short_titles_are_large_and_long_ones_smaller():
    sizes = [
        drawing._lines(setting.Text(title_of("Latin", n)), 400, drawing.TITLE) for n in LENGTHS
    ]
    sizes = [lines.size for lines in sizes]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == 96 and sizes[-1] >= 48


@pytest.mark.parametrize(
    "title", ["Sciatica " * 28, "W" * 255, "Donaudampfschifffahrtsgesellschaft", "🌿 <b>", "A"]
)
def test_any_title_has_room(title):
    ink = ink_of(drawn(title, "Acupuncture · " * 30, "Clinic " * 20))
    _left, _top, right, bottom = ink.getbbox()
    assert right < SIZE[0] - drawing.BAND - 60 and bottom < SIZE[1] - 20


def test_a_word_stays_whole_where_it_can():
    text = setting.Text("Donaudampfschifffahrtsgesellschaft in Wien")
    assert text.fitted(1020, 400, 96, 32).texts[0] == "Donaudampfschifffahrtsgesellschaft"
    assert [word.text for word in words_of("Morbus-Bechterew und（痛）み。")] == [
        *("Morbus-", "Bechterew", "und", "（痛）", "み。"),
    ]


def test_what_is_offered_is_named_whole_as_far_as_there_is_room():
    offers = " · ".join(f"Acupuncture number {number}" for number in range(30))
    text, lines = drawing._as_many(Words("", offers, ""))
    assert text.text == " · ".join(f"Acupuncture number {number}" for number in range(5))
    assert "".join(lines.texts).replace(" ", "") == text.text.replace(" ", "")


def test_what_no_font_has_is_left_out_of_the_picture_or_all_is():
    assert draw(Words(CUNEIFORM, "", "Clinic")) is None
    assert draw(Words(f"Sciatica {CUNEIFORM}", "", "Clinic")) is None
    assert draw(Words(" ", "", "Clinic")) is None
    whole = draw(Words("Sciatica", "", ""))
    assert draw(Words("Sciatica", CUNEIFORM, CUNEIFORM)) == whole
    assert draw(Words("Sciatica 🌿", "", "")) == whole


def test_without_raqm_only_what_needs_no_shaping_is_drawn(monkeypatch):
    monkeypatch.setattr(setting, "can_shape", lambda: False)
    for script, title in TITLES.items():
        assert (draw(Words(title, "", "")) is None) == (script in SHAPED), script


def test_two_directions_in_one_line():
    hebrew = setting.Text("סכיאטיקה (Sciatica) כאב")
    assert hebrew.is_rtl
    runs = [(run.text.strip(), run.is_rtl) for run in hebrew.runs(hebrew.text) if run.text.strip()]
    assert [text for text, _rtl in runs] == ["כאב", ")", "Sciatica", "(", "סכיאטיקה"]
    assert [is_rtl for _text, is_rtl in runs] == [True, True, False, True, True]
    english = setting.Text("Sciatica: כאב מהגב")
    assert [run.text.strip() for run in english.runs(english.text)] == ["Sciatica:", "כאב מהגב"]


def test_languages_choose_how_signs_are_written():
    assert setting.Text("痛み")._language == "ja"
    assert setting.Text("통증")._language == "ko"
    assert setting.Text("疼痛", "zh-tw")._language == "zh-hant"
    assert setting.Text("疼痛")._language == "zh-hans"


def test_fonts_of_the_machine_are_found_by_their_names(monkeypatch, tmp_path):
    monkeypatch.undo()
    names = (
        *("NotoSansArabic-Regular.ttf", "NotoSansArabic-SemiBold.ttf", "NotoSansArabicUI-Bold.ttf"),
        *("NotoSans[wdth,wght].ttf", "NotoSansCJK-Regular.ttc", "DejaVuSans.ttf", "Arial.ttf"),
    )
    for name in names:
        (tmp_path / name).touch()
    monkeypatch.setattr(font_files, "FOLDERS", (str(tmp_path),))
    for kept in (font_files._files_of_machine, font_files._of_machine):
        kept.cache_clear()

    def found(script, language="") -> list[str]:
        faces = font_files._of_machine(script, language)
        return [f"{Path(face.path).name} {face.index}" for face in faces]

    arabic = [f"NotoSansArabic-{weight}.ttf 0" for weight in ("SemiBold", "Regular")]
    assert found("ARABIC") == [*arabic, "NotoSans[wdth,wght].ttf 0", "DejaVuSans.ttf 0"]
    assert found("LATIN") == ["NotoSans[wdth,wght].ttf 0", "DejaVuSans.ttf 0"]
    assert found("HAN", "ko") == ["NotoSansCJK-Regular.ttc 1"]
    for kept in (font_files._files_of_machine, font_files._of_machine):
        kept.cache_clear()


def test_a_font_that_is_none_is_found_by_a_check(settings, tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"wOF2")
    for value in ({"SHARE_IMAGE_FONT": "/no.ttf"}, {"SHARE_IMAGE_FONTS": (str(tmp_path),)}):
        with override_settings(CLINIC_PAGES=value):
            assert [each.id for each in checks.check_fonts(None)] == ["clinic_pages.E012"]
    assert checks.check_fonts(None) == []


@pytest.mark.parametrize(("code", "ids"), [("de", []), ("ka", ["W002"])])
def test_a_language_that_no_font_has_is_found_by_a_check(settings, code, ids):
    settings.LANGUAGE_CODE = code
    found = [each.id for each in checks.check_languages_of_share_images(None)]
    assert found == [f"clinic_pages.{each}" for each in ids]


def test_a_font_without_accents_is_found_by_a_check(settings):
    settings.CLINIC_PAGES = {}
    for code, count in (("en-gb", 0), ("de", 1)):
        settings.LANGUAGE_CODE = code
        assert len(checks.check_languages_of_share_images(None)) == count
