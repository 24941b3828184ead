"""One condition and one therapy: look, reword, add, take out, accept."""

import pytest
from wagtail.models import GroupPagePermission, TaskState, Workflow
from wagtail.rich_text import RichText

from clinic_pages.overrides.stored import find_overrides, find_stale
from tests.editors import make_editor_of
from tests.grid.helpers import (
    GRID,
    blocks_of,
    blocks_of_draft,
    fresh,
    history_of,
    logged,
    messages_of,
    soup_of,
)
from tests.overrides.helpers import member_of, save_draft
from tests.trees import read

# Rows are locked, on PostgreSQL only.
pytestmark = pytest.mark.postgres


def pair(page, therapy) -> str:
    return f"{GRID}{page.pk}/{therapy.pk}/"


def taking_out(client, page, therapy) -> dict:
    """What the form that takes it out sends."""
    form = soup_of(client.get(pair(page, therapy))).select_one("form:has([name=block])")
    return {field["name"]: field["value"] for field in form.select("input")}


def links_of(soup) -> dict[str, str]:
    return {link.text.strip(): link["href"] for link in soup.select(".clinic-pair a")}


def test_from_a_cell_one_looks_and_rewords(admin_client, clinic):
    soup = soup_of(admin_client.get(pair(clinic.sciatica, clinic.cups), {"q": "sci"}))
    assert "Cupping for Sciatica" in soup.text and "Warm cups." in soup.text
    links = links_of(soup)
    assert links["Look at the page"].endswith("/conditions/sciatica/#cupping-for-sciatica")
    block = clinic.sciatica.body[2].id
    form = f"/admin/pages/{clinic.sciatica.pk}/edit/"
    assert links["Reword"] == f"{form}#:w:contentpath=body.{block}.text_override&reword"
    back = f"{GRID}?q=sci#c{clinic.sciatica.pk}-{clinic.cups.pk}"
    assert links["Back to the grid"] == back
    assert "Look at the draft" not in links
    save_draft(clinic.sciatica, summary="New.")
    assert "Look at the draft" in links_of(
        soup_of(admin_client.get(pair(clinic.sciatica, clinic.cups)))
    )


def test_what_is_not_offered_is_seen_first_and_added_at_its_place(client, clinic, admin_user):
    client.force_login(admin_user)
    address = pair(clinic.sciatica, clinic.moxa)
    soup = soup_of(client.get(address))
    # Where the page about the knee has it, between the two.
    assert "It would stand after “Acupuncture”" in soup.text
    preview = soup_of(client.get(links_of(soup)["Preview with it"]))
    headings = [h2.text for h2 in preview.select(".clinic-therapy h2")]
    assert headings == [
        f"{each} for Sciatica" for each in ("Acupuncture", "Moxibustion", "Cupping")
    ]
    assert fresh(clinic.sciatica).revisions.count() == 1
    response = client.post(address, {"publish": "1"}, follow=True)
    assert "“Sciatica” is changed and published." in messages_of(response)
    assert blocks_of(clinic.sciatica) == [
        *("section", "Acupuncture", "Moxibustion", "Cupping", "booking")
    ]
    page = fresh(clinic.sciatica)
    assert page.latest_revision.user == admin_user and not page.has_unpublished_changes
    assert logged(page)[-2:] == ["clinic_pages.add_therapy", "wagtail.publish"]
    assert "Added “Moxibustion”" in history_of(client, page)
    assert "Warm herbs." in read(client, page).text
    # Asked again, as by a second click.
    response = client.post(address, {"publish": "1"}, follow=True)
    assert "“Sciatica” has “Moxibustion” already." in messages_of(response)


def test_it_is_taken_out_as_it_was_seen(admin_client, clinic):
    address = pair(clinic.sciatica, clinic.cups)
    said = taking_out(admin_client, clinic.sciatica, clinic.cups)
    response = admin_client.post(address, said | {"draft": "1"}, follow=True)
    assert "is changed as a draft: publish it when it is ready." in messages_of(response)
    assert blocks_of_draft(clinic.sciatica) == ["section", "Acupuncture", "booking"]
    assert "Cupping" in blocks_of(clinic.sciatica)
    assert "Took out “Cupping”" in history_of(admin_client, clinic.sciatica)
    # It is not there any more.
    response = admin_client.post(address, said | {"draft": "1"}, follow=True)
    assert "has changed meanwhile" in messages_of(response)


def test_words_that_were_not_seen_are_not_taken_out(admin_client, clinic):
    said = taking_out(admin_client, clinic.sciatica, clinic.cups)
    body = fresh(clinic.sciatica).body
    body[2].value["text_override"] = RichText("<p>Worth keeping.</p>")
    save_draft(clinic.sciatica, body=body)
    response = admin_client.post(pair(clinic.sciatica, clinic.cups), said, follow=True)
    assert "has changed meanwhile" in messages_of(response)
    assert "Cupping" in blocks_of_draft(clinic.sciatica)


def test_what_others_have_not_published_is_not_published_with_it(admin_client, clinic, tree):
    save_draft(clinic.sciatica, summary="Not finished.")
    soup = soup_of(admin_client.get(pair(clinic.sciatica, clinic.moxa)))
    assert "As a draft only: It has other changes that are not published." in " ".join(
        soup.text.split()
    )
    assert [button["name"] for button in soup.select(".clinic-pair button")] == ["draft"]
    response = admin_client.post(pair(clinic.sciatica, clinic.moxa), {"publish": "1"}, follow=True)
    said = "“Sciatica” is changed as a draft. It has other changes that are not published."
    assert said in messages_of(response)
    assert "Moxibustion" not in blocks_of(clinic.sciatica)
    draft = fresh(clinic.sciatica).get_latest_revision_as_object()
    assert draft.summary == "Not finished." and "Moxibustion" in blocks_of_draft(clinic.sciatica)


def test_a_page_that_was_never_published_stays_a_draft(admin_client, clinic, tree):
    page = tree.condition("New", publish=False)
    admin_client.post(pair(page, clinic.moxa), {"publish": "1"})
    assert not fresh(page).live and blocks_of_draft(page) == blocks_of(page) == ["Moxibustion"]


def test_without_the_right_to_publish_it_is_a_draft(client, clinic):
    client.force_login(member_of("Editors"))
    response = client.post(pair(clinic.gout, clinic.moxa), {"publish": "1"}, follow=True)
    assert "You may not publish it." in messages_of(response)
    assert "Moxibustion" not in blocks_of(clinic.gout)
    assert "Moxibustion" in blocks_of_draft(clinic.gout)


def lock(page):
    page.locked = True
    page.save()


def moderate(page):
    Workflow.objects.get().start(page, member_of("Editors"))
    assert TaskState.objects.exists()


def take_rights(page):
    GroupPagePermission.objects.all().delete()


@pytest.mark.parametrize(
    ("happen", "said"), [(lock, "“Gout” is locked."), (moderate, "“Gout” is locked.")]
)
def test_locks_and_workflows_hold(client, clinic, tree, happen, said):
    """Those who review are the site's moderators; she is none."""
    client.force_login(make_editor_of(tree.conditions))
    happen(clinic.gout)
    revisions = fresh(clinic.gout).revisions.count()
    soup = soup_of(client.get(pair(clinic.gout, clinic.cups)))
    assert said in soup.text
    assert "Reword" not in links_of(soup) and not soup.select(".clinic-pair button")
    response = client.post(pair(clinic.gout, clinic.moxa), {"publish": "1"}, follow=True)
    assert said in messages_of(response)
    assert fresh(clinic.gout).revisions.count() == revisions


def test_a_page_that_she_does_not_find_is_not_there(client, clinic):
    client.force_login(make_editor_of(clinic.gout))
    for method in (client.get, client.post):
        assert method(pair(clinic.knee, clinic.moxa)).status_code == 404
    preview = f"{GRID}preview/{clinic.knee.pk}/{clinic.moxa.pk}/"
    assert client.get(preview).status_code == 404
    take_rights(None)
    for address in (pair(clinic.gout, clinic.moxa), GRID):
        assert client.post(address).status_code == 302
    assert fresh(clinic.gout).revisions.count() == 1


def test_an_outdated_text_is_accepted(admin_client, every_state):
    page, therapy = every_state.sciatica, every_state.moxa
    soup = soup_of(admin_client.get(pair(page, therapy)))
    assert soup.select(".clinic-pair ins") and "Only here." in soup.text
    form = soup.select_one("form[action*=overrides]")
    said = {field["name"]: field["value"] for field in form.select("input")}
    response = admin_client.post(form["action"], said | {"decision": "keep"}, follow=True)
    assert response.redirect_chain[0][0] == f"{GRID}#c{page.pk}-{therapy.pk}"
    assert list(find_stale()) == [] and len(list(find_overrides())) == 2


def test_nothing_is_added_to_an_alias(clinic, admin_client):
    alias = clinic.gout.create_alias(update_slug="alias")
    assert admin_client.post(pair(alias, clinic.moxa)).status_code == 404
