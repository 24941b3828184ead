import pytest
from django.test import Client

from tests.booking.outages import Outage
from tests.booking.reception import make_user
from tests.faults.sink import Sink
from tests.trees import Tree


@pytest.fixture
def tree(tree) -> Tree:
    """A clinic in Ireland: telephone numbers are read as one writes them there."""
    tree.clinic.country = "IE"
    tree.clinic.save()
    return tree


@pytest.fixture
def outage(settings):
    """Time stands still, and the mail server is away, until the test says otherwise."""
    outage = Outage(Sink())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", outage.sink.port
    with outage.clock():
        yield outage


@pytest.fixture
def rita(client, tree) -> Client:
    """A receptionist at her screen."""
    user = make_user("Reception", "rita")
    user.first_name, user.last_name = "Rita", "Reilly"
    user.save()
    client.force_login(user)
    return client
