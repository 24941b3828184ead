"""The clinic's own data: checked where it is entered, right where it is shown."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from clinic_pages.models import ClinicSettings, OpeningHours, SocialLink, SpecialDay, Weekday
from tests.trees import read, texts

DAY = datetime.timedelta(days=1)
NINE, ONE, TWO, SIX = (datetime.time(hour) for hour in (9, 13, 14, 18))


@pytest.mark.parametrize(
    "phone, uri",
    [
        ("+353 1 555 0123", "tel:+35315550123"),
        ("01 555-0123", "tel:015550123"),
        ("+44 (0)20 7946 0018", "tel:+442079460018"),
        ("", ""),
    ],
)
def test_phone_uri(phone, uri):
    assert ClinicSettings(phone=phone).phone_uri == uri


@pytest.mark.parametrize(
    "currency, amount, shown",
    [("EUR", "75", "€75"), ("GBP", "7.5", "£7.50"), ("CHF", "90.00", "CHF\xa090")],
)
def test_prices_are_in_the_clinics_currency(client, tree, currency, amount, shown):
    tree.clinic.currency = currency
    tree.clinic.save()
    page = tree.therapy(price_from=Decimal(amount), duration_minutes=45)
    facts = [li.get_text() for li in read(client, page).select(".clinic-facts li")]
    assert facts == ["45 minutes", f"From {shown}"]


@pytest.mark.parametrize(
    "field, value",
    [
        ("phone", "call me"),
        ("phone", "javascript:alert(1)"),
        ("country", "Ireland"),
        ("currency", "euro"),
        ("latitude", Decimal("91")),
        ("longitude", Decimal("-181")),
        ("email", "nobody"),
    ],
)
def test_wrong_values_are_refused_at_their_field(field, value):
    settings = ClinicSettings(**{"latitude": 1, "longitude": 1, field: value})
    with pytest.raises(ValidationError) as refused:
        settings.full_clean(exclude=["site"])
    assert list(refused.value.error_dict) == [field]


@pytest.mark.parametrize("given, missing", [("latitude", "longitude"), ("longitude", "latitude")])
def test_half_a_position_is_refused(given, missing):
    with pytest.raises(ValidationError) as refused:
        ClinicSettings(**{given: 1}).full_clean(exclude=["site"])
    assert list(refused.value.error_dict) == [missing]


def test_hours_must_end_after_they_begin():
    with pytest.raises(ValidationError) as refused:
        OpeningHours(weekday=1, opens=SIX, closes=NINE).clean()
    assert list(refused.value.error_dict) == ["closes"]


@pytest.mark.parametrize(
    "fields, wrong",
    [
        ({"last_day": datetime.date(2026, 12, 23)}, "last_day"),
        ({"opens": NINE}, "closes"),
        ({"closes": NINE}, "opens"),
        ({"opens": SIX, "closes": NINE}, "closes"),
    ],
)
def test_impossible_special_days_are_refused(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        SpecialDay(first_day=datetime.date(2026, 12, 24), **fields).clean()
    assert list(refused.value.error_dict) == [wrong]


def test_the_front_page_shows_hours_by_day_and_special_days_to_come(client, tree):
    today = datetime.date.today()
    for opens, closes in ((TWO, SIX), (NINE, ONE)):
        OpeningHours.objects.create(
            clinic=tree.clinic, weekday=Weekday.MONDAY, opens=opens, closes=closes
        )
    OpeningHours.objects.create(
        clinic=tree.clinic, weekday=Weekday.SATURDAY, opens=NINE, closes=ONE
    )
    SpecialDay.objects.create(clinic=tree.clinic, first_day=today - 2 * DAY, note="Past")
    SpecialDay.objects.create(clinic=tree.clinic, first_day=today + 2 * DAY, note="Coming")
    soup = read(client, tree.home)
    assert texts(soup, ".clinic-hours > div") == [
        "Monday 09:00–13:00, 14:00–18:00",
        "Saturday 09:00–13:00",
    ]
    [special] = texts(soup, ".clinic-special-days li")
    assert "Coming" in special
    assert special.endswith("closed")


def test_the_front_page_links_social_media(client, tree):
    OpeningHours.objects.create(clinic=tree.clinic, weekday=1, opens=NINE, closes=ONE)
    url = "https://social.example/clinic"
    SocialLink.objects.create(clinic=tree.clinic, name="Chatter", url=url)
    assert read(client, tree.home).find("a", string="Chatter")["href"] == url


def test_the_editor_saves_the_clinic_with_its_hours(admin_client, tree):
    url = f"/admin/settings/clinic_pages/clinicsettings/{tree.site.pk}/"
    html = admin_client.get(url).content.decode()
    assert "Opening hours" in html
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    data = {
        f"{prefix}-{key}": value
        for prefix in ("opening_hours", "special_days", "social_links")
        for key, value in empty.items()
    }
    data |= {
        "name": "Saved clinic",
        "currency": "EUR",
        "disclaimer": "null",
        "opening_hours-TOTAL_FORMS": 1,
        "opening_hours-0-weekday": 2,
        "opening_hours-0-opens": "09:00",
        "opening_hours-0-closes": "13:00",
        "opening_hours-0-ORDER": 1,
        "opening_hours-0-id": "",
    }
    assert admin_client.post(url, data).status_code == 302
    saved = ClinicSettings.objects.get()
    assert saved.name == "Saved clinic"
    assert [str(row) for row in saved.opening_hours.all()] == ["Tuesday 09:00–13:00"]
