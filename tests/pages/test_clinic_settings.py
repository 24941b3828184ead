"""The clinic's own data: checked where it is entered, right where it is shown."""

import datetime
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
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


FORM = "/admin/settings/clinic_pages/clinicsettings/{}/"


def form_data(**rows) -> dict:
    """What the form sends; rows: name of the children -> a dict for each."""
    data = {"name": "Saved clinic", "currency": "EUR", "disclaimer": "null"}
    for prefix in ("opening_hours", "special_days", "social_links"):
        sent = rows.get(prefix, [])
        data |= {f"{prefix}-{key}": 0 for key in ("INITIAL_FORMS", "MIN_NUM_FORMS")}
        data |= {f"{prefix}-TOTAL_FORMS": len(sent), f"{prefix}-MAX_NUM_FORMS": 1000}
        for number, row in enumerate(sent):
            row = {"id": "", "ORDER": number + 1, **row}
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def hours(weekday, opens, closes) -> dict:
    return {"weekday": weekday, "opens": opens, "closes": closes}


def special(first, last="", opens="", closes="") -> dict:
    return {"first_day": first, "last_day": last, "opens": opens, "closes": closes}


def test_the_editor_saves_the_clinic_with_its_hours(admin_client, tree):
    url = FORM.format(tree.site.pk)
    assert "Opening hours" in admin_client.get(url).content.decode()
    rows = [hours(2, "09:00", "13:00"), hours(2, "13:00", "18:00"), hours(3, "09:00", "18:00")]
    holidays = [special("2030-12-24", "2030-12-31"), special("2031-01-01")]
    data = form_data(opening_hours=rows, special_days=holidays)
    assert admin_client.post(url, data).status_code == 302
    saved = ClinicSettings.objects.get()
    assert saved.name == "Saved clinic"
    assert str(saved.opening_hours.first()) == "Tuesday 09:00–13:00"
    assert saved.opening_hours.count() == 3 and saved.special_days.count() == 2


@pytest.mark.parametrize(
    "rows, field, message",
    [
        (
            {"opening_hours": [hours(2, "09:00", "13:00"), hours(2, "12:30", "18:00")]},
            "opening_hours-1-opens",
            "overlap",
        ),
        (
            {"special_days": [special("2030-12-24", "2030-12-31"), special("2030-12-31")]},
            "special_days-1-first_day",
            "something else",
        ),
        (
            {"special_days": [special("2030-12-24"), special("2030-12-24", "", "09:00", "12:00")]},
            "special_days-1-first_day",
            "something else",
        ),
    ],
)
def test_hours_that_contradict_each_other_are_refused_there(
    admin_client, tree, rows, field, message
):
    response = admin_client.post(FORM.format(tree.site.pk), form_data(**rows))
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    beside = soup.select_one(f"#id_{field}").find_parent(class_="w-field")
    assert message in beside.get_text()
    assert [each.find_parent(class_="w-field") for each in soup.select(".error-message")] == [
        beside
    ]
    assert not ClinicSettings.objects.get().opening_hours.exists()
