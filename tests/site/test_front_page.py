"""The front page shows some of what there is, and leads to all of it."""

import pytest
from wagtail.models import PageViewRestriction

from home import models
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from home.models import FeaturedCondition
from tests.trees import read, texts


@pytest.fixture
def few_cards(monkeypatch):
    monkeypatch.setattr(models, "MOST_CARDS", 2)


def cards(soup, part) -> list[str]:
    return texts(soup, f"section[aria-labelledby=home-{part}] h3")


def feature(home, *conditions):
    home.featured_conditions = [FeaturedCondition(condition=each) for each in conditions]
    home.save_revision().publish()


def test_it_shows_the_first_ones_in_the_editors_order(client, tree, few_cards):
    for title in ("Wrist", "Ankle", "Back"):
        tree.condition(title)
        tree.therapy(f"For the {title}")
    team = PractitionersPageFactory(parent=tree.home)
    for title in ("Zoe", "Ann", "Ben"):
        PractitionerPageFactory(parent=team, title=title)
    soup = read(client, tree.home)
    assert cards(soup, "conditions") == ["Wrist", "Ankle"]
    assert cards(soup, "therapies") == ["For the Wrist", "For the Ankle"]
    assert cards(soup, "team") == ["Zoe", "Ann"]
    links = {a.get_text(): a["href"] for a in soup.select(".home-part .clinic-more a")}
    assert links == {
        "All conditions from A to Z": "/conditions/",
        "All therapies": "/therapies/",
        "The whole team": team.get_url(),
    }


def test_it_shows_what_an_editor_chose(client, tree):
    wrist, _ankle, back = (tree.condition(title) for title in ("Wrist", "Ankle", "Back"))
    feature(tree.home, back, wrist)
    assert cards(read(client, tree.home), "conditions") == ["Back", "Wrist"]
    PageViewRestriction.objects.create(page=back, restriction_type="login")
    assert cards(read(client, tree.home), "conditions") == ["Wrist"]
    wrist.unpublish()
    assert cards(read(client, tree.home), "conditions") == ["Ankle"]


def test_an_editor_chooses(admin_client, tree):
    html = admin_client.get(f"/admin/pages/{tree.home.pk}/edit/").content.decode()
    assert "Conditions on the front page" in html
