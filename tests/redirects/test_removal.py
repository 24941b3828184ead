"""Where the address of a page leads that goes is said with the decision."""

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests.editors import make_editor_of
from tests.showing.test_removal import decide, question

FIELD = "clinic_redirect-lead_to"


def asked(client, page, action):
    response = client.get(f"/admin/pages/{page.pk}/{action}/")
    assert question(response)
    return response


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_old_links_lead_to_the_chosen_page(world, admin_client, client, action):
    old, therapy = world["acupuncture"].url, world["acupuncture"]
    response = asked(admin_client, therapy, action)
    offered = question(response).select_one(f"[name={FIELD}]")
    assert offered["value"] == str(world["therapies"].pk), "what is right above it"
    chosen = world["cupping"]
    assert decide(admin_client, response, **{FIELD: chosen.pk}).status_code == 302
    answer = client.get(old)
    assert answer["Location"] == chosen.url
    assert answer.status_code == (301 if action == "delete" else 302), "it may come back"


def test_what_led_to_a_deleted_page_leads_there_too(world, admin_client, client):
    Redirect.objects.create(old_path="/needling", redirect_page=world["acupuncture"])
    response = asked(admin_client, world["acupuncture"], "delete")
    assert decide(admin_client, response, **{FIELD: world["cupping"].pk}).status_code == 302
    assert client.get("/needling/")["Location"] == world["cupping"].url


def test_left_empty_nothing_leads_anywhere(world, admin_client, client):
    old = world["acupuncture"].url
    response = asked(admin_client, world["acupuncture"], "unpublish")
    assert decide(admin_client, response, **{FIELD: ""}).status_code == 302
    assert client.get(old).status_code == 404


def test_it_cannot_lead_to_what_goes_along(world, admin_client):
    response = asked(admin_client, world["therapies"], "delete")
    again = decide(admin_client, response, **{FIELD: world["cupping"].pk})
    assert "That page goes, too: choose another one." in question(again).text
    assert type(world["therapies"]).objects.exists()
    assert not Redirect.objects.exists()


def test_who_may_make_no_redirects_is_offered_none(world, client):
    client.force_login(make_editor_of(world["acupuncture"]))
    response = asked(client, world["acupuncture"], "unpublish")
    assert not question(response).select_one(f"[name={FIELD}]")
    assert decide(client, response, **{FIELD: world["cupping"].pk}).status_code == 302
    assert not Redirect.objects.exists()
