"""People who work in the admin, and what they read there."""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from clinic_pages.models import ClinicSettings


def make_editor(name="mara") -> User:
    """May edit and publish every page."""
    user = User.objects.create_user(name, password="a-long-password")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def make_editor_of(*pages, name="sean", snippets=False) -> User:
    """May edit and publish these pages and what is under them; booking boxes too, if so."""
    group = Group.objects.create(name=f"Editors {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if snippets:
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label="clinic_pages", codename__endswith="_bookingsnippet"
            )
        )
    for page in pages:
        for codename in ("change_page", "publish_page"):
            permission = Permission.objects.get(codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = User.objects.create_user(name, password="a-long-password")
    user.groups.add(group)
    return user


def edit_address(obj) -> str:
    if hasattr(obj, "url_path"):
        return f"/admin/pages/{obj.pk}/edit/"
    if isinstance(obj, ClinicSettings):
        return f"/admin/settings/clinic_pages/clinicsettings/{obj.site_id}/"
    return f"/admin/snippets/clinic_pages/bookingsnippet/edit/{obj.pk}/"


def open_form(client, obj) -> BeautifulSoup:
    response = client.get(edit_address(obj))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows_of(soup, selector="table") -> list[list[str]]:
    """The cells of each row in the body of the first such table."""
    table = soup.select_one(selector)
    found = table.select("tbody tr") if table else []
    return [[" ".join(td.get_text(" ").split()) for td in tr.select("td")] for tr in found]


def post_therapy(client, therapy, shared_text, **action):
    """Sends the form of `therapy` with these words, signed in as whoever may edit it."""
    form = {
        "title": therapy.title,
        "slug": therapy.slug,
        "alternate_names": "",
        **{name: rich_text("") for name in ("what_happens", "cautions")},
        "shared_text": rich_text(shared_text),
        "body": streamfield([]),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return client.post(edit_address(therapy), {**nested_form_data(form), **action})
