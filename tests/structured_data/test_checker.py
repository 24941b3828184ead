"""The checker is worth its praise: it finds each planted fault, and none where there is none."""

import pytest

from tests.structured_data.checker import problems
from tests.structured_data.expansion import lost_in_expansion
from tests.structured_data.faults import FAULTS, faultless

# What is asked here asks no database.
pytestmark = pytest.mark.once


def test_a_graph_without_faults_has_no_problem():
    assert problems(faultless()) == []
    assert lost_in_expansion(faultless()) == 0


@pytest.mark.parametrize(("plant", "says"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_each_planted_fault_is_found(plant, says):
    document = faultless()
    plant(document)
    assert [each for each in problems(document) if says in each], problems(document)


def test_faults_are_many_and_different():
    assert len({name for name, _plant, _says in FAULTS}) == len(FAULTS) >= 25


def test_expansion_drops_what_is_no_term():
    document = faultless()
    document["@graph"][0]["symptoms"] = "pain"
    assert lost_in_expansion(document) == 1


def test_expansion_fetches_nothing():
    document = faultless() | {"@context": "https://elsewhere.example/context"}
    with pytest.raises(Exception, match=r"elsewhere\.example"):
        lost_in_expansion(document)
