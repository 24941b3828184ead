"""The drawn body, on which visitors show where it hurts, and the regions it is made of.

The drawing is 330 x 440 units: from the front in its left half, from behind in its right half. What
is drawn on one side of the body is mirrored to the other.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class Region(models.TextChoices):
    """From head to toe. Left and right, front and back of one region belong together."""

    HEAD = "head", _("Head")
    FACE = "face", _("Face and jaw")
    NECK = "neck", _("Neck")
    SHOULDER = "shoulder", _("Shoulder")
    CHEST = "chest", _("Chest")
    UPPER_BACK = "upper_back", _("Upper back")
    ARM = "arm", _("Arm and elbow")
    HAND = "hand", _("Wrist and hand")
    BELLY = "belly", _("Belly")
    LOWER_BACK = "lower_back", _("Lower back")
    PELVIS = "pelvis", _("Lower belly and groin")
    BUTTOCK = "buttock", _("Buttock and hip")
    THIGH = "thigh", _("Thigh")
    KNEE = "knee", _("Knee")
    LOWER_LEG = "lower_leg", _("Lower leg")
    FOOT = "foot", _("Ankle and foot")


class RegionsField(models.JSONField):
    """The regions of the drawn body that an area covers: a list of Region values."""

    def formfield(self, **kwargs):
        return forms.MultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            required=False,
            choices=Region.choices,
            widget=forms.CheckboxSelectMultiple,
        )


class Shape(NamedTuple):
    """An SVG path, and where it is drawn."""

    path: str
    transform: str = ""


class Group(NamedTuple):
    """Shapes that lead to one address; without one they are drawn as a part of the body only.

    language: the code of that of the name, "" for the page's
    """

    name: str
    url: str
    shapes: list[Shape]
    language: str = ""


# Paths of one figure whose middle is at x = 100; those of limbs are of the right side.
BOTH_SIDES = {
    Region.SHOULDER: "M84 91C70 92 56 97 51 116L71 117C74 112 79 108 85 105Z",
    Region.ARM: "M50 120L70 121C70 138 67 150 64 160L58 203 43 200 46 158C47 144 48 131 50 120Z",
    Region.HAND: "M42 204L57 207C59 218 57 231 51 238 44 242 37 235 38 224Z",
    Region.THIGH: "M70 231L98 236 96 299C90 304 77 304 71 299 67 276 66 252 70 231Z",
    Region.KNEE: "M71 304C78 309 89 309 95 304L95 330C89 335 77 335 71 330 69 321 69 312 71 304Z",
    Region.LOWER_LEG: (
        "M71 336C78 340 88 340 95 336 97 360 94 382 92 403L77 403C76 384 68 362 71 336Z"
    ),
    Region.FOOT: "M76 408L92 408C94 418 95 428 92 433 85 438 70 438 66 433 65 426 72 420 76 408Z",
}
FRONT = {
    Region.HEAD: "M75 36C75 15 85 5 100 5S125 15 125 36Z",
    Region.FACE: "M75 40L125 40C125 58 114 71 100 71S75 58 75 40Z",
    Region.NECK: "M88 73C96 76 104 76 112 73L114 89 100 107 86 89Z",
    Region.CHEST: (
        "M87 95L100 111 113 95C115 104 120 112 130 118L127 150C118 156 82 156 73 150L70 118"
        "C80 112 86 104 87 95Z"
    ),
    Region.BELLY: "M73 155C83 161 117 161 127 155L126 188C116 193 84 193 74 188Z",
    Region.PELVIS: "M74 193C85 198 115 198 126 193L131 226 102 232 98 232 69 226Z",
}
BACK = {
    Region.HEAD: "M75 36C75 15 85 5 100 5S125 15 125 36C125 55 114 71 100 71S75 55 75 36Z",
    Region.NECK: FRONT[Region.NECK],
    Region.UPPER_BACK: FRONT[Region.CHEST],
    Region.LOWER_BACK: FRONT[Region.BELLY],
    Region.BUTTOCK: (
        "M74 193C85 198 115 198 126 193L132 227C122 236 106 236 100 229 94 236 78 236 68 227Z"
    ),
}
MIRRORED = "matrix(-1 0 0 1 200 0)"
BEHIND = "translate(170 0)"


def shapes_of(region: Region) -> list[Shape]:
    """What is drawn of a region: front and back, left and right."""
    found = []
    if region in FRONT:
        found.append(Shape(FRONT[region]))
    if region in BACK:
        found.append(Shape(BACK[region], BEHIND))
    if region in BOTH_SIDES:
        path = BOTH_SIDES[region]
        places = ("", MIRRORED, BEHIND, f"{BEHIND} {MIRRORED}")
        found += [Shape(path, place) for place in places]
    return found


def groups(places: Iterable[tuple[str, str, Iterable[str], str]]) -> list[Group]:
    """The whole drawing: a group for each place, then one for what belongs to none.

    places: (name, address, values of its regions, language of its name).
    """
    left, found = list(Region), []
    for name, url, values, language in places:
        own = [region for region in left if region.value in values]
        if own:
            shapes = [each for region in own for each in shapes_of(region)]
            found.append(Group(name, url, shapes, language))
        left = [region for region in left if region not in own]
    rest = [shape for region in left for shape in shapes_of(region)]
    return [Group("", "", rest), *found] if rest else found
