"""The facts that checks look at, read off real pages."""

import pytest

from clinic_pages.models import ClinicSettings, PractitionerPage
from clinic_pages.page_checks.facts import facts_of
from clinic_pages.page_checks.outline import count_words
from clinic_pages.page_checks.stored import codes_of, rendered
from home.factories import (
    ConditionIndexPageFactory,
    HomePageFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    StandardPageFactory,
)
from tests.lib.test_pictures import image_block
from tests.photos import jpeg, upload

# Titles are compared by the database.
pytestmark = pytest.mark.postgres


def facts(page):
    return facts_of(page, rendered(page), ClinicSettings.objects.get())


def section(text, heading="What it is"):
    return ("section", {"heading": heading, "text": f"<p>{text}</p>"})


def shown(therapy, own_text=""):
    return ("therapy", {"therapy": therapy, "text_override": own_text})


def test_words_are_told_from_shared_words(tree):
    therapy = tree.therapy(shared_text="<p>One two three.</p>")
    page = tree.condition(body=[section("four five"), shown(therapy)])
    found = facts(page)
    # The heading "Acupuncture for Sciatica" is made from the therapy, too.
    assert found.shared_words == 6
    own = facts(tree.condition("Knee", body=[section("four five"), shown(therapy, "<p>Six</p>")]))
    assert own.shared_words == 0
    # Title, heading, text, and the link to the therapy.
    assert found.own_words == count_words("Sciatica What it is four five More about Acupuncture")


def test_what_stands_on_every_page_is_not_the_pages_own(tree):
    tree.clinic.disclaimer = "<p>Ask your <a href='/doctor/'>doctor</a>.</p>"
    tree.clinic.save()
    found = facts(tree.condition())
    assert found.words == 1
    assert found.links_out == 0


def test_links_out_lead_to_pages_of_the_site(tree):
    other = tree.condition("Knee")
    link = f'<a linktype="page" id="{other.pk}">knee</a>'
    away = '<a href="https://example.org/">away</a> <a href="tel:1">call</a> <a href="#x">up</a>'
    assert facts(tree.condition(body=[section(link + away)])).links_out == 1


def test_headings_from_the_top_down(tree):
    page = tree.condition(body=[("section", {"heading": "A", "text": "<h3>B</h3><p>C</p>"})])
    assert facts(page).heading_levels == (1, 2, 3, 2)


def test_pictures_without_words(tree):
    image, described = upload(jpeg(100, 100)), upload(jpeg(100, 100))
    described.description = "Needles"
    described.save()
    assert facts(tree.therapy(image=image)).pictures_without_words == 1
    assert facts(tree.therapy("Cupping", image=described)).pictures_without_words == 0
    team = PractitionersPageFactory(parent=tree.home)
    # It says the person's name.
    assert facts(PractitionerPageFactory(parent=team, photo=image)).pictures_without_words == 0
    assert facts(tree.condition(body=[image_block(image, "A knee")])).pictures_without_words == 0


def test_a_page_without_a_way_to_book(tree):
    page = tree.condition()
    assert facts(page).shows_booking
    ClinicSettings.objects.update(phone="", email="")
    assert not facts(page).shows_booking


def test_the_title_of_another_page(tree):
    page, other = tree.condition("Sciatica"), tree.condition("Sciatic pain", slug="other")
    assert not facts(page).title_is_taken
    other.seo_title = "SCIATICA"
    other.save()
    assert facts(page).title_is_taken
    assert facts(other).title_is_taken
    other.live = False
    other.save()
    assert not facts(page).title_is_taken


def test_titles_of_another_site_and_of_aliases_are_no_rivals(tree):
    page = tree.condition("Sciatica")
    home = HomePageFactory(parent=tree.home.get_parent(), title="Second", slug="second")
    conditions = ConditionIndexPageFactory(parent=home)
    page.copy(to=conditions)
    page.create_alias(parent=tree.home)
    assert not facts(page).title_is_taken


def test_the_description_of_another_page(tree):
    page = tree.condition("Sciatica", search_description="What we do.")
    assert not facts(page).description_is_taken
    tree.condition("Knee", search_description="What we do.")
    assert facts(page).description_is_taken


def test_no_description_is_no_rival(tree):
    assert not any(facts(tree.condition(title)).description_is_taken for title in ("A", "B"))


def test_who_leads_to_a_page(tree):
    # The reference site's menu names all pages under the front, and lists those under them.
    about = StandardPageFactory(parent=tree.home)
    orphan = StandardPageFactory(parent=about)
    condition = tree.condition()
    assert facts(about).is_linked
    assert facts(condition).is_linked
    assert facts(tree.home).is_linked
    assert not facts(orphan).is_linked
    link = f'<a linktype="page" id="{orphan.pk}">there</a>'
    linking = tree.condition("Linking", body=[section(link)])
    assert facts(orphan).is_linked
    linking.unpublish()
    assert not facts(orphan).is_linked


def test_a_reviewer_that_visitors_do_not_see_is_none(tree):
    team = PractitionersPageFactory(parent=tree.home)
    mei = PractitionerPageFactory(parent=team)
    page = tree.condition(reviewer=mei)
    assert facts(page).has_reviewer
    PractitionerPage.objects.update(live=False)
    page = type(page).objects.get(pk=page.pk)
    assert not facts(page).has_reviewer
    assert not facts(tree.home).wants_review


def test_a_block_whose_therapy_is_not_published(tree):
    draft = tree.therapy("Moxa", publish=False)
    page = tree.condition(body=[shown(draft)])
    assert "hidden_block" in codes_of(page)
    draft.save_revision().publish()
    page = type(page).objects.get(pk=page.pk)
    assert "hidden_block" not in codes_of(page)


@pytest.mark.parametrize("phone", ["", "+353 1 555 0123"])
def test_the_graph_of_every_kind_of_page_is_valid(tree, phone):
    ClinicSettings.objects.update(phone=phone)
    lists = [tree.home, tree.conditions, tree.therapies]
    for page in [*lists, tree.condition(), tree.therapy(price_from=70)]:
        assert "invalid_structured_data" not in codes_of(page), page


def test_a_page_kept_out_of_search_engines_has_nothing_to_find(tree):
    assert codes_of(tree.condition("Knee"))
    assert codes_of(tree.condition(hide_from_search_engines=True)) == []


def test_looking_at_a_page_changes_nothing(tree):
    page = tree.condition()
    ClinicSettings.objects.all().delete()
    page = type(page).objects.get(pk=page.pk)
    assert "no_way_to_book" in codes_of(page)
    assert not ClinicSettings.objects.exists()
