"""The clinic whose sitemap is measured: conditions with pictures, some of them changed since."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from clinic_pages.models import ConditionPage, PageFreshness
from home.factories import (
    ClinicSettingsFactory,
    ConditionIndexPageFactory,
    HomePageFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
    make_site_root,
)

from .sites import conditions, plant

THERAPIES = 20
PICTURES = 20
# Of this many conditions, what one shows has changed since it was published.
CHANGED = 10


class IllustratedClinic:
    """Each condition shows one therapy and one picture. Its search knows none of them: entries in
    the search index would take an hour, and no sitemap reads them."""

    def __init__(self):
        home = HomePageFactory(parent=Page.objects.get(depth=1), slug="clinic")
        ClinicSettingsFactory(site=make_site_root(home))
        self.conditions = ConditionIndexPageFactory(parent=home)
        index = TherapyIndexPageFactory(parent=home)
        self._therapies = [
            TherapyPageFactory(parent=index, title=f"Therapy {number}")
            for number in range(THERAPIES)
        ]
        self._pictures = [_picture(f"Picture {number}") for number in range(PICTURES)]
        self._count = 0

    def grow_to(self, count: int) -> None:
        numbers = range(self._count, count)
        plant(self.conditions, self._illustrated(numbers), searchable=False)
        planted = Page.objects.child_of(self.conditions).order_by("pk").values_list("pk", flat=True)
        _change(planted[self._count : count : CHANGED])
        self._count = count

    def _illustrated(self, numbers: Iterable[int]) -> Iterator[ConditionPage]:
        pages = conditions(numbers, lambda number: [self._therapies[number % THERAPIES]])
        for number, page in zip(numbers, pages, strict=True):
            picture = self._pictures[number % PICTURES]
            page.body.append(("image", {"image": picture, "caption": ""}))
            yield page


def _picture(title: str):
    picture = get_image_model().objects.create(title=title, file=get_test_image_file())
    picture.get_rendition("width-40")
    return picture


def _change(page_ids: Iterable[int]) -> None:
    now = timezone.now()
    PageFreshness.objects.bulk_create(
        (PageFreshness(page_id=pk, changed_at=now) for pk in page_ids), batch_size=1_000
    )
