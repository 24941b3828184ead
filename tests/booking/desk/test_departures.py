"""A practitioner's page is not taken away silently from those who expect her."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from clinic_pages.booking.models import Appointment, BookingRequest, PractitionerSchedule
from clinic_pages.models import PractitionerPage
from tests.booking.diaries import appointment, in_days, practitioner
from tests.booking.reception import NAME, PHONE, make_request, make_user


@pytest.fixture
def aoife(tree):
    return practitioner(tree)


@pytest.fixture
def marketing(client, tree):
    client.force_login(make_user("Marketing"))
    return client


@pytest.fixture
def boss(client, tree):
    client.force_login(make_user("Clinic manager"))
    return client


def address(action: str, page) -> str:
    return reverse(f"wagtailadmin_pages:{action}", args=[page.pk])


def words(response) -> str:
    assert response.status_code == 200
    main = BeautifulSoup(response.content, "html.parser").select_one("main")
    return " ".join(main.get_text(" ").split())


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_who_may_not_see_patients_is_told_to_ask(marketing, tree, aoife, action):
    appointment(tree, aoife)
    response = marketing.post(address(action, aoife))
    assert response.status_code == 200
    text = words(response)
    assert "1 appointment to come" in text and "Ask there" in text and NAME not in text
    aoife.refresh_from_db()
    assert aoife.live and Appointment.objects.get().practitioner == aoife
    assert PractitionerSchedule.objects.exists()


def test_who_sees_patients_reads_whom_to_call_and_decides(boss, tree, aoife):
    make_request(tree, practitioner=aoife, name="Zebedee Quill")
    appointment(tree, aoife, in_days(9, 10))
    appointment(tree, aoife, in_days(3, 10), name="Comes Next", phone=PHONE)
    # Times are the clinic's, also for who lives elsewhere.
    UserProfile.objects.create(user=User.objects.get(), current_time_zone="Asia/Tokyo")
    url = address("unpublish", aoife)
    response = boss.post(url)
    text = words(response)
    assert re.search(r"10 a\.m\., Aoife Brennan: Comes Next , 085 765 4321", text)
    assert text.index("Comes Next") < text.index(NAME) < text.index("Zebedee Quill")
    assert aoife.live
    soup = BeautifulSoup(response.content, "html.parser")
    data = {each["name"]: each.get("value", "") for each in soup.select("main form input[name]")}
    assert boss.post(url, data).status_code == 302
    aoife.refresh_from_db()
    assert not aoife.live
    assert {each.practitioner for each in Appointment.objects.all()} == {aoife}
    assert PractitionerSchedule.objects.exists()


@pytest.mark.parametrize("tie", ["hours", "over", "waits"])
def test_nobody_deletes_what_the_clinic_keeps(boss, tree, aoife, tie):
    if tie != "hours":
        PractitionerSchedule.objects.all().delete()
    if tie == "over":
        appointment(tree, aoife, in_days(-3))
    if tie == "waits":
        make_request(tree, practitioner=aoife)
    response = boss.post(address("delete", aoife))
    assert "Unpublish the page instead" in words(response)
    assert PractitionerPage.objects.filter(pk=aoife.pk).exists()
    assert BookingRequest.objects.filter(practitioner=None).count() == (1 if tie == "over" else 0)


def test_with_the_page_of_the_team_go_those_below_it(marketing, admin_client, tree, aoife):
    appointment(tree, aoife)
    team, along = aoife.get_parent(), {"include_descendants": "on"}
    assert "1 appointment to come" in words(marketing.post(address("unpublish", team), along))
    assert "Unpublish the page instead" in words(admin_client.post(address("delete", team)))
    aoife.refresh_from_db()
    assert aoife.live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_in_bulk(marketing, tree, aoife, action):
    appointment(tree, aoife)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    response = marketing.post(f"{url}?next=/admin/pages/&id={aoife.pk}")
    assert "1 appointment to come" in words(response)
    aoife.refresh_from_db()
    assert aoife.live


def test_who_is_expected_by_nobody_goes_as_ever(marketing, tree, aoife):
    PractitionerSchedule.objects.all().delete()
    assert marketing.post(address("unpublish", aoife)).status_code == 302
    assert marketing.post(address("delete", aoife)).status_code == 302
    assert not PractitionerPage.objects.filter(pk=aoife.pk).exists()


# --- One person on pages in several languages ----------------------------------------------------


@pytest.fixture
def german(aoife, in_languages):
    locale = Locale.objects.get_or_create(language_code="de")[0]
    page = aoife.copy_for_translation(locale, copy_parents=True)
    page.save_revision().publish()
    return page


def test_while_a_page_of_hers_stays_nobody_is_asked(boss, tree, aoife, german):
    appointment(tree, aoife)
    assert boss.post(address("unpublish", german)).status_code == 302


def test_with_her_last_page_go_appointments_at_another(boss, tree, aoife, german):
    appointment(tree, aoife)
    PractitionerPage.objects.filter(pk=aoife.pk).update(live=False)
    assert "1 appointment to come" in words(boss.get(address("unpublish", german)))
    german.refresh_from_db()
    assert german.live


def test_patients_and_pages_are_asked_about_once(boss, tree, aoife):
    appointment(tree, aoife)
    tree.condition("Knee", body=[("practitioner", {"practitioner": aoife})])
    url = address("unpublish", aoife)
    response = boss.get(url)
    text = words(response)
    assert text.index("Patients expect this practitioner") < text.index("Loses the card of")
    soup = BeautifulSoup(response.content, "html.parser")
    data = {each["name"]: each.get("value", "") for each in soup.select("main form input[name]")}
    assert boss.post(url, data).status_code == 302
    aoife.refresh_from_db()
    assert not aoife.live
