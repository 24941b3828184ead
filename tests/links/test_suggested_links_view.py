"""What an editor sees of suggested links, and who may insert one."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.test import Client

from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.editors import make_editor, make_editor_of, open_form, rows_of
from tests.links.helpers import link, section, suggested
from tests.overrides.helpers import draft_of, fresh, member_of
from tests.trees import texts

# Rows are locked, on PostgreSQL only.
pytestmark = pytest.mark.postgres

TEXT = "<p>It lasts. Some try acupuncture &amp; more, or heat. Few need cupping.</p>"


@pytest.fixture
def acupuncture(tree):
    return tree.therapy(shared_text="<p>Needles.</p>")


@pytest.fixture
def sciatica(tree, acupuncture):
    tree.therapy("Cupping")
    return tree.sciatica_with(section(TEXT))


@pytest.fixture
def editor_client(client, db):
    client.force_login(make_editor())
    return client


def address(page) -> str:
    return f"/admin/clinic-pages/suggested-links/{page.pk}/"


def open_list(client, page) -> BeautifulSoup:
    response = client.get(address(page))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def click(client, page, number=0) -> BeautifulSoup:
    button = open_list(client, page).select("button[name=fingerprint]")[number]
    response = client.post(address(page), {"fingerprint": button["value"]}, follow=True)
    assert response.redirect_chain[0][0] == address(page)
    return BeautifulSoup(response.content, "html.parser")


def test_the_form_counts_them_and_leads_to_them(editor_client, tree, sciatica):
    soup = open_form(editor_client, sciatica)
    assert "The text names 2 other pages without a link to them." in soup.get_text(" ", strip=True)
    assert "save what you have changed here first" in soup.get_text()
    [found] = soup.select(f".help-block a[href='{address(sciatica)}']")
    assert found.get_text() == "Suggested links"


def test_a_form_without_any_says_nothing(editor_client, tree, acupuncture):
    for page in (acupuncture, tree.conditions):
        assert "The text names" not in open_form(editor_client, page).get_text()
    new = f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/"
    assert "Suggested links" not in editor_client.get(new).content.decode()


def test_each_kind_of_page_has_the_panel(editor_client, tree, acupuncture):
    words = "<p>Acupuncture.</p>"
    team = PractitionersPageFactory(parent=tree.home, intro=words)
    maeve = PractitionerPageFactory(parent=team, title="Maeve", about=words)
    for page in (tree.home, tree.conditions):
        page.body = page.intro = [section(words)] if page == tree.home else words
        page.save_revision().publish()
    cupping = tree.therapy("Cupping", cautions=words)
    for page in (tree.home, tree.conditions, team, maeve, cupping):
        assert "names 1 other page" in open_form(editor_client, page).get_text(), page


def test_the_list_shows_the_sentence_and_the_page(editor_client, sciatica, acupuncture):
    soup = open_list(editor_client, sciatica)
    assert rows_of(soup) == [
        ["Some try acupuncture & more, or heat.", "Acupuncture", "Insert link Do not suggest"],
        ["Few need cupping .", "Cupping", "Insert link Do not suggest"],
    ]
    assert texts(soup, "mark") == ["acupuncture", "cupping"]
    assert soup.select_one("td a")["href"] == acupuncture.url
    labels = [button["aria-label"] for button in soup.select("button[name=fingerprint]")]
    assert labels == ["Insert link: Acupuncture", "Insert link: Cupping"]


def test_one_click_inserts_it(editor_client, sciatica, acupuncture):
    soup = click(editor_client, sciatica)
    assert (
        "“acupuncture” is a link now, in a draft: publish it when it is ready." in soup.get_text()
    )
    assert [row[1] for row in rows_of(soup)] == ["Cupping"]
    assert link(acupuncture, "acupuncture") in draft_of(sciatica).body[0].value["text"].source
    soup = click(editor_client, sciatica)
    assert "The text names no other page that it does not link to." in soup.get_text()


def test_a_click_on_what_has_changed_is_refused(editor_client, sciatica):
    answer = editor_client.post(address(sciatica), {"fingerprint": "older"}, follow=True)
    assert "“Sciatica” has changed meanwhile: look again." in answer.content.decode()
    assert len(suggested(sciatica)) == 2


def test_what_is_locked_says_so_and_has_no_buttons(editor_client, sciatica):
    page = fresh(sciatica)
    page.locked = True
    page.save()
    soup = open_list(editor_client, page)
    assert "“Sciatica” is locked." in soup.get_text()
    assert [row[1] for row in rows_of(soup)] == ["Acupuncture", "Cupping"]
    assert not soup.select("button[name=fingerprint]")


def test_words_of_editors_are_words(editor_client, tree):
    tree.condition("Knee <b>& hip")
    page = tree.sciatica_with(section("<p>Of knee &lt;b&gt;&amp; hip &lt;i&gt;.</p>"))
    assert rows_of(open_list(editor_client, page))[0][:2] == [
        "Of knee <b>& hip <i>.",
        "Knee <b>& hip",
    ]


def nobody(tree, page):
    return None


def visitor_with_an_account(tree, page):
    return User.objects.create_user("visitor")


def may_only_enter_the_admin(tree, page):
    user = User.objects.create_user("reception")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def edits_other_pages(tree, page):
    return make_editor_of(tree.therapies)


def edits_this_page(tree, page):
    return make_editor_of(page)


def editors(tree, page):
    return member_of("Editors")


def moderators(tree, page):
    return member_of("Moderators")


def superuser(tree, page):
    return User.objects.create_superuser("root")


MATRIX = {
    nobody: False,
    visitor_with_an_account: False,
    may_only_enter_the_admin: False,
    edits_other_pages: False,
    edits_this_page: True,
    editors: True,
    moderators: True,
    superuser: True,
}


@pytest.mark.parametrize("who, may", MATRIX.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_who_may(client, editor_client, tree, sciatica, who, may):
    [button, *_others] = open_list(editor_client, sciatica).select("button[name=fingerprint]")
    client.logout()
    if user := who(tree, sciatica):
        client.force_login(user)
    answer = client.get(address(sciatica))
    assert (answer.status_code == 200) == may
    assert may or "Some try" not in answer.content.decode()
    client.post(address(sciatica), {"fingerprint": button["value"]})
    assert len(suggested(sciatica)) == (1 if may else 2)
    assert fresh(sciatica).has_unpublished_changes == may
    assert client.get("/admin/clinic-pages/suggested-links/999999/").status_code in (302, 404)


def test_nothing_is_changed_by_looking(editor_client, sciatica):
    assert editor_client.get(f"{address(sciatica)}?fingerprint=x").status_code == 200
    assert editor_client.put(address(sciatica)).status_code == 405
    assert not fresh(sciatica).revisions.filter(user__isnull=False).exists()


def test_a_form_post_from_elsewhere_is_refused(sciatica):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())
    assert client.post(address(sciatica), {"fingerprint": "x"}).status_code == 403
