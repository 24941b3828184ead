"""The report of overrides."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clinic_pages.overrides.decisions import Decision
from clinic_pages.overrides.stored import find_stale
from clinic_pages.pages.conditions import ConditionPage
from tests.overrides.helpers import NEW, REPORT, override_of, publish

# Its queries are counted, its rows sorted by the database.
pytestmark = pytest.mark.postgres


def test_the_report_shows_then_now_and_here(admin_client, stale_page):
    html = admin_client.get(REPORT).content.decode()
    assert "Old<span" in html and "New<span" in html
    assert html.count("<del>") == html.count("<ins>") == 2
    assert "Only here." in html
    assert f"#:w:contentpath=body.{stale_page.body[0].id}.text_override" in html
    assert "Reworded texts to check" in admin_client.get("/admin/").content.decode()


def test_the_report_costs_the_same_for_few_and_many(admin_client, tree, therapy):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(f"{REPORT}results/", {"show": "all"}).status_code == 200
        return len(captured)

    tree.condition("Knee pain", body=[override_of(therapy)])
    queries()
    few = queries()
    for number in range(6):
        tree.condition(f"Condition {number}", body=[override_of(therapy)])
    assert queries() == few


def test_the_report_shows_the_others_when_asked(admin_client, sciatica):
    assert "Only here." not in admin_client.get(REPORT).content.decode()
    assert "Only here." in admin_client.get(REPORT, {"show": "all"}).content.decode()


def test_the_report_can_be_narrowed(admin_client, stale_page, tree, therapy):
    other = tree.condition("Knee pain")
    for filters, found in [
        ({"page": stale_page.pk}, True),
        ({"page": other.pk}, False),
        ({"therapy": therapy.pk}, True),
        ({"therapy": tree.therapy("Cupping").pk}, False),
        ({"page": "nonsense"}, True),
    ]:
        html = admin_client.get(f"{REPORT}results/", filters).content.decode()
        assert ("Only here." in html) is found


def test_the_report_escapes(admin_client, tree):
    therapy = tree.therapy("<i>Cups</i>", shared_text="<p>&lt;script&gt;1&lt;/script&gt;</p>")
    tree.condition("<b>Gout</b>", body=[override_of(therapy, "<p>&lt;script&gt;2</p>")])
    publish(therapy, shared_text="<p>&lt;script&gt;3</p>")
    html = admin_client.get(REPORT).content.decode()
    assert "&lt;script&gt;" in html
    for text in ("<script>1", "<script>2", "<script>3", "<b>Gout", "<i>Cups"):
        assert text not in html


def test_the_report_can_be_taken_away(admin_client, stale_page):
    response = admin_client.get(REPORT, {"export": "csv"})
    content = b"".join(response.streaming_content).decode()
    assert "Sciatica,Acupuncture,Old shared words.,New shared words.,Only here." in content


def decision_url(page, block_id):
    return reverse("clinic_pages_overrides:resolve", args=[page.pk, block_id])


@pytest.mark.parametrize("decision", Decision)
def test_deciding_in_the_report(admin_client, stale_page, decision):
    [stale] = find_stale()
    response = admin_client.post(
        decision_url(stale_page, stale.block_id),
        {"decision": decision, "fingerprint": stale.fingerprint, "next": f"{REPORT}?show=all"},
        follow=True,
    )
    assert response.redirect_chain == [(f"{REPORT}?show=all", 302)]
    assert "“Sciatica” is changed and published." in response.content.decode()
    assert list(find_stale()) == []


def test_one_decision_for_all_that_one_sees(admin_client, tree, therapy):
    for title in ("Gout", "Hip pain", "Migraine"):
        tree.condition(title, body=[override_of(therapy)])
    publish(therapy, shared_text=NEW)
    soup = BeautifulSoup(admin_client.get(REPORT).content, "html.parser")
    form = soup.select_one("form[action$='keep-all/']")
    assert form.select_one("button").get_text(strip=True) == "Keep all 3 texts of this screen"
    seen = [each["value"] for each in form.select("[name=seen]")]
    # One is edited after it was seen.
    changed = ConditionPage.objects.get(title="Hip pain")
    publish(changed, body=[override_of(therapy, "<p>Other words.</p>")])

    sent = {"seen": [*seen, "nonsense", "0:x:y"], "next": REPORT}
    said = admin_client.post(form["action"], sent, follow=True).content.decode()
    assert "2 texts are kept." in said
    assert "“Hip pain” has changed meanwhile" in said
    assert "One of the pages is no longer there." in said
    assert list(find_stale()) == []


@pytest.mark.parametrize("data", [{}, {"decision": "nonsense"}, {"decision": "keep"}])
def test_what_the_report_did_not_send_is_refused(admin_client, stale_page, data):
    [stale] = find_stale()
    response = admin_client.post(decision_url(stale_page, stale.block_id), data, follow=True)
    assert response.status_code == 200
    assert len(list(find_stale())) == 1


def test_the_report_is_for_editors(client, stale_page):
    [stale] = find_stale()
    for url in (REPORT, decision_url(stale_page, stale.block_id)):
        assert client.post(url).status_code == 302
    reader = User.objects.create_user("reader", password="a-long-password")
    reader.user_permissions.add(
        Group.objects.get(name="Editors").permissions.get(codename="access_admin")
    )
    client.force_login(reader)
    assert client.get(REPORT).status_code == 302
    assert "Reworded texts to check" not in client.get("/admin/").content.decode()
