"""{% tidy %} and {% page_checks %}, which stand around the content of every page."""

import re

import pytest
from django.template import engines

from clinic_pages.models import ConditionPage
from tests.trees import read

BLANK_LINES = re.compile(r"\n[ \t]*\n")


def rendered(source: str, **context) -> str:
    return engines["django"].from_string("{% load clinic_pages %}" + source).render(context)


def test_no_empty_line_is_left():
    assert rendered("{% tidy %}\n\n<p>a\n  \n\n\tb</p>\n{% endtidy %}") == "<p>a\nb</p>"


def test_empty_lines_that_are_content_stay():
    kept = "<textarea>\n\na\n\n\nb</textarea><pre>\n\n</pre>"
    assert rendered("{% tidy %}" + kept + "{% endtidy %}") == kept


def test_the_pages_have_none(client, tree):
    page = tree.condition(summary="Pain.", body=[("therapy", {"therapy": tree.therapy()})])
    for each in (tree.home, tree.conditions, tree.therapies, page):
        html = client.get(each.get_url()).content.decode()
        assert not BLANK_LINES.search(html)


@pytest.mark.booking
def test_what_is_typed_into_a_form_keeps_its_empty_lines(client, tree):
    page = client.post("/booking/", {"note": "one\n\n\ntwo", "show_times": ""})
    assert "one\n\n\ntwo" in page.content.decode()


def test_blocks_inside_can_be_extended(client, tree, monkeypatch, tmp_path, settings):
    (tmp_path / "host.html").write_text(
        '{% extends "clinic_pages/condition_page.html" %}'
        '{% block page_booking_bar %}{{ block.super }}<p id="more">more</p>{% endblock %}'
        "{% block extra_css %}{{ block.super }}<!-- host -->{% endblock %}"
    )
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    ]
    monkeypatch.setattr(ConditionPage, "template", "host.html")
    page = tree.condition()
    soup = read(client, page)
    assert soup.select_one("#more") and soup.select_one(".clinic-booking-bar")
    styles = [each["href"] for each in soup.select("link[rel=stylesheet]")]
    assert any("home/site.css" in each for each in styles)
    assert any("clinic_pages.css" in each for each in styles)
