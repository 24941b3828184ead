from dataclasses import dataclass

import pytest
from wagtail.models import PageViewRestriction

from clinic_pages.models import ConditionPage, TherapyPage
from tests.overrides.helpers import publish

SECTION = ("section", {"heading": "What is it?", "text": "<p>It hurts.</p>"})


@dataclass
class Clinic:
    needles: TherapyPage
    cups: TherapyPage
    moxa: TherapyPage
    gout: ConditionPage
    knee: ConditionPage
    sciatica: ConditionPage


def shows(therapy, **value):
    return ("therapy", {"therapy": therapy, **value})


@pytest.fixture
def clinic(tree) -> Clinic:
    """Three conditions, three therapies; on gout cups before needles, on the others otherwise."""
    needles = tree.therapy(shared_text="<p>Fine needles.</p>")
    cups = tree.therapy("Cupping", shared_text="<p>Warm cups.</p>")
    moxa = tree.therapy("Moxibustion", shared_text="<p>Warm herbs.</p>")
    return Clinic(
        needles,
        cups,
        moxa,
        tree.condition("Gout", body=[SECTION, shows(cups), shows(needles)]),
        tree.condition("Knee pain", body=[SECTION, shows(needles), shows(moxa), shows(cups)]),
        tree.condition("Sciatica", body=[SECTION, shows(needles), shows(cups), ("booking", None)]),
    )


@pytest.fixture
def every_state(tree, clinic) -> Clinic:
    """On the page about sciatica every state is there."""
    draft = tree.therapy("Herbs", shared_text="<p>Teas.</p>", publish=False)
    private = tree.therapy("Staff massage", shared_text="<p>For us.</p>")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    empty = tree.therapy("Tuina", shared_text="")
    own = {"text_override": "<p>Only here.</p>"}
    body = [
        *(shows(clinic.needles), shows(clinic.cups, **own), shows(clinic.moxa, **own)),
        *(shows(draft), shows(private), shows(empty)),
    ]
    publish(clinic.sciatica, body=body)
    publish(clinic.moxa, shared_text="<p>Warm herbs, twice.</p>")
    return clinic
