"""What a page says of itself to search engines and where it is shared."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings
from PIL import Image
from wagtail.models import Locale, PageViewRestriction

from clinic_pages.models import ConditionSymptom, ShareImage
from clinic_pages.page_checks.stored import codes_of
from clinic_pages.search_engines import share_images
from clinic_pages.search_engines.results import DESCRIPTION, TITLE, cut, fits, title_of, width_of
from home.factories import StandardPageFactory, SymptomFactory
from tests.trees import read


def meta(soup, name):
    """The content of a meta element, None where there is none, a list never."""
    found = soup.select(f'head meta[name="{name}"], head meta[property="{name}"]')
    assert len(found) <= 1, name
    return found[0]["content"] if found else None


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_title_has_the_clinics_name_where_it_fits(client, tree):
    page = tree.condition()
    assert read(client, page).title.string == "Sciatica – Test clinic"
    page.seo_title = "Sciatica: what it is, when to see a doctor and what we can offer"
    page.save_revision().publish()
    assert read(client, page).title.string == page.seo_title


@pytest.mark.parametrize(
    ("name", "clinic", "title"),
    [
        ("Wren Clinic", "Wren Clinic", "Wren Clinic"),
        ("About Wren Clinic", "wren clinic", "About Wren Clinic"),
        ("Sciatica", "", "Sciatica"),
        ("Sciatica", "Wren", "Sciatica – Wren"),
    ],
)
def test_title_names_the_clinic_once(name, clinic, title):
    assert title_of(name, clinic) == title


def test_width_is_that_of_the_letters():
    assert width_of("iiii") < width_of("nnnn") < width_of("WWWW")
    # Measured in a browser, in letters of the same widths, 20px.
    assert width_of("Sciatica") == pytest.approx(70.03, abs=0.1)
    assert width_of("é") == width_of("e")
    assert width_of("坐") == 20


def test_a_cut_text_fits_and_ends_with_a_word():
    text = "Pain that shoots from your lower back or buttock down your leg. " * 9
    short = cut(text, DESCRIPTION)
    assert fits(short, DESCRIPTION) and short.endswith("…")
    assert text.startswith(short[:-1]) and not text[len(short) - 1].isalnum()
    assert cut("  Short \n text ", TITLE) == "Short text"
    assert cut("W" * 500, TITLE) == "…"


def test_description_is_the_editors_or_the_pages_first_words(client, tree):
    page = tree.condition(summary="Pain in the leg.")
    assert meta(read(client, page), "description") == "Pain in the leg."
    page.search_description = "What sciatica is."
    page.save_revision().publish()
    assert meta(read(client, page), "description") == "What sciatica is."
    about = StandardPageFactory(
        parent=tree.home, body=[("section", {"heading": "We", "text": "<p>Three &amp; more</p>"})]
    )
    assert meta(read(client, about), "description") == "Three & more"
    therapy = tree.therapy(shared_text="<p>Needles for {condition}.</p>")
    assert "{" not in meta(read(client, therapy), "description")


def test_description_is_absent_where_there_is_nothing_to_say(client, tree):
    assert meta(read(client, tree.condition()), "description") is None


def test_canonical_address_has_no_query(client, tree):
    page = tree.condition()
    response = client.get(page.get_url(), {"utm_source": "letter", "page": 3})
    assert f'<link rel="canonical" href="{page.full_url}">' in response.content.decode()


def test_a_filter_has_an_address_and_a_title_of_its_own(client, tree):
    tingling = SymptomFactory(name="Tingling")
    tree.condition(symptoms=[ConditionSymptom(symptom=tingling)])
    html = client.get(f"{tree.conditions.url}symptom/tingling/").content.decode()
    assert f'rel="canonical" href="{tree.conditions.full_url}symptom/tingling/"' in html
    assert "<title>Tingling – Test clinic</title>" in html
    assert 'name="description" content="Tingling: Sciatica"' in html


def test_hostile_words_stay_words(client, tree):
    page = tree.condition(title='"><script>x</script>', summary='"><b>', seo_title="</title>")
    soup = read(client, page)
    assert soup.title.string == "</title> – Test clinic"
    assert meta(soup, "description") == '"><b>'


@override_settings(WAGTAIL_I18N_ENABLED=True)
def test_translations_name_each_other(client, tree):
    german = Locale.objects.create(language_code="de")
    page = tree.condition()
    copies = [each.copy_for_translation(german) for each in (tree.home, tree.conditions, page)]
    assert not read(client, page).select("link[hreflang]")
    for copy in copies:
        copy.save_revision().publish()
    found = {each["hreflang"] for each in read(client, page).select("link[hreflang]")}
    assert found == {"en", "de", "x-default"}


def test_share_image_is_drawn_when_a_page_is_published(client, tree, on_commit):
    with on_commit():
        page = tree.sciatica_with(("therapy", {"therapy": tree.therapy()}))
    soup = read(client, page)
    stored = ShareImage.objects.get(page=page)
    assert meta(soup, "og:image").endswith(default_storage.url(stored.file.name))
    assert meta(soup, "og:image").startswith("http://localhost")
    assert meta(soup, "twitter:card") == "summary_large_image"
    with Image.open(stored.file) as image:
        assert image.size == share_images.SIZE and image.format == "PNG"


def test_share_image_is_drawn_anew_when_what_is_on_it_changes(tree, on_commit):
    with on_commit():
        therapy = tree.therapy()
        page = tree.sciatica_with(("therapy", {"therapy": therapy}))
    first = ShareImage.objects.get(page=page).file.name
    with on_commit():
        page.summary = "Not on it."
        page.save_revision().publish()
    assert ShareImage.objects.get(page=page).file.name == first
    with on_commit():
        therapy.title = "Needling"
        therapy.save_revision().publish()
    second = ShareImage.objects.get(page=page).file.name
    assert second != first
    assert default_storage.exists(second) and not default_storage.exists(first)


def test_no_share_image_tells_of_a_private_page(client, tree, on_commit):
    with on_commit():
        page = tree.condition()
    name = ShareImage.objects.get(page=page).file.name
    with on_commit():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert not ShareImage.objects.filter(page=page).exists()
    assert not default_storage.exists(name)


def test_share_image_goes_with_its_page(tree, on_commit):
    with on_commit():
        page = tree.condition()
    name = ShareImage.objects.get(page=page).file.name
    with on_commit():
        page.delete()
    assert not default_storage.exists(name)


def test_a_title_that_no_font_has_leaves_the_page_without_a_share_image(client, tree, on_commit):
    with on_commit():
        page = tree.condition()
    name = ShareImage.objects.get(page=page).file.name
    with on_commit():
        page.title = "\U00012000\U00012001"
        page.save_revision().publish()
    soup = read(client, page)
    assert meta(soup, "og:image") is None and meta(soup, "twitter:card") == "summary"
    assert not default_storage.exists(name)
    assert "title_not_drawn" in codes_of(page)
    with on_commit():
        page.title = "Sciatica"
        page.save_revision().publish()
    assert meta(read(client, page), "og:image")
    assert "title_not_drawn" not in codes_of(page)


def test_a_command_draws_what_was_left_out(tree, capsys):
    page = tree.condition()
    tree.condition("\U00012000")
    ShareImage.objects.all().delete()
    call_command("draw_share_images")
    assert ShareImage.objects.filter(page=page).exists()
    assert "without one: 1" in capsys.readouterr().out
