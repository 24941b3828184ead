"""Old addresses lead to the end at once; no redirect ever leads in a circle."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from clinic_pages.models import ConditionBodyArea, ConditionPage, TherapyPage
from home.factories import BodyAreaFactory, StandardPageFactory

# Where NULL is sorted, and what a pattern finds, differs between databases.
pytestmark = pytest.mark.postgres


@pytest.fixture
def renaming(django_capture_on_commit_callbacks):
    def rename(page, slug):
        page = Page.objects.get(pk=page.pk).specific
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return rename


def follow(client, address) -> tuple[list[str], int]:
    """The addresses a visitor is sent to, and the last answer."""
    response = client.get(address, follow=True)
    return [url for url, _code in response.redirect_chain], response.status_code


def redirects() -> dict[str, str]:
    return {each.old_path: each.link for each in Redirect.objects.all()}


def test_old_addresses_lead_at_once_to_the_last(client, tree, renaming):
    page = tree.condition()
    renaming(page, "b")
    renaming(page, "c")
    for old in ("/conditions/sciatica/", "/conditions/b/", "/conditions/b"):
        assert follow(client, old)[0][-1] == "/conditions/c/"
        assert client.get("/conditions/b/").status_code == 301
    assert follow(client, "/conditions/sciatica/") == (["/conditions/c/"], 200)


def test_a_page_that_is_back_leaves_no_circle(client, tree, renaming):
    page = tree.condition()
    renaming(page, "b")
    renaming(page, "sciatica")
    assert redirects() == {"/conditions/b": "/conditions/sciatica/"}
    ConditionPage.objects.get().unpublish()
    assert follow(client, "/conditions/sciatica/") == ([], 404)


def test_a_list_takes_what_lies_under_it_along(client, tree, renaming):
    page = tree.condition(body_areas=[ConditionBodyArea(body_area=BodyAreaFactory(name="Back"))])
    renaming(tree.conditions, "complaints")
    assert follow(client, "/conditions/sciatica/") == (["/complaints/sciatica/"], 200)
    assert follow(client, "/conditions/where/back/") == (["/complaints/where/back/"], 200)
    renaming(tree.conditions, "conditions")
    assert "/conditions/sciatica" not in redirects()
    ConditionPage.objects.get(pk=page.pk).unpublish()
    assert follow(client, "/conditions/sciatica/") == ([], 404)


def test_a_move_and_back(client, tree, django_capture_on_commit_callbacks):
    page = StandardPageFactory(parent=tree.home, title="About")
    below = StandardPageFactory(parent=page, title="Team")
    other = StandardPageFactory(parent=tree.home, title="Other")
    for target, address in ((other, "/other/about/team/"), (tree.home, "/about/team/")):
        with django_capture_on_commit_callbacks(execute=True):
            Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), pos="last-child")
        assert client.get(address).status_code == 200
    assert follow(client, "/other/about/team/") == (["/about/team/"], 200)
    Page.objects.get(pk=below.pk).unpublish()
    assert follow(client, "/about/team/") == ([], 404)


def test_an_unpublished_page_is_a_404(client, tree):
    page = tree.condition()
    page.unpublish()
    assert follow(client, "/conditions/sciatica/") == ([], 404)


def test_filters_follow_a_renamed_choice(
    client, tree, renaming, django_capture_on_commit_callbacks
):
    area, therapy = BodyAreaFactory(name="Back"), tree.therapy()
    block = ("therapy", {"therapy": therapy})
    tree.condition(body=[block], body_areas=[ConditionBodyArea(body_area=area)])
    for slug in ("lower-back", "spine"):
        area.slug = slug
        area.save()
    renaming(therapy, "needles")
    for old in ("back", "lower-back"):
        assert follow(client, f"/conditions/where/{old}/") == (["/conditions/where/spine/"], 200)
    assert follow(client, "/conditions/therapy/acupuncture/") == (
        ["/conditions/therapy/needles/"],
        200,
    )
    area.slug = "back"
    area.save()
    assert follow(client, "/conditions/where/back/") == ([], 200)
    assert follow(client, "/conditions/where/spine/") == (["/conditions/where/back/"], 200)


def test_a_therapy_renamed_while_it_is_unpublished_keeps_its_filter(
    client, tree, renaming, django_capture_on_commit_callbacks
):
    therapy = tree.therapy()
    tree.condition(body=[("therapy", {"therapy": therapy})])
    therapy.unpublish()
    therapy.slug = "needles"
    with django_capture_on_commit_callbacks(execute=True):
        therapy.save()
    renaming(therapy, "needles")
    assert follow(client, "/conditions/therapy/acupuncture/") == (
        ["/conditions/therapy/needles/"],
        200,
    )


# --- Redirects that editors make -----------------------------------------------------------------


def test_chains_by_hand_collapse_from_both_ends(client, tree):
    page = tree.condition()
    Redirect.add_redirect("/a/", "http://localhost/b/")
    Redirect.add_redirect("/b/", "http://localhost/c/")
    Redirect.add_redirect("/c/", page)
    Redirect.add_redirect("/0/", "/a/")
    assert redirects() == dict.fromkeys(["/0", "/a", "/b", "/c"], "/conditions/sciatica/")


def test_a_link_to_an_old_address_follows_the_page(client, tree, renaming):
    page = tree.condition()
    Redirect.add_redirect("/promo/", "http://localhost/conditions/sciatica/")
    renaming(page, "b")
    assert follow(client, "/promo/") == (["/conditions/b/"], 200)


def test_a_published_page_ends_the_way(client, tree):
    tree.condition()
    Redirect.add_redirect("/conditions/sciatica/", "https://elsewhere.example/")
    Redirect.add_redirect("/promo/", "http://localhost/conditions/sciatica/")
    assert redirects()["/promo"] == "http://localhost/conditions/sciatica/"


def test_scripts_make_no_circle(tree, caplog):
    Redirect.add_redirect("/a/", "http://localhost/b/")
    Redirect.add_redirect("/b/", "/c/")
    Redirect.add_redirect("/c/", "http://localhost/a/")
    Redirect.add_redirect("/d/", "/d")
    assert redirects() == {"/a": "/c/", "/b": "/c/"}
    assert "/d → /d" in caplog.text


def test_the_same_path_on_another_site_is_no_circle(tree):
    home = tree.home.copy(update_attrs={"slug": "other", "title": "Other"})
    Site.objects.create(hostname="other.example", root_page=home)
    Redirect.add_redirect("/a/", "http://other.example/a/", site=tree.site)
    assert redirects() == {"/a": "http://other.example/a/"}


def form(**fields):
    return {"old_path": "/b/", "site": "", "is_permanent": "on", "redirect_page": ""} | fields


def test_the_form_refuses_a_circle_and_says_why(admin_client, tree):
    client = admin_client
    Redirect.add_redirect("/a/", "http://localhost/b/")
    add = reverse("wagtailredirects:add")
    answer = client.post(add, form(redirect_link="http://localhost/a/"))
    assert "in a circle: /b → /a → /b" in answer.content.decode()
    assert client.post(add, form(redirect_link="http://localhost/b")).status_code == 200
    assert list(redirects()) == ["/a"]
    assert client.post(add, form(redirect_link="http://localhost/c/")).status_code == 302
    assert redirects() == {"/a": "http://localhost/c/", "/b": "http://localhost/c/"}

    edit = reverse("wagtailredirects:edit", args=[Redirect.objects.get(old_path="/b").pk])
    page = tree.condition(slug="b")
    refused = client.post(
        edit, form(old_path=page.url, redirect_link="", redirect_page=str(page.pk))
    )
    assert "in a circle" in refused.content.decode()
    kept = client.post(edit, form(redirect_link="", redirect_page=str(page.pk)))
    assert kept.status_code == 302


def test_therapies_keep_their_own_address_too(client, tree, renaming):
    renaming(tree.therapy(), "needles")
    assert follow(client, "/therapies/acupuncture/") == (["/therapies/needles/"], 200)
    assert TherapyPage.objects.get().slug == "needles"
