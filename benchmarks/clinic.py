"""The clinic that is measured: a site that grows, and the therapies that its conditions show."""

from collections.abc import Iterator

from wagtail.models import Page

from clinic_pages.models import TherapyPage
from home.factories import (
    ClinicSettingsFactory,
    ConditionIndexPageFactory,
    HomePageFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
    make_site_root,
)

from .sites import conditions, plant

OTHER_THERAPIES = 20


class Clinic:
    """on_few: the therapy with blocks on the first `few` conditions.
    on_many: the one on every other condition, up to `many`."""

    def __init__(self, few: int, many: int):
        home = HomePageFactory(parent=Page.objects.get(depth=1), slug="clinic")
        ClinicSettingsFactory(site=make_site_root(home))
        self.conditions = ConditionIndexPageFactory(parent=home)
        self._therapies = TherapyIndexPageFactory(parent=home)
        self._few, self._many = few, many
        self._count = 0
        self.on_few, self.on_many = self._therapy("On few"), self._therapy("On many")
        self._others = [self._therapy(f"Other {number}") for number in range(OTHER_THERAPIES)]

    def _therapy(self, title: str) -> TherapyPage:
        return TherapyPageFactory(parent=self._therapies, title=title)

    def grow_to(self, count: int) -> None:
        plant(self.conditions, conditions(range(self._count, count), self._shown_on))
        self._count = count

    def _shown_on(self, number: int) -> Iterator[TherapyPage]:
        """Every condition has a block for one other therapy, as real ones have."""
        yield self._others[number % len(self._others)]
        if number < self._few:
            yield self.on_few
        if number % 2 and number < 2 * self._many:
            yield self.on_many
