"""The tree cannot be built wrong: which page types editors may put where."""

import pytest
from wagtail.models import Page

from clinic_pages.models import (
    ConditionIndexPage,
    ConditionPage,
    PractitionerPage,
    PractitionersPage,
    TherapyIndexPage,
    TherapyPage,
)
from home.factories import PractitionerPageFactory, PractitionersPageFactory, StandardPageFactory
from home.models import HomePage, StandardPage

CHILDREN = {
    "root": {HomePage},
    "home": {ConditionIndexPage, TherapyIndexPage, PractitionersPage, StandardPage},
    "standard": {StandardPage},
    "conditions": {ConditionPage},
    "condition": set(),
    "therapies": {TherapyPage},
    "therapy": set(),
    "team": {PractitionerPage},
    "practitioner": set(),
}
ALL_TYPES = set().union(*CHILDREN.values())


@pytest.fixture
def pages(tree):
    # The one team and lists of a second home, so that "only one of each" is not in the way.
    home = tree.home.copy(recursive=False, update_attrs={"slug": "second", "title": "Second"})
    team = PractitionersPageFactory(parent=home)
    return {
        "root": Page.objects.get(depth=1),
        "home": tree.home.copy(recursive=False, update_attrs={"slug": "third", "title": "Third"}),
        "standard": StandardPageFactory(parent=tree.home),
        "conditions": tree.conditions,
        "condition": tree.condition(),
        "therapies": tree.therapies,
        "therapy": tree.therapy(),
        "team": team,
        "practitioner": PractitionerPageFactory(parent=team),
    }


@pytest.mark.parametrize("parent", CHILDREN)
def test_what_may_be_created_under_each_page(pages, parent):
    page = pages[parent].specific
    assert {kind for kind in ALL_TYPES if kind.can_create_at(page)} == CHILDREN[parent]


@pytest.mark.parametrize("kind", [ConditionIndexPage, TherapyIndexPage])
def test_one_list_of_each_kind_under_a_page(tree, kind):
    assert not kind.can_create_at(tree.home)


@pytest.mark.parametrize("kind", ["conditions", "standard", "condition"])
def test_nothing_moves_out_of_its_site(pages, kind):
    assert not pages[kind].specific.can_move_to(pages["root"])
    assert not pages["home"].specific.can_move_to(pages["standard"])


def test_a_list_may_lie_under_a_plain_page_of_a_host(tree):
    plain = tree.home.add_child(instance=Page(title="Plain", slug="plain"))
    assert ConditionIndexPage.can_create_at(plain)
