"""No copy of a page says that somebody reviewed it, or what else is true of the first alone."""

from datetime import date

import pytest
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale, Page

from clinic_pages.models import (
    ConditionPage,
    PractitionerPage,
    PractitionerRegistration,
    TherapyPage,
)
from home.factories import PractitionerPageFactory, PractitionersPageFactory
from tests.grid.helpers import messages_of

FACTS = ("alternate_names", "name_in_sentence", "code", "seo_title", "search_description")


@pytest.fixture
def team(tree):
    return PractitionersPageFactory(parent=tree.home)


@pytest.fixture
def sciatica(tree, team):
    reviewer = PractitionerPageFactory(parent=team, title="Dr Maeve Lin")
    return tree.condition(
        summary="Pain in the leg.",
        alternate_names="Lumbago",
        name_in_sentence="sciatica",
        code="M54.3",
        seo_title="Sciatica in Dublin",
        search_description="What helps.",
        author=PractitionerPageFactory(parent=team, title="Sean Byrne"),
        reviewer=reviewer,
        last_reviewed=date(2026, 1, 5),
    )


def copy_by_form(client, page, **more):
    """As an editor does; gives the copy as stored and its latest draft."""
    parent = page.get_parent()
    data = {"new_title": "Gout", "new_slug": "gout", "new_parent_page": parent.pk, **more}
    response = client.post(f"/admin/pages/{page.pk}/copy/", data, follow=True)
    copy = Page.objects.get(slug="gout").specific
    return response, [copy, copy.get_latest_revision_as_object()]


@pytest.mark.parametrize("more", [{}, {"publish_copies": "on"}])
def test_a_copy_begins_without_what_is_true_of_the_first_alone(admin_client, sciatica, more):
    response, copies = copy_by_form(admin_client, sciatica, **more)
    for copy in copies:
        assert (copy.reviewer, copy.last_reviewed) == (None, None)
        assert {getattr(copy, name) for name in FACTS} == {""}
        assert (copy.summary, copy.author.title) == ("Pain in the leg.", "Sean Byrne")
    said = messages_of(response)
    assert "Left empty: Title tag, Meta description, Reviewed by, Reviewed on, Other names" in said


def test_of_older_versions_none_brings_it_back(admin_client, sciatica):
    _response, [copy, _draft] = copy_by_form(admin_client, sciatica)
    contents = [each.content for each in copy.revisions.all()]
    assert len(contents) > 1
    assert not any(content["reviewer"] or content["code"] for content in contents)


def test_nor_does_a_copy_of_what_lies_above(tree, sciatica):
    tree.conditions.copy(recursive=True, update_attrs={"slug": "again"})
    copy = ConditionPage.objects.exclude(pk=sciatica.pk).get()
    assert (copy.reviewer, copy.code, copy.summary) == (None, "", "Pain in the leg.")


def test_a_therapy_and_a_person_are_no_other_ones(admin_client, tree, team, sciatica):
    names = {"alternate_names": "Needling", "last_reviewed": date(2026, 1, 5)}
    therapy = tree.therapy(reviewer=sciatica.reviewer, **names)
    _response, copies = copy_by_form(admin_client, therapy)
    assert isinstance(copies[0], TherapyPage)
    assert [(each.reviewer, each.alternate_names) for each in copies] == [(None, "")] * 2

    person = PractitionerPageFactory(parent=team, title="Ana", role="Masseur", qualifications="BSc")
    person.registrations.add(PractitionerRegistration(body="Acupuncture Council", number="12"))
    person.save_revision().publish()
    copy = PractitionerPage.objects.get(pk=person.copy(update_attrs={"slug": "eva"}).pk)
    assert (copy.role, copy.qualifications) == ("Masseur", "")
    assert not copy.registrations.exists()
    assert not copy.get_latest_revision_as_object().registrations.exists()


def test_an_alias_repeats_all_of_it(admin_client, sciatica):
    response, [alias, _draft] = copy_by_form(admin_client, sciatica, alias="on")
    assert alias.alias_of_id == sciatica.pk
    assert (alias.reviewer, alias.code) == (sciatica.reviewer, "M54.3")
    assert "Left empty" not in messages_of(response)


@pytest.mark.parametrize("subtree", [False, True])
def test_a_translation_says_the_same(settings, tree, sciatica, subtree):
    settings.WAGTAIL_I18N_ENABLED = True
    german = Locale.objects.create(language_code="de")
    tree.home.copy_for_translation(german)
    # Of a subtree Wagtail copies each page as it finds it, without knowing its type.
    copying = CopyPageForTranslationAction(tree.conditions, german, include_subtree=subtree)
    copying.execute(skip_permission_checks=True)
    if not subtree:
        sciatica.copy_for_translation(german)
    copy = sciatica.get_translation(german)
    for each in (copy, copy.get_latest_revision_as_object()):
        assert each.reviewer == sciatica.reviewer
        assert (each.last_reviewed, each.code) == (date(2026, 1, 5), "M54.3")
