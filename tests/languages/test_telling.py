"""A translation is published, changed, taken back: which pages show it, who is told, what it costs.

`world` has a German front, list and page on sciatica, which chose the English acupuncture.
"""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from clinic_pages.models import ConditionPage, PageFreshness, TherapyPage
from clinic_pages.showing.dependents import pages_showing
from clinic_pages.showing.shown_on import listing
from tests.pages.test_query_counts import kept_facts, picture
from tests.trees import read, texts
from tests.worlds import told

# The reference index keeps keys as text, and queries are counted.
pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("in_languages")]

# Generation, locale, front of the language twice, list, page, what is stored beside it, its
# translations.
MOST = 8
MOST_AT_FIRST = 32
ENGLISH = {"sciatica", "knee", "neck", "conditions", "home", "maeve", "therapies", "alias"}


@pytest.fixture
def listening(world, django_capture_on_commit_callbacks):
    return lambda: told(world, django_capture_on_commit_callbacks)


def german() -> Locale:
    return Locale.objects.get(language_code="de")


@pytest.fixture
def draft(world) -> TherapyPage:
    """Of the German acupuncture."""
    page = world["acupuncture"].copy_for_translation(german(), copy_parents=True)
    page.title, page.shared_text = "Akupunktur", "<p>Nadeln.</p>"
    page.save_revision()
    world.pages["acupuncture de"] = page
    world.pages["therapies de"] = page.get_parent().specific
    return page


@pytest.fixture
def akupunktur(draft) -> TherapyPage:
    publish(draft)
    return TherapyPage.objects.get(pk=draft.pk)


def publish(page) -> None:
    page.save_revision().publish()


def names(rounds) -> set[str]:
    return set().union(*rounds)


def heading(client, world, name="sciatica de") -> str:
    return read(client, world[name]).select_one(".clinic-therapy h2").decode_contents()


ORIGINAL = '<span lang="en">Acupuncture</span> bei Sciatica'
TRANSLATED = "Akupunktur bei Sciatica"


def test_publishing_a_translation_changes_the_pages_in_its_language(
    client, world, draft, listening
):
    before = PageFreshness.objects.filter(page=world["sciatica de"].pk).first()
    assert heading(client, world) == ORIGINAL
    with listening() as rounds:
        publish(draft)
    # The English one names the German one in its head.
    assert names(rounds) == {
        "acupuncture", "acupuncture de", "therapies de", "home de", "sciatica de", "conditions de",
    }  # fmt: skip
    soup = read(client, world["sciatica de"])
    assert soup.select_one(".clinic-therapy h2").decode_contents() == TRANSLATED
    assert texts(soup, ".clinic-therapy p")[0] == "Nadeln."
    assert not soup.select(".clinic-therapy [lang]")
    assert heading(client, world, "sciatica") == "Acupuncture for Sciatica"
    assert "Akupunktur bei Sciatica\nNadeln." in world["sciatica de"].shown_text
    after = PageFreshness.objects.get(page=world["sciatica de"].pk)
    assert before is None or after.changed_at > before.changed_at


def test_a_page_is_told_of_what_it_shows_and_not_of_what_was_chosen(world, akupunktur, listening):
    with listening() as rounds:
        akupunktur.shared_text = "<p>Feine Nadeln.</p>"
        publish(akupunktur)
    assert names(rounds) == {"acupuncture de", "sciatica de"}
    with listening() as rounds:
        english = world["acupuncture"]
        english.shared_text = "<p>Fine needles.</p>"
        publish(english)
    assert names(rounds) == {"acupuncture", "sciatica", "knee", "private", "alias"}


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize(
    "leave", [lambda page: page.unpublish(), lambda page: page.delete(), restrict]
)
def test_without_the_translation_the_original_is_shown_again(
    client, world, akupunktur, listening, leave
):
    assert heading(client, world) == TRANSLATED
    with listening() as rounds:
        leave(akupunktur)
    assert {"sciatica de", "conditions de"} <= names(rounds)
    assert not names(rounds) & ENGLISH
    assert heading(client, world) == ORIGINAL


def test_an_original_that_leaves_takes_no_translation_along(client, world, akupunktur, listening):
    with listening() as rounds:
        world["acupuncture"].unpublish()
    assert "sciatica de" not in names(rounds)
    assert heading(client, world) == TRANSLATED
    with listening() as rounds:
        world["acupuncture"].delete()
    assert "sciatica de" in names(rounds)
    assert not read(client, world["sciatica de"]).select(".clinic-therapy")


def test_a_place_has_one_filter_in_all_languages(client, world, listening):
    leg = world.leg
    page = world["sciatica de"]
    page.body_areas = [ConditionPage._meta.get_field("body_areas").related_model(body_area=leg)]
    publish(page)
    with listening() as rounds:
        bein = leg.copy_for_translation(german())
        bein.name, bein.slug = "Bein", "bein"
        bein.save()
    assert names(rounds) == {"sciatica de", "conditions de", "home de"}
    soup = read(client, world["conditions de"])
    assert texts(soup, "[aria-labelledby=where] .clinic-links a") == ["Bein"]
    found = client.get(f"{world['conditions de'].url}where/bein/")
    assert found.status_code == 200 and page.title in found.content.decode()
    # Who had chosen the English one has chosen none any more; the other one is still found.
    other = ConditionPage.objects.get(pk=world["sciatica de"].pk)
    other.body_areas = [ConditionPage._meta.get_field("body_areas").related_model(body_area=bein)]
    publish(other)
    leg.delete()
    soup = read(client, world["conditions de"])
    assert texts(soup, "[aria-labelledby=where] .clinic-links a") == ["Bein"]


def test_editors_see_where_the_translation_is_shown(world, akupunktur, admin_user, admin_client):
    rows = {row.page.pk: row.ways for row in listing(akupunktur, admin_user).rows}
    assert rows[world["sciatica de"].pk] == ["Shared text"]
    assert world["sciatica"].pk not in rows
    shown = pages_showing(world["acupuncture"], {"text"})
    assert world["sciatica de"].page_ptr not in shown
    url = reverse("wagtailadmin_pages:edit", args=[akupunktur.pk])
    assert "Shown on" in admin_client.get(url).content.decode()


def test_an_alias_speaks_the_language_of_its_source(client, world, akupunktur):
    """So does all around it: nobody has translated it."""
    page = world["knee"].copy_for_translation(german(), alias=True)
    response = client.get(page.url)
    html = response.content.decode()
    assert response["Content-Language"] == "en"
    assert '<html lang="en"' in html and "Acupuncture for Knee" in html
    [listed] = read(client, world["conditions de"]).select('.clinic-names a[href$="/knee/"]')
    assert listed["lang"] == "en"


def test_languages_cost_as_many_queries_for_one_therapy_as_for_twelve(
    client, world, django_assert_max_num_queries
):
    def visits(number) -> list[int]:
        made = [
            world.tree.therapy(f"T {number}-{i}", image=picture(f"p{i}")) for i in range(number)
        ]
        page = world.tree.condition(f"C {number}", body=[("therapy", {"therapy": t}) for t in made])
        copy = page.copy_for_translation(german())
        publish(copy)
        for each in made[::2]:
            publish(each.copy_for_translation(german(), copy_parents=True))
        client.get(copy.url)  # makes renditions
        asked = []
        with kept_facts():
            for most in (MOST_AT_FIRST, MOST):
                with django_assert_max_num_queries(most) as captured:
                    assert client.get(copy.url).status_code == 200
                asked.append(len(captured))
        return asked

    assert visits(2) == visits(12)
