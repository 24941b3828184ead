"""Names are stored as one sees them, and compared as one reads them."""

import pytest
from django.core.exceptions import ValidationError

from clinic_pages.models import BodyArea, BookingSnippet
from clinic_pages.pages.condition_entries import letter_of
from clinic_pages.pages.names import sort_key

pytestmark = pytest.mark.django_db


def test_a_title_loses_what_nobody_sees_and_keeps_how_it_is_written(tree):
    page = tree.condition(
        "Sci\xadatica\u200b", alternate_names="Hip\u2060 gout\r\nL’Épine\u00a0dorsale"
    )
    page.refresh_from_db()
    assert page.title == "Sciatica"
    assert page.alternate_names == "Hip gout\nL’Épine\u00a0dorsale"


@pytest.mark.parametrize("title", ["\u200b", "\xad\u2060 ", "\u3164"])
def test_a_title_of_which_nothing_is_seen_is_empty(tree, title):
    page = tree.condition()
    page.title = title
    with pytest.raises(ValidationError, match="title"):
        page.full_clean()


@pytest.mark.parametrize("made", [BodyArea, BookingSnippet])
def test_so_is_a_name(made):
    with pytest.raises(ValidationError, match=r"name|heading"):
        made(name="\u200b").full_clean()


def test_an_editor_is_told(admin_client, tree):
    address = f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/"
    sent = {"title": "\u200b", "slug": "nothing", "body-count": "0"}
    for rows in ("body_areas", "symptoms", "comments"):
        sent |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
    response = admin_client.post(address, sent)
    assert "title" in response.context["form"].errors


def test_the_a_to_z_knows_letters_with_strokes():
    assert [letter_of(name) for name in ("Łódź", "Ørsted", "ß", "हिन्दी", "7")] == [
        *("L", "O", "S", "ह", "#"),
    ]
    assert sort_key("O’Dea") == "odea"
