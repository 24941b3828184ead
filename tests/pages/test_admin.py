"""What an editor finds in the admin."""

import pytest
from django.contrib.auth.models import Group, User

from home.factories import BookingSnippetFactory, PractitionerPageFactory, PractitionersPageFactory


@pytest.fixture
def editor_client(client, tree):
    user = User.objects.create_user("mara", password="a-long-password")
    user.groups.add(Group.objects.get(name="Moderators"))
    client.force_login(user)
    return client


def test_each_kind_has_a_list_in_the_menu(editor_client, tree):
    tree.condition()
    tree.therapy()
    PractitionerPageFactory(parent=PractitionersPageFactory(parent=tree.home), title="Maeve Lin")
    menu = editor_client.get("/admin/").content.decode()
    for url, title in {
        "/admin/conditions/": "Sciatica",
        "/admin/therapies/": "Acupuncture",
        "/admin/practitioners/": "Maeve Lin",
    }.items():
        assert url in menu
        assert title in editor_client.get(url).content.decode()


def test_booking_texts_are_listed_by_the_name_that_editors_know(admin_client, tree):
    BookingSnippetFactory(name="Winter campaign", heading="Book with us")
    html = admin_client.get("/admin/snippets/clinic_pages/bookingsnippet/").content.decode()
    assert "Winter campaign" in html
    assert "Book with us" in html


@pytest.mark.parametrize("kind", ["conditions", "therapies"])
def test_the_edit_form_of_each_page_opens(editor_client, tree, kind):
    page = {"conditions": tree.condition, "therapies": tree.therapy}[kind]()
    response = editor_client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    assert "Other names" in response.content.decode()
