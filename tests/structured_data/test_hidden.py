"""What visitors do not see, no graph tells: here each place that could tell it, one by one."""

import pytest
from wagtail.models import PageViewRestriction

from clinic_pages.models import ConditionIndexPage, PractitionerTherapy
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.structured_data.reading import scripts_in

MARK = "Wombat"


def unpublish(page):
    page.unpublish()


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.fixture
def places(tree):
    """{where: (address, the page it tells of)}."""
    # Only a clinic with an address says what it offers.
    tree.clinic.street_address = "1 Lane"
    tree.clinic.save()
    team = PractitionersPageFactory(parent=tree.home)
    therapy, other = tree.therapy(f"{MARK} therapy"), tree.therapy("Cupping")
    related = tree.condition(f"{MARK} condition", body=[("therapy", {"therapy": other})])
    person = PractitionerPageFactory(parent=team, title=f"{MARK} person")
    practised = [PractitionerTherapy(therapy=each) for each in (therapy, other)]
    colleague = PractitionerPageFactory(parent=team, title="Mei", practised_therapies=practised)
    wanted = {
        "a block": (therapy, [("therapy", {"therapy": therapy})]),
        "a block of several": (therapy, [("therapies_together", {"therapies": [therapy, other]})]),
        "a related condition": (related, [("related_condition", {"condition": related})]),
    }
    found = {
        where: (tree.condition(f"Shows {where}", body=body).url, page)
        for where, (page, body) in wanted.items()
    }
    found |= {
        role: (tree.condition(f"Has {role}", **{role: person}).url, person)
        for role in ("author", "reviewer")
    }
    index = ConditionIndexPage.objects.get()
    return found | {
        "the front page": (tree.home.url, therapy),
        "the therapies": (tree.therapies.url, therapy),
        "the conditions": (index.url, related),
        "conditions with a therapy": (index.filter_url("therapy", other.slug), related),
        "the team": (team.url, person),
        "who practises it": (colleague.url, therapy),
    }


def script_at(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    [script] = scripts_in(response.content.decode())
    return script


@pytest.mark.parametrize("hide", [unpublish, make_private])
def test_it_is_told_until_it_is_hidden(client, places, hide):
    told = {where for where, (address, _page) in places.items() if tells(client, address)}
    assert told == set(places)
    for page in {page for _address, page in places.values()}:
        hide(page)
    told = {where for where, (address, _page) in places.items() if tells(client, address)}
    assert told == set()


def tells(client, address) -> bool:
    # Names stand there as they are; a related condition is an address, in small letters.
    return MARK.lower() in script_at(client, address).lower()
