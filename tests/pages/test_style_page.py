"""Developers see each component in each of its states, on an empty site."""

from bs4 import BeautifulSoup

from clinic_pages.style_page import style_page
from tests.trees import texts


def test_components_stand_in_each_of_their_states(rf, db):
    soup = BeautifulSoup(style_page(rf.get("/styles/")).content, "html.parser")
    assert texts(soup, ".clinic-contents summary") == ["On this page"]
    linked, plain = (texts(each, "dd") for each in soup.select(".clinic-finding"))
    assert linked == plain == ["Lower back", "Leg", "Pins and needles"]
    assert len(soup.select(".clinic-finding a")) == len(linked)
