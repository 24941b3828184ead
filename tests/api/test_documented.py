"""The example of docs/api.md is what happens: an agent reads, rewords, adds and leaves a draft."""

import re
from pathlib import Path

import pytest
import requests
from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission

from clinic_pages.blocks.memory import has_memory
from clinic_pages.pages.booking_texts import BookingSnippet
from tests.editors import make_editor, make_editor_of

APIToken = pytest.importorskip("wagtail.models.api", reason="Wagtail has no v3 before 8.0").APIToken
EXAMPLE = Path(__file__).parents[2] / "docs/api.md"

pytestmark = pytest.mark.django_db


@pytest.fixture
def sciatica(tree):
    tree.therapy("Moxibustion", shared_text="<p>Warm.</p>")
    cupping = tree.therapy("Cupping", shared_text="<p>Cups.</p>")
    page = tree.condition(
        title="Sciatica", body=[("therapy", {"therapy": cupping}), ("section", {"heading": "More"})]
    )
    return page


def run_example(user, monkeypatch) -> dict:
    """The names that the lines of the example leave behind."""
    from rest_framework.test import RequestsClient

    token = APIToken.create_token(user=user, name="agent")[1]
    lines = "\n".join(re.findall(r"```python\n(.*?)```", EXAMPLE.read_text(), re.S))
    lines = lines.replace("TOKEN", token).replace("https://www.clinic.example", "http://testserver")
    monkeypatch.setattr(requests, "Session", RequestsClient)
    names = {}
    exec(compile(lines, str(EXAMPLE), "exec"), names)
    return names


def test_an_agent_rewords_and_adds_and_leaves_a_draft(client, sciatica, monkeypatch, capsys):
    mara = make_editor()
    before = client.get(sciatica.url).content.decode()
    run_example(mara, monkeypatch)
    assert capsys.readouterr().out == "Cupping for Sciatica shared\n"

    sciatica.refresh_from_db()
    assert client.get(sciatica.url).content.decode() == before
    revision = sciatica.latest_revision
    assert revision.user == mara
    draft = revision.as_object()
    assert [child.block_type for child in draft.body] == ["therapy", "section", "therapy"]
    reworded, _, added = draft.body
    assert "not on the nerve" in reworded.value["text_override"].source
    assert reworded.id == sciatica.body[0].id
    assert added.value["therapy"].title == "Moxibustion"
    raw = draft.body.raw_data[0]["value"]
    assert raw["shared_text_seen"] == "Cups."
    assert has_memory(raw["therapy"], raw["text_override"], raw)


def test_publishing_is_refused_to_who_may_not(sciatica, monkeypatch):
    names = run_example(make_editor(), monkeypatch)
    sciatica.refresh_from_db()
    drafts = sciatica.revisions.count()
    writer = make_editor_of(name="sean")
    GroupPagePermission.objects.create(
        group=writer.groups.get(),
        page=sciatica,
        permission=Permission.objects.get(codename="change_page"),
    )
    site, address = names["site"], f"{names['pages']}{sciatica.pk}/"
    token = APIToken.create_token(user=writer, name="agent")[1]
    site.headers["Authorization"] = f"Bearer {token}"

    answer = site.patch(address, json={"title": "Mine", "meta": {"action": "publish"}})
    assert answer.status_code == 403
    sciatica.refresh_from_db()
    assert (sciatica.title, sciatica.revisions.count()) == ("Sciatica", drafts)
    review = {"reviewer": 1, "last_reviewed": "2026-01-01", "summary": "New."}
    assert site.patch(address, json=review).status_code == 200
    assert sciatica.get_latest_revision_as_object().last_reviewed is None

    other = site.patch(f"{names['pages']}{sciatica.get_parent().pk}/", json={"title": "Mine"})
    assert other.status_code in (403, 404)
    site.headers["Authorization"] = "Bearer nonsense"
    assert site.patch(address, json={"title": "Mine"}).status_code == 401


def test_wrong_words_are_refused(sciatica, monkeypatch):
    names = run_example(make_editor(), monkeypatch)
    drafts = sciatica.revisions.count()
    body = names["body"]
    body[0]["value"]["text_override"] = "<p>For {nobody}.</p>"
    sent = {"body": body, "meta": {"action": "publish"}}
    answer = names["site"].patch(f"{names['pages']}{sciatica.pk}/", json=sent)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body"]
    assert sciatica.revisions.count() == drafts


def test_a_text_that_is_sent_back_stays_as_old_as_it_was(sciatica, monkeypatch):
    names = run_example(make_editor(), monkeypatch)
    sciatica.refresh_from_db()
    sciatica.get_latest_revision().publish()
    sciatica.refresh_from_db()
    cupping = sciatica.body[0].value["therapy"]
    cupping.shared_text = "<p>Cups, and not for long.</p>"
    cupping.save_revision().publish()

    site, address = names["site"], f"{names['pages']}{sciatica.pk}/"
    page = site.get(address).json()
    assert [each.get("is_stale") for each in page["shown_blocks"]] == [True, None, False]
    assert site.patch(address, json={"body": page["body"]}).status_code == 200
    sciatica.refresh_from_db()
    assert sciatica.get_latest_revision_as_object().body[0].value.is_stale


def test_a_booking_text_is_written_too(sciatica, monkeypatch):
    names = run_example(make_editor_of(sciatica.get_parent(), snippets=True), monkeypatch)
    text = BookingSnippet.objects.create(name="Usual", heading="Book a visit")
    address = f"http://testserver/api/v3/snippets/clinic_pages.BookingSnippet/{text.pk}/"
    answer = names["site"].patch(address, json={"heading": "See us"})
    assert answer.status_code == 200, answer.text
    text.refresh_from_db()
    assert text.heading == "Book a visit"
    assert text.get_latest_revision_as_object().heading == "See us"
