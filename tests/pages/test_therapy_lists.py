"""A therapy's page lists the conditions that it is offered for, and who offers it."""

import pytest
from wagtail.models import Page, PageViewRestriction, Site

from clinic_pages.lib.facets import NAME
from clinic_pages.models import PractitionerTherapy
from clinic_pages.pages import therapies
from clinic_pages.showing.dependents import pages_showing
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


@pytest.fixture
def two_at_most(monkeypatch):
    monkeypatch.setattr(therapies, "MOST_CONDITIONS", 2)
    monkeypatch.setattr(therapies, "MOST_CARDS", 2)


def test_the_first_of_many_conditions_and_a_link_to_all(client, tree, acupuncture, two_at_most):
    for title in ("Neck pain", "Élan", "Migraine"):
        tree.condition(title, body=offers(acupuncture))
    soup = read(client, acupuncture)
    assert texts(soup, "section[aria-labelledby=conditions] li") == ["Élan", "Migraine"]
    link = soup.select_one("section[aria-labelledby=conditions] .clinic-more a")
    assert link.text == "All that we offer Acupuncture for"
    assert "Neck pain" in client.get(link["href"]).text


def test_no_link_to_a_list_that_is_not_published(client, tree, acupuncture, two_at_most):
    for title in ("Neck pain", "Back pain", "Migraine"):
        tree.condition(title, body=offers(acupuncture))
    tree.conditions.unpublish()
    assert not read(client, acupuncture).select("section[aria-labelledby=conditions] .clinic-more")


def test_who_links_to_a_list_shows_it(tree, acupuncture, two_at_most):
    # Else all pages show it, in their menu.
    tree.site.delete()
    tree.condition("Neck pain", body=offers(acupuncture))
    assert acupuncture.page_ptr not in pages_showing(tree.conditions, {NAME})
    for title in ("Back pain", "Migraine"):
        tree.condition(title, body=offers(acupuncture))
    assert acupuncture.page_ptr in pages_showing(tree.conditions, {NAME})


def test_a_long_list_of_therapies_has_names_alone(client, tree, acupuncture, two_at_most):
    tree.therapy("Cupping")
    assert texts(read(client, tree.therapies), ".clinic-cards h2") == ["Acupuncture", "Cupping"]
    tree.therapy("Moxa")
    soup = read(client, tree.therapies)
    assert texts(soup, ".clinic-links a") == ["Acupuncture", "Cupping", "Moxa"]
    assert not soup.select(".clinic-cards")


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
        with django_assert_max_num_queries(22) as captured:
            client.get(acupuncture.get_url())
        return len(captured)

    grow(2)
    few = count()
    grow(10)
    assert count() == few
