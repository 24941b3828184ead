"""A new condition begins with the clinic's pattern, or like another one."""

from datetime import date

import pytest

from clinic_pages.models import ConditionBodyArea, ConditionPage
from home.factories import BodyAreaFactory, PractitionerPageFactory, PractitionersPageFactory
from tests.editors import make_editor_of
from tests.grid.helpers import messages_of, soup_of

CONDITIONS = "/admin/clinic-pages/conditions/"


def add_address(tree) -> str:
    return f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/"


def fields_of(soup) -> dict[str, str]:
    """What stands in the form."""
    found = {each["name"]: each.get("value", "") for each in soup.select("form input[name]")}
    return found | {each["name"]: each.text.strip() for each in soup.select("form textarea[name]")}


def body_of(soup) -> str:
    """What the form's script is told of the content."""
    return soup.select_one("#body")["data-w-block-arguments-value"]


@pytest.fixture
def sciatica(tree):
    team = PractitionersPageFactory(parent=tree.home)
    page = tree.sciatica_with(
        ("section", {"heading": "What is sciatica?", "text": "<p>Pain.</p>", "topic": ""}),
        summary="Pain in the leg.",
        alternate_names="Lumbago",
        code="M54.3",
        hide_from_search_engines=True,
        reviewer=PractitionerPageFactory(parent=team, title="Dr Maeve Lin"),
        last_reviewed=date(2026, 1, 5),
    )
    page.body_areas.add(ConditionBodyArea(body_area=BodyAreaFactory(name="Leg")))
    page.save_revision().publish()
    return page


def test_a_page_like_this_one(admin_client, tree, sciatica):
    response = admin_client.get(f"/admin/clinic-pages/like/{sciatica.pk}/", follow=True)
    soup = soup_of(response)
    fields = fields_of(soup)
    assert response.redirect_chain[-1][0].startswith(add_address(tree))
    assert fields["summary"] == "Pain in the leg."
    assert {fields[name] for name in ("title", "slug", "alternate_names", "code")} == {""}
    assert {fields[name] for name in ("reviewer", "last_reviewed")} == {""}
    assert soup.select_one("[name=hide_from_search_engines]").get("checked") is None
    assert "What is sciatica?" in body_of(soup)
    # Its place is a row of the form, not yet stored.
    assert (fields["body_areas-TOTAL_FORMS"], fields["body_areas-0-id"]) == ("1", "")
    said = messages_of(response)
    assert "begins like “Sciatica”" in said
    assert "Left empty: Reviewed by, Reviewed on, Other names, ICD-10 code." in said
    assert ConditionPage.objects.count() == 1


def test_it_begins_like_the_draft_that_editors_see(admin_client, sciatica):
    draft = sciatica.get_latest_revision_as_object()
    draft.summary = "Pain from the back to the foot."
    draft.save_revision()
    response = admin_client.get(f"/admin/clinic-pages/like/{sciatica.pk}/", follow=True)
    assert fields_of(soup_of(response))["summary"] == "Pain from the back to the foot."


def test_who_may_not_edit_a_page_begins_none_like_it(client, admin_client, tree, sciatica):
    offer = f"/admin/clinic-pages/like/{sciatica.pk}/"
    assert offer in admin_client.get(f"/admin/pages/{tree.conditions.pk}/").content.decode()
    assert offer in admin_client.get(f"/admin/pages/{sciatica.pk}/edit/").content.decode()
    # Edits the page, and adds none.
    client.force_login(make_editor_of(sciatica))
    assert offer not in client.get(f"/admin/pages/{sciatica.pk}/edit/").content.decode()
    assert "permission" in messages_of(client.get(offer, follow=True))


@pytest.mark.parametrize("like", ["0", "x", "1"])
def test_a_page_that_is_none_is_not_found(admin_client, tree, like):
    assert admin_client.get(add_address(tree), {"like": like}).status_code == 404


def test_new_conditions_begin_with_the_pattern(admin_client, tree):
    pattern = tree.condition(
        title="Pattern",
        publish=False,
        body=[("section", {"heading": "What is it?", "text": "", "topic": "overview"})],
    )
    assert "What is it?" not in body_of(soup_of(admin_client.get(add_address(tree))))
    tree.conditions.pattern = pattern
    tree.conditions.save_revision().publish()
    response = admin_client.get(add_address(tree))
    assert "What is it?" in body_of(soup_of(response))
    assert "the pattern “Pattern”" in messages_of(response)
    # Without it there is a blank page again.
    pattern.delete()
    assert "What is it?" not in body_of(soup_of(admin_client.get(add_address(tree))))
