"""A therapy's page lists the conditions that it is offered for, and who offers it."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from clinic_pages.models import PractitionerTherapy
from home.factories import (
    ConditionIndexPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
)
from tests.trees import read, texts

# Its queries are counted.
pytestmark = pytest.mark.postgres


@pytest.fixture
def acupuncture(tree):
    return tree.therapy()


@pytest.fixture
def team(tree):
    return PractitionersPageFactory(parent=tree.home)


def offers(therapy):
    return [("therapy", {"therapy": therapy})]


def practises(*therapies):
    return {"practised_therapies": [PractitionerTherapy(therapy=each) for each in therapies]}


def conditions(client, therapy) -> list[str]:
    return texts(read(client, therapy), "section[aria-labelledby=conditions] li")


def practitioners(client, therapy) -> list[str]:
    return texts(read(client, therapy), "section[aria-labelledby=practitioners] h3")


def test_conditions_that_offer_it_by_name(client, tree, acupuncture):
    pair = {"therapies": [acupuncture, tree.therapy("Cupping")]}
    tree.condition("sciatica", body=offers(acupuncture))
    tree.condition("Migraine", body=[("therapies_together", pair), *offers(acupuncture)])
    tree.condition("Neck", body=offers(tree.therapy("Moxa")))
    assert conditions(client, acupuncture) == ["Migraine", "sciatica"]


def test_a_link_in_a_text_does_not_offer_it(client, tree, acupuncture):
    link = f'<p><a linktype="page" id="{acupuncture.pk}">there</a></p>'
    tree.condition(body=[("section", {"heading": "", "text": link})])
    assert not read(client, acupuncture).select("#conditions, #practitioners")


def test_who_offers_it_in_the_teams_order(client, tree, team, acupuncture):
    for title in ("Zoe", "Ann"):
        PractitionerPageFactory(parent=team, title=title, **practises(acupuncture))
    PractitionerPageFactory(parent=team, title="Ben", **practises(tree.therapy("Cupping")))
    assert practitioners(client, acupuncture) == ["Zoe", "Ann"]


def unpublish(page):
    page.unpublish()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("hide", [unpublish, restrict])
def test_what_visitors_may_not_see_is_not_listed(client, tree, team, acupuncture, hide):
    condition = tree.condition(body=offers(acupuncture))
    ann = PractitionerPageFactory(parent=team, title="Ann", **practises(acupuncture))
    assert (conditions(client, acupuncture), practitioners(client, acupuncture)) == (
        ["Sciatica"],
        ["Ann"],
    )
    hide(condition)
    hide(ann)
    soup = read(client, acupuncture)
    assert "Sciatica" not in soup.text
    assert "Ann" not in soup.text


def test_a_draft_that_would_offer_it_is_not_listed(client, tree, acupuncture):
    page = tree.condition("Plain")
    page.body = offers(acupuncture)
    page.save_revision()
    assert conditions(client, acupuncture) == []


def test_conditions_of_another_site_are_not_listed(client, tree, acupuncture):
    second = HomePageFactory(parent=Page.objects.get(depth=1), title="Second", slug="second")
    Site.objects.create(hostname="second.example", root_page=second)
    sciatica = tree.condition(body=offers(acupuncture))
    sciatica.create_alias(parent=ConditionIndexPageFactory(parent=second))
    assert conditions(client, acupuncture) == ["Sciatica"]


def test_the_lists_cost_the_same_however_long_they_are(
    client, tree, team, acupuncture, django_assert_max_num_queries
):
    def grow(number):
        for i in range(number):
            tree.condition(f"Condition {number}-{i}", body=offers(acupuncture))
            PractitionerPageFactory(parent=team, **practises(acupuncture))

    def count() -> int:
        client.get(acupuncture.get_url())
        with django_assert_max_num_queries(20) as captured:
            client.get(acupuncture.get_url())
        return len(captured)

    grow(2)
    few = count()
    grow(10)
    assert count() == few
