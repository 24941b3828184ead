import pytest

from tests.overrides.helpers import NEW, OLD, member_of, override_of, publish


@pytest.fixture
def therapy(tree):
    return tree.therapy(shared_text=OLD)


@pytest.fixture
def sciatica(tree, therapy):
    """A page with one override, written against OLD."""
    return tree.sciatica_with(override_of(therapy))


@pytest.fixture
def stale_page(sciatica, therapy):
    publish(therapy, shared_text=NEW)
    return sciatica


@pytest.fixture
def editor(db):
    return member_of("Editors")
