import pytest

from tests.trees import Tree


@pytest.fixture
def tree(tree) -> Tree:
    """A clinic in Ireland: telephone numbers are read as one writes them there."""
    tree.clinic.country = "IE"
    tree.clinic.save()
    return tree
