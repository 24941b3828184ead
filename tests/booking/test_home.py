"""The admin's first page tells each role of the clinic what to do next, and leads nowhere else."""

from datetime import datetime, time
from unittest.mock import patch

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from clinic_pages.booking.models import PractitionerSchedule
from clinic_pages.booking.roles import GROUPS
from clinic_pages.booking.times.appointments import take
from tests.booking.diaries import practitioner
from tests.booking.reception import make_request, make_user

PANELS = {
    "waiting": "clinic-waiting",
    "today": "clinic-reception-day",
    "own day": "clinic-own-day",
    "numbers": "clinic-numbers",
}


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


def home(role: str) -> BeautifulSoup:
    client = Client()
    known = User.objects.filter(username=f"a {role}").first()
    client.force_login(known or make_user(role))
    return BeautifulSoup(client.get("/admin/").content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def test_each_role_has_its_own(tree, aoife):
    seen = {}
    for role in GROUPS:
        if role == "Practitioner":
            user = make_user(role)
            PractitionerSchedule.objects.update(user=user)
        html = str(home(role))
        seen[role] = {name for name, panel in PANELS.items() if f'id="{panel}' in html}
    assert seen == {
        "Marketing": {"numbers"},
        "Reception": {"waiting", "today"},
        "Practitioner": {"own day"},
        "Clinic manager": {"waiting", "today", "numbers"},
    }


def test_nobody_who_looks_for_patients_is_offered_a_search_of_pages(tree):
    """What the stylesheet does is in tests/browser/test_desk.py."""
    styles = {role: home(role).select("link[href*=no_page_search]") for role in GROUPS}
    assert {role for role in GROUPS if styles[role]} == {"Reception", "Practitioner"}
    for role in ("Reception", "Practitioner"):
        assert "/admin/images/" not in str(home(role))


def test_today_is_who_comes_and_to_whom(tree, aoife):
    noon = timezone.make_aware(datetime.combine(timezone.localdate(), time(12)))
    with patch("django.utils.timezone.now", lambda: noon):
        for name, who, hour in (
            ("Ada Nolan", aoife, 9),
            ("Ben Walsh", aoife, 15),
            ("Cara Daly", None, 14),
        ):
            request = make_request(tree, name=name, status="booked")
            take(request, who, noon.replace(hour=hour), 60, is_agreed=True)
        text = words(home("Reception").select_one("#clinic-reception-day-section"))
    assert "3 p.m.–4 p.m., Aoife Brennan: Ben Walsh" in text
    assert text.index("2 p.m.–3 p.m.: Cara Daly") < text.index("Ben Walsh")
    assert "Ada Nolan" not in text and "1 appointment is over." in text
