import pytest

from home.factories import PractitionerPageFactory, PractitionersPageFactory


@pytest.fixture
def aoife(tree):
    """Without working hours yet."""
    team = PractitionersPageFactory(parent=tree.home)
    return PractitionerPageFactory(parent=team, title="Aoife Brennan")
