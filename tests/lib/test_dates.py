"""Dates are told with their weekday, as one writes them in each language."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from clinic_pages.lib.dates import day_and_time, day_of, short_day_and_time, time_of

# Words alone.
pytestmark = pytest.mark.once

THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("en-gb", "Thursday, 26 Nov 2026, 10 a.m.", "Thu, 26/11/2026 10 a.m."),
        ("en", "Thursday, Nov. 26, 2026, 10 a.m.", "Thu, 11/26/2026 10 a.m."),
        ("de", "Donnerstag, 26. November 2026, 10:00 Uhr", "Do, 26.11.2026 10:00"),
        # Nobody has translated the plugin into it: its own formats hold all the same.
        ("fr", "jeudi, 26 novembre 2026, 10:00", "jeu, 26/11/2026 10:00"),
    ],
)
def test_in_each_language(language, whole, short):
    with translation.override(language), timezone.override(UTC):
        assert day_and_time(THURSDAY) == whole
        assert f"{day_of(THURSDAY)}, {time_of(THURSDAY)}" == whole
        assert short_day_and_time(THURSDAY) == short


def test_in_the_time_zone_of_the_moment():
    with translation.override("en-gb"), timezone.override("Asia/Tokyo"):
        assert day_and_time(THURSDAY) == "Thursday, 26 Nov 2026, 7 p.m."
