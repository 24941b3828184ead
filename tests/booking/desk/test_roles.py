"""Who may do what: every address of the desk and of its calendar, with every method, for every
role."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    ModelLogEntry,
    Page,
)

from clinic_pages.booking.models import (
    Appointment,
    BlockedTime,
    BookingMail,
    BookingRequest,
    BookingSettings,
    PractitionerSchedule,
    TakenCell,
)
from clinic_pages.booking.roles import GROUPS, create_roles, requests_of
from clinic_pages.booking.times.appointments import block, take
from clinic_pages.models import PractitionerPage
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.booking.reception import DESK, NAME, make_request, make_user, next_monday
from tests.editors import rows_of

NAMESPACE = "clinic_booking_calendar"
METHODS = ["get", "head", "options", "post", "put", "patch", "delete"]
NOT_FOR_THEM = ["nobody", "", "Marketing", "Practitioner"]


def desk_names() -> list[str]:
    """Of all addresses of the desk that Wagtail's admin has."""
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str)]
    return sorted(name for name in names if name.startswith("booking-desk"))


def calendar_names() -> list[str]:
    _prefix, resolver = get_resolver().namespace_dict[NAMESPACE]
    names = [name for name in resolver.reverse_dict if isinstance(name, str)]
    return sorted(f"{NAMESPACE}:{name}" for name in names)


def desk_address(name: str, request: BookingRequest) -> str:
    [(_form, parameters)] = get_resolver().reverse_dict[name][0]
    return reverse(name, args=[request.pk] if parameters else [])


def calendar_address(name: str) -> str:
    return reverse(name, args=[blocked().pk] if name.endswith(":unblock") else [])


def blocked() -> BlockedTime:
    """One for all who try."""
    found = BlockedTime.objects.first()
    page = PractitionerPage.objects.order_by("path").first()
    return found or block(page, next_monday(16), 30, "Of the clinic")


def client_of(role: str) -> Client:
    client = Client()
    if role != "nobody":
        client.force_login(make_user(role))
    return client


def state(request: BookingRequest) -> list:
    """All that anybody could have changed."""
    request.refresh_from_db()
    fields = [getattr(request, field.name) for field in request._meta.concrete_fields]
    others = [request.notes.count(), request.mails.count(), hasattr(request, "appointment")]
    return [*fields, *others, ModelLogEntry.objects.for_instance(request).count()]


def body(response) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")
    return response.content.decode()


EVERYTHING = {
    **{"version": 0, "step": "decline", "note": "x", "typed": "Róisín"},
    **{"day": "2030-01-07", "time": "10:00", "minutes": 30, "attendance": "came"},
    **{"phone": "085 765 4321", "channel": "telephone", "language": "en", "until": "11:00"},
}


def test_there_are_addresses_to_try():
    assert len(desk_names()) == 8
    assert len(calendar_names()) == 5


@pytest.mark.parametrize("role", NOT_FOR_THEM)
@pytest.mark.parametrize("name", desk_names())
def test_whoever_is_not_at_the_desk_sees_and_changes_nothing(tree, role, name):
    request = make_request(tree)
    before = state(request)
    client = client_of(role)
    for method in METHODS:
        for query in ("", "?export=csv", "?export=xlsx"):
            url = desk_address(name, request) + query
            data = EVERYTHING if method in ("get", "post", "head") else ""
            response = getattr(client, method)(url, data)
            case = (role, method, url, response.status_code)
            is_own_list = role == "Practitioner" and name.endswith("index")
            assert response.status_code in ([200, 302, 405] if is_own_list else [302, 404]), case
            assert NAME not in body(response) and "attachment" not in str(response.headers), case
            assert request.reference not in body(response), case
    assert state(request) == before


@pytest.mark.parametrize("role", ["Reception", "Clinic manager", "superuser"])
@pytest.mark.parametrize("name", desk_names())
def test_who_is_at_the_desk_sees_it(tree, role, name):
    request = make_request(tree)
    client = client_of(role)
    expected = 405 if name.endswith(("step", "mail", "attendance", "keep")) else 200
    assert client.get(desk_address(name, request)).status_code == expected
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(desk_address(name, request)).status_code == 405


@pytest.mark.parametrize("role", ["Reception", "superuser"])
@pytest.mark.parametrize("action", ["create", "edit", "delete", "history"])
def test_nobody_makes_or_deletes_a_request_by_hand(tree, role, action):
    request = make_request(tree)
    client = client_of(role)
    for url in (f"{DESK}{action}/", f"{DESK}{action}/{request.pk}/"):
        assert client.get(url).status_code == client.post(url).status_code == 404
    assert BookingRequest.objects.exists()


@pytest.mark.parametrize("pk", ["0", "999999999", "99999999999999999999", "abc", "1-1"])
def test_what_is_not_there_is_not_found(tree, pk):
    client = client_of("Reception")
    for action in ("inspect", "step", "book", "cancel", "mail", "attendance", "keep"):
        assert client.post(f"{DESK}{action}/{pk}/").status_code == 404


@pytest.mark.parametrize("role", NOT_FOR_THEM)
def test_nor_does_the_list_come_by_itself_for_them(tree, role):
    """As for who types into the search."""
    make_request(tree)
    client, script = client_of(role), {"x-requested-with": "XMLHttpRequest"}
    for typed in ("", "r", NAME):
        response = client.post(DESK, {"typed": typed}, headers=script, follow=True)
        assert NAME not in body(response), typed
        assert response.status_code == (200 if role == "Practitioner" else 403), typed


@pytest.mark.parametrize("role", ["Reception", "Clinic manager"])
def test_only_managers_export(tree, role):
    make_request(tree)
    client = client_of(role)
    may = role == "Clinic manager"
    page = BeautifulSoup(body(client.get(DESK)), "html.parser")
    # Also where no scripts open a menu.
    links = [link.get_text(strip=True) for link in page.select("noscript a")]
    assert ("Download CSV" in page.text) == ("Download CSV" in links) == may
    for kind in ("csv", "xlsx"):
        response = client.get(f"{DESK}?export={kind}")
        assert response.status_code == (200 if may else 302)


def test_roles_decide_what_is_in_the_menu(tree):
    words = {
        "booking-desk": "/admin/booking-desk/",
        "calendar": "/admin/clinic-pages/calendar/",
        "pages": "/admin/conditions/",
    }
    seen = {}
    for role in GROUPS:
        html = body(client_of(role).get("/admin/"))
        seen[role] = {name for name, url in words.items() if url in html}
    assert seen == {
        "Marketing": {"pages"},
        "Reception": {"booking-desk", "calendar"},
        "Practitioner": {"booking-desk", "calendar"},
        "Clinic manager": {"pages", "booking-desk", "calendar"},
    }


def test_only_who_works_requests_reads_how_many_wait(tree):
    make_request(tree)
    for role in GROUPS:
        html = body(client_of(role).get("/admin/"))
        assert ("clinic-waiting" in html) == (role in ("Reception", "Clinic manager")), role


@pytest.mark.parametrize(
    ("role", "edits", "sets"),
    [
        ("Marketing", True, False),
        ("Reception", False, False),
        ("Practitioner", False, False),
        ("Clinic manager", True, True),
    ],
)
def test_who_edits_the_site_and_who_sets_retention(tree, role, edits, sets):
    client = client_of(role)
    page = tree.condition()
    on_site = [
        *(f"/admin/pages/{page.pk}/edit/", f"/admin/pages/{page.pk}/unpublish/"),
        *("/admin/images/add/", "/admin/documents/add/"),
        "/admin/snippets/clinic_pages/bookingsnippet/add/",
        "/admin/snippets/clinic_pages/bodyarea/add/",
        f"/admin/settings/clinic_pages/clinicsettings/{tree.site.pk}/",
    ]
    answers = {url: client.get(url).status_code for url in on_site}
    assert set(answers.values()) == {200 if edits else 302}, answers
    settings = f"/admin/settings/clinic_booking/bookingsettings/{tree.site.pk}/"
    assert client.get(settings).status_code == (200 if sets else 302)
    if not sets:
        client.post(settings, {"retention_days": 3650})
        assert not BookingSettings.objects.filter(retention_days=3650).exists()


def test_marketing_reads_of_no_request_in_the_reports(tree):
    request = make_request(tree)
    client_of("Reception").get(f"{DESK}inspect/{request.pk}/")
    for role in ("Marketing", "Practitioner"):
        html = body(client_of(role).get("/admin/reports/site-history/"))
        assert request.reference not in html, role


def test_what_a_login_may_see_is_asked_in_one_place(tree):
    make_request(tree)
    assert requests_of(make_user("Reception")).count() == 1
    for role in ("", "Marketing", "Practitioner"):
        assert not requests_of(make_user(role)).exists(), role
    retired = make_user("Clinic manager")
    retired.is_active = False
    assert not requests_of(retired).exists()


# --- The calendar --------------------------------------------------------------------------------


def stored() -> list:
    """All that anybody could have changed in the calendar."""
    counted = [BookingRequest, Appointment, BlockedTime, TakenCell, BookingMail, ModelLogEntry]
    return [model.objects.count() for model in counted]


@pytest.fixture
def tom(tree):
    """A practitioner without a login, who has an appointment."""
    team = PractitionersPageFactory(parent=tree.home)
    page = PractitionerPageFactory(parent=team, title="Tom")
    PractitionerSchedule.objects.create(practitioner=page)
    appointment(tree, page)
    return page


@pytest.mark.parametrize("role", NOT_FOR_THEM)
@pytest.mark.parametrize("name", calendar_names())
def test_whoever_is_not_at_the_desk_sees_and_changes_nothing_in_the_calendar(tree, tom, role, name):
    url, before = calendar_address(name), stored()
    client = client_of(role)
    query = f"?day={next_monday().date()}&practitioner={tom.pk}&as=list"
    for method in METHODS:
        data = EVERYTHING | {"practitioner": tom.pk} if method == "post" else ""
        response = getattr(client, method)(url + query, data)
        case = (role, method, url, response.status_code)
        # A practitioner's own days, of which there are none.
        is_own = role == "Practitioner" and name.endswith((":calendar", ":day_list"))
        assert response.status_code in ([200, 405] if is_own else [302]), case
        html = body(response).split("<main", 1)[-1]
        for secret in (NAME, "Tom", "Of the clinic", BookingRequest.objects.get().reference):
            assert secret not in html, case
    assert stored() == before


@pytest.mark.parametrize("role", ["Reception", "Clinic manager", "superuser"])
@pytest.mark.parametrize("name", calendar_names())
def test_who_is_at_the_desk_sees_the_calendar(tree, tom, role, name):
    client = client_of(role)
    assert client.get(calendar_address(name)).status_code == 200
    shows = name.endswith((":calendar", ":day_list"))
    refused = ["put", "patch", "delete", *(["post"] if shows else [])]
    assert {getattr(client, each)(calendar_address(name)).status_code for each in refused} == {405}


def test_what_is_not_blocked_is_not_found(tree):
    client = client_of("Reception")
    for pk in ("0", "999999999", "9" * 30):
        url = f"/admin/clinic-pages/calendar/unblock/{pk}/"
        assert client.get(url).status_code == client.post(url).status_code == 404


@pytest.mark.parametrize("action", ["new", "block"])
def test_another_site_can_send_nothing_to_the_calendar(tree, tom, action):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of("Reception").cookies
    before = stored()
    data = EVERYTHING | {"practitioner": tom.pk}
    assert strict.post(f"/admin/clinic-pages/calendar/{action}/", data).status_code == 403
    assert stored() == before


# --- Practitioners -------------------------------------------------------------------------------


@pytest.fixture
def maeve(tree):
    """A practitioner with a login."""
    page = PractitionerPageFactory(parent=PractitionersPageFactory(parent=tree.home), title="Maeve")
    user = make_user("Practitioner", "maeve")
    PractitionerSchedule.objects.create(practitioner=page, user=user)
    return page


@pytest.fixture
def maeve_client(maeve):
    client = Client()
    client.force_login(User.objects.get(username="maeve"))
    return client


def appointment(tree, practitioner, hour=10, days=0, **fields):
    request = make_request(tree, status="booked", **fields)
    take(request, practitioner, next_monday(hour) + timedelta(days=days), 45, is_agreed=True)
    return request


def test_practitioners_see_their_own_appointments(tree, maeve, maeve_client):
    own = appointment(tree, maeve)
    colleague = PractitionerPageFactory(parent=maeve.get_parent(), title="Tom")
    others = [
        appointment(tree, colleague, name="Of a colleague"),
        appointment(tree, None, name="Of nobody"),
        make_request(tree, name="Asked for her", practitioner=maeve),
    ]
    html = body(maeve_client.get(DESK))
    assert NAME in html
    for other in others:
        assert other.name not in html
        assert maeve_client.get(f"{DESK}inspect/{other.pk}/").status_code == 404
    page = body(maeve_client.get(f"{DESK}inspect/{own.pk}/"))
    assert NAME in page and 'type="submit"' not in page.split("<main", 1)[1]


def test_practitioners_change_nothing(tree, maeve, maeve_client):
    own = appointment(tree, maeve)
    block(maeve, next_monday(16), 30)
    before, all_before = state(own), stored()
    for name in calendar_names():
        data = EVERYTHING | {"practitioner": maeve.pk}
        response = maeve_client.post(calendar_address(name), data)
        assert response.status_code == (405 if name.endswith((":calendar", ":day_list")) else 302)
    assert stored() == all_before
    for name in desk_names():
        if name.endswith(("index", "inspect")):
            continue
        for method in METHODS:
            response = getattr(maeve_client, method)(
                desk_address(name, own), EVERYTHING if method in ("get", "post") else ""
            )
            assert response.status_code in (302, 405), (name, method)
    for kind in ("csv", "xlsx"):
        assert maeve_client.get(f"{DESK}?export={kind}").status_code == 302
    assert state(own) == before


def test_a_practitioner_loses_sight_of_what_a_colleague_takes_over(tree, maeve, maeve_client):
    own = appointment(tree, maeve)
    colleague = PractitionerPageFactory(parent=maeve.get_parent(), title="Tom")
    take(own, colleague, next_monday(12), 45, is_agreed=True)
    assert NAME not in body(maeve_client.get(DESK))
    assert maeve_client.get(f"{DESK}inspect/{own.pk}/").status_code == 404


def test_a_practitioner_is_one_person_in_all_languages(tree, maeve, maeve_client):
    german = Locale.objects.create(language_code="de")
    home = tree.home.copy_for_translation(german)
    team = maeve.get_parent().specific.copy_for_translation(german)
    assert team.get_parent().pk == home.pk
    appointment(tree, maeve.copy_for_translation(german))
    assert NAME in body(maeve_client.get(DESK))


def test_the_next_appointment_comes_first(tree, maeve, maeve_client):
    appointment(tree, maeve, 16, name="Later")
    appointment(tree, maeve, 9, name="Next")
    appointment(tree, maeve, 9, -14, name="Over")
    rows = rows_of(BeautifulSoup(body(maeve_client.get(DESK)), "html.parser"), "table.listing")
    assert [row[0] for row in rows] == ["Next", "Later", "Over"]


def test_the_search_finds_only_what_may_be_seen(tree, maeve, maeve_client):
    other = make_request(tree)
    part = other.reference[:3]
    for typed in (NAME, "róis", "r", other.reference, part, other.email, "085 765 4321", "4321"):
        found = maeve_client.post(DESK, {"typed": typed})["Location"]
        assert not rows_of(BeautifulSoup(body(maeve_client.get(found)), "html.parser"))


# --- The command ---------------------------------------------------------------------------------


def everything_granted() -> dict[str, list]:
    return {
        group.name: [
            *sorted(group.permissions.values_list("codename", flat=True)),
            *sorted(group.page_permissions.values_list("permission__codename", flat=True)),
            *sorted(group.collection_permissions.values_list("permission__codename", flat=True)),
        ]
        for group in Group.objects.order_by("name")
    }


def test_the_command_makes_the_groups_once(db, capsys):
    others = everything_granted()
    call_command("create_clinic_roles")
    assert capsys.readouterr().out.count("made") == 4
    first = everything_granted()
    assert first.keys() - others.keys() == GROUPS.keys()
    assert {name: first[name] for name in others} == others
    call_command("create_clinic_roles")
    assert "made" not in capsys.readouterr().out
    assert everything_granted() == first


def test_what_a_clinic_granted_stays_and_what_is_missing_comes_back(db):
    create_roles()
    reception = Group.objects.get(name="Reception")
    work = Permission.objects.get(codename="work_bookingrequest")
    reception.permissions.remove(work)
    extra = Permission.objects.get(codename="export_bookingrequest")
    reception.permissions.add(extra)
    marketing = Group.objects.get(name="Marketing")
    GroupPagePermission.objects.filter(group=marketing).delete()
    GroupCollectionPermission.objects.filter(group=marketing).delete()
    create_roles()
    assert {work, extra} <= set(reception.permissions.all())
    assert marketing.page_permissions.count() == 5
    assert marketing.collection_permissions.count() == 6


def test_the_permissions_can_be_given_in_wagtail(tree):
    admin = User.objects.create_superuser("boss", password="a-long-password")
    client = Client()
    client.force_login(admin)
    create_roles()
    group = Group.objects.get(name="Reception")
    html = body(client.get(reverse("wagtailusers_groups:edit", args=[group.pk])))
    for words in (
        *("Can see and answer booking requests", "Can export booking requests"),
        "Can see own appointments",
    ):
        assert words in html


def test_roles_reach_pages_made_later(tree):
    marketing = make_user("Marketing")
    page = Page.objects.get(pk=tree.condition("New").pk)
    assert page.permissions_for_user(marketing).can_publish()
