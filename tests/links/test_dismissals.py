"""A suggested link that an editor does not want is suggested no more, until she wants it back."""

import pytest

from clinic_pages.models import DismissedLink
from tests.editors import make_editor, make_editor_of, open_form
from tests.grid.helpers import history_of, messages_of
from tests.links.helpers import section, suggested
from tests.links.test_suggested_links_view import address, open_list
from tests.overrides.helpers import draft_of, save_draft

TEXT = "<p>Some try acupuncture. Few need cupping.</p>"


@pytest.fixture
def cupping(tree):
    return tree.therapy("Cupping")


@pytest.fixture
def sciatica(tree, cupping):
    tree.therapy("Acupuncture")
    return tree.sciatica_with(section(TEXT))


@pytest.fixture
def editor_client(client, db):
    client.force_login(make_editor())
    return client


def press(client, page, label: str):
    button = open_list(client, page).find("button", attrs={"aria-label": label})
    return client.post(address(page), {button["name"]: button["value"]}, follow=True)


def test_it_is_gone_for_good_also_from_a_new_text(editor_client, sciatica, cupping):
    answer = press(editor_client, sciatica, "Do not suggest: Cupping")
    assert "A link to “Cupping” is suggested no more on this page." in messages_of(answer)
    assert [words for words, _pk in suggested(sciatica)] == ["acupuncture"]
    save_draft(sciatica, body=[section("<p>Cupping, and acupuncture again.</p>")])
    assert [words for words, _pk in suggested(sciatica)] == ["acupuncture"]
    assert "names 1 other page" in open_form(editor_client, sciatica).get_text()
    assert "Dismissed the suggested link to “Cupping”" in history_of(editor_client, sciatica)
    assert (
        draft_of(sciatica).body[0].value["text"].source == "<p>Cupping, and acupuncture again.</p>"
    )


def test_only_on_that_page(editor_client, tree, sciatica):
    press(editor_client, sciatica, "Do not suggest: Cupping")
    knee = tree.condition("Knee pain", body=[section(TEXT)])
    assert [words for words, _pk in suggested(knee)] == ["acupuncture", "cupping"]


def test_it_comes_back(editor_client, sciatica, cupping):
    for title in ("Cupping", "Acupuncture"):
        press(editor_client, sciatica, f"Do not suggest: {title}")
    form = open_form(editor_client, sciatica)
    assert "The text names" not in form.get_text()
    # The way there is in the page's own menu.
    assert form.select(f"a[href='{address(sciatica)}']")
    answer = press(editor_client, sciatica, "Suggest again: Cupping")
    assert "A link to “Cupping” is suggested again." in messages_of(answer)
    assert [pk for _words, pk in suggested(sciatica)] == [cupping.pk]


def test_only_what_is_on_the_screen_can_be_dismissed(editor_client, tree, sciatica):
    secret = tree.therapy("Not for everybody", publish=False)
    for value in (secret.pk, "nonsense"):
        answer = editor_client.post(address(sciatica), {"dismiss": value}, follow=True)
        said = messages_of(answer)
        assert "has changed meanwhile" in said and "Not for everybody" not in said
    assert not DismissedLink.objects.exists()


def test_who_may_not_edit_the_page_dismisses_nothing(client, tree, sciatica, cupping):
    client.force_login(make_editor_of(tree.therapies))
    client.post(address(sciatica), {"dismiss": cupping.pk})
    assert not DismissedLink.objects.exists()
