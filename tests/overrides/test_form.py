"""The therapy block's form: what it shows, and what it sends of an override's memory."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from clinic_pages.overrides.decisions import Decision
from clinic_pages.pages.panels import count_stale_overrides
from tests.editors import make_editor_of
from tests.overrides.helpers import NEW, OWN, REPORT, decide, draft_of, fresh, publish, value_of

TEXT = "body-0-value-text_override"


def sent(page, therapy, override, memory=None, **shown):
    """Sends the edit form of `page` as a browser does; `memory` as the form was opened with."""
    value = {
        "therapy": therapy.pk,
        "heading_override": "",
        "text_override": rich_text(override),
        **(memory or {"shared_text_seen": "", "seen_for": ""}),
    }
    form = {
        "title": page.title,
        "slug": page.slug,
        "alternate_names": "",
        "name_in_sentence": "",
        "summary": "",
        "body_areas": inline_formset([]),
        "symptoms": inline_formset([]),
        "author": "",
        "reviewer": "",
        "last_reviewed": "",
        "body": streamfield([("therapy", value)]),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    data = nested_form_data(form) | {f"body-0-value-{name}": text for name, text in shown.items()}
    return data | {"body-0-id": page.body[0].id}


def memory_in(page):
    return {name: value_of(page)[name] for name in ("shared_text_seen", "seen_for")}


def post(client, page, data):
    response = client.post(f"/admin/pages/{page.pk}/edit/", data)
    assert response.status_code == 302
    return draft_of(page).body[0].value


def test_the_form_remembers_what_it_showed_not_what_was_published_since(
    admin_client, sciatica, therapy
):
    data = sent(
        sciatica, therapy, "<p>Mine.</p>", **{f"shared_text-{therapy.pk}": "Old shared words."}
    )
    publish(therapy, shared_text=NEW)
    value = post(admin_client, sciatica, data)
    assert value["shared_text_seen"] == "Old shared words."
    assert value.is_stale


def test_a_form_that_showed_nothing_takes_the_published_text(admin_client, stale_page, therapy):
    value = post(admin_client, stale_page, sent(stale_page, therapy, "<p>Mine.</p>"))
    assert value["shared_text_seen"] == "New shared words."


def test_what_the_form_shows_does_not_refresh_an_old_override(admin_client, stale_page, therapy):
    shown = {f"shared_text-{therapy.pk}": "New shared words."}
    data = sent(stale_page, therapy, OWN, memory_in(stale_page), **shown)
    value = post(admin_client, stale_page, data)
    assert value["shared_text_seen"] == "Old shared words."
    assert value.is_stale


def test_keeping_in_the_form_is_to_forget(admin_client, stale_page, therapy):
    shown = {f"shared_text-{therapy.pk}": "New shared words."}
    value = post(admin_client, stale_page, sent(stale_page, therapy, OWN, **shown))
    assert value["shared_text_seen"] == "New shared words."
    assert not value.is_stale


def test_an_emptied_override_forgets(admin_client, stale_page, therapy):
    value = post(admin_client, stale_page, sent(stale_page, therapy, "", memory_in(stale_page)))
    assert value["shared_text_seen"] == ""
    assert value["seen_for"] == ""


def test_the_form_gets_the_shared_text_and_what_has_changed(stale_page):
    block = stale_page.body[0].block
    state = block.get_form_state(value_of(stale_page))["shared_text"]
    assert state["is_stale"]
    assert state["text"] == "New shared words."
    assert [kind for kind, _ in state["changes"] if kind != "equal"] == ["deletion", "addition"]


def test_the_form_does_not_hand_out_what_visitors_do_not_see(sciatica, therapy):
    fresh(therapy).unpublish()
    assert sciatica.body[0].block.get_form_state(value_of(sciatica))["shared_text"] is None


def test_the_page_counts_its_stale_texts(admin_client, stale_page):
    html = admin_client.get(f"/admin/pages/{stale_page.pk}/edit/").content.decode()
    assert "1 text was written against an older shared text." in html
    assert f"{REPORT}?page={stale_page.pk}" in html
    assert count_stale_overrides(fresh(stale_page)) == 1


@pytest.mark.parametrize("live, status", [(True, 200), (False, 302)])
def test_the_form_asks_for_another_therapys_text(client, tree, therapy, live, status):
    # May edit one branch only, in which the therapy does not lie.
    group = Group.objects.create(name="Conditions only")
    GroupPagePermission.objects.create(
        group=group, page=tree.conditions.page_ptr, permission_type="change"
    )
    group.permissions.set(Group.objects.get(name="Editors").permissions.all())
    user = User.objects.create_user("ines", password="a-long-password")
    user.groups.add(group)
    client.force_login(user)
    if not live:
        fresh(therapy).unpublish()
    response = client.get(reverse("clinic_pages_overrides:shared_text", args=[therapy.pk]))
    assert response.status_code == status
    if live:
        assert response.json()["text"] == "Old shared words."


def test_revisions_are_compared_in_words(admin_client, stale_page, admin_user):
    decide(stale_page, Decision.KEEP, admin_user)
    before, after = fresh(stale_page).revisions.order_by("pk").values_list("pk", flat=True)
    url = f"/admin/pages/{stale_page.pk}/revisions/compare/{before}...{after}/"
    html = admin_client.get(url).content.decode()
    assert "Shared text when this was written" in html
    assert "Written for" not in html


FORMATTED = '<p>Warm <b>cups</b> &amp; <a href="/fees/">fees</a>.</p><ul><li>twice</li></ul>'


def test_a_copy_of_the_shared_text_is_no_text_of_its_own(admin_client, sciatica, therapy):
    """One may start from it, look at it and go away: what changes in it is still shown here."""
    publish(therapy, shared_text=FORMATTED)
    data = sent(sciatica, therapy, "<p>Mine.</p>")
    state = sciatica.body[0].block.get_form_state(value_of(sciatica))["shared_text"]
    assert not post(admin_client, sciatica, data | {TEXT: state["raw"]}).has_own_text
    reworded = state["raw"].replace("twice", "once")
    value = post(admin_client, sciatica, data | {TEXT: reworded})
    assert "<b>cups</b>" in value.override.source and "once" in value.override.source


def test_the_form_has_the_shared_text_as_visitors_see_it(sciatica, therapy, tree):
    link = f'<p>See <a linktype="page" id="{tree.conditions.pk}">them</a> <b>all</b>.</p>'
    publish(therapy, shared_text=link)
    state = sciatica.body[0].block.get_form_state(value_of(sciatica))["shared_text"]
    assert state["html"] == '<p>See <a href="/conditions/">them</a> <b>all</b>.</p>'


def test_what_differs_is_told_while_one_writes(admin_client, therapy):
    url = reverse("clinic_pages_overrides:differences", args=[therapy.pk])
    response = admin_client.post(url, {"text": "Old shared words, and mine."})
    changes = [each for each in response.json()["changes"] if each[0] != "equal"]
    assert changes == [["addition", ", and mine"]]
    assert admin_client.get(url).status_code == 405


def test_what_differs_is_not_told_of_what_one_may_not_see(client, editor, therapy, tree):
    fresh(therapy).unpublish()
    client.force_login(make_editor_of(tree.conditions))
    url = reverse("clinic_pages_overrides:differences", args=[therapy.pk])
    assert client.post(url, {"text": ""}).status_code == 302
