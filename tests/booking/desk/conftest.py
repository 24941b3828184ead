"""At the desk: a second person of the reception, a practitioner, and what a patient has sent."""

import pytest
from django.test import Client

from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.booking.reception import (
    make_request,
    make_user,
)


@pytest.fixture
def ben(tree):
    """Her colleague at his."""
    client = Client()
    client.force_login(make_user("Reception", "ben"))
    return client


@pytest.fixture
def maeve(tree):
    team = PractitionersPageFactory(parent=tree.home)
    return PractitionerPageFactory(parent=team, title="Maeve Lin")


@pytest.fixture
def request_(tree):
    return make_request(tree, therapy=tree.therapy(duration_minutes=45))
