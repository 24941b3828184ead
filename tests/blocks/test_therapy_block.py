"""The therapy block: what it shows, what it falls back to, and when it is gone."""

import pytest
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText

from clinic_pages.pages.panels import hidden_blocks
from home.factories import StandardPageFactory
from tests.trees import read, texts


def therapy_block(therapy, **overrides):
    return ("therapy", {"therapy": therapy, **overrides})


def restrict(page):
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open sesame"
    )


def test_shows_the_shared_text_under_the_therapy_and_condition_names(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Very fine needles.</p>")
    soup = read(client, tree.sciatica_with(therapy_block(acupuncture)))
    assert texts(soup, ".clinic-therapy h2") == ["Acupuncture for Sciatica"]
    assert "Very fine needles." in texts(soup, ".clinic-therapy")[0]


def test_heading_can_be_overridden_alone(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Very fine needles.</p>")
    page = tree.sciatica_with(therapy_block(acupuncture, heading_override="Needles help some"))
    soup = read(client, page)
    assert texts(soup, ".clinic-therapy h2") == ["Needles help some"]
    assert "Very fine needles." in texts(soup, ".clinic-therapy")[0]


def test_a_heading_may_name_the_condition(client, tree):
    heading = "Needles & {condition}, {nonsense}"
    page = tree.sciatica_with(therapy_block(tree.therapy(), heading_override=heading))
    assert texts(read(client, page), ".clinic-therapy h2") == ["Needles & sciatica,"]


def test_text_can_be_overridden_alone(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Very fine needles.</p>")
    page = tree.sciatica_with(therapy_block(acupuncture, text_override="<p>Only here.</p>"))
    soup = read(client, page)
    assert texts(soup, ".clinic-therapy h2") == ["Acupuncture for Sciatica"]
    assert "Only here." in texts(soup, ".clinic-therapy")[0]
    assert "Very fine needles." not in soup.get_text()


@pytest.mark.parametrize("empty", ["", "<p></p>", '<p data-block-key="a"></p>', "<p>\xa0 </p>"])
def test_an_emptied_override_is_none(client, tree, empty):
    acupuncture = tree.therapy(shared_text="<p>Very fine needles.</p>")
    page = tree.sciatica_with(
        therapy_block(acupuncture, heading_override="  ", text_override=RichText(empty))
    )
    soup = read(client, page)
    assert texts(soup, ".clinic-therapy h2") == ["Acupuncture for Sciatica"]
    assert "Very fine needles." in texts(soup, ".clinic-therapy")[0]


def test_on_a_page_that_is_no_condition_the_heading_is_the_therapys_own(client, tree):
    about = StandardPageFactory(parent=tree.home, body=[therapy_block(tree.therapy())])
    assert texts(read(client, about), ".clinic-therapy h2") == ["Acupuncture"]


def test_an_edit_of_the_therapy_reaches_every_page_at_once(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Old words.</p>")
    sciatica = tree.sciatica_with(therapy_block(acupuncture))
    knee = tree.condition("Knee pain", body=[therapy_block(acupuncture)])
    acupuncture.shared_text = "<p>New words.</p>"
    acupuncture.title = "Fine needling"
    acupuncture.save_revision().publish()
    for page in (sciatica, knee):
        soup = read(client, page)
        assert texts(soup, ".clinic-therapy h2") == [f"Fine needling for {page.title}"]
        assert "New words." in soup.get_text()
        assert "Old words." not in soup.get_text()


def test_an_unpublished_edit_of_the_therapy_is_not_shown(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Published words.</p>")
    page = tree.sciatica_with(therapy_block(acupuncture))
    acupuncture.shared_text = "<p>Draft words.</p>"
    acupuncture.save_revision()
    soup = read(client, page)
    assert "Published words." in soup.get_text()
    assert "Draft words." not in soup.get_text()


HIDINGS = {
    "never published": ({"publish": False}, lambda therapy: None, "is not published"),
    "unpublished": ({}, lambda therapy: therapy.unpublish(), "is not published"),
    "deleted": ({}, lambda therapy: therapy.delete(), "deleted"),
    "restricted": ({}, restrict, "is private"),
    "without text": ({"shared_text": "<p></p>"}, lambda therapy: None, "no shared text"),
}


@pytest.mark.parametrize("fields, hide, reason", HIDINGS.values(), ids=HIDINGS)
def test_a_therapy_that_visitors_may_not_see_leaves_no_trace(client, tree, fields, hide, reason):
    fields = {"shared_text": "<p>Secret words.</p>", **fields}
    hidden, cupping = tree.therapy(**fields), tree.therapy("Cupping")
    page = tree.sciatica_with(therapy_block(hidden), therapy_block(cupping))
    hide(Page.objects.get(pk=hidden.pk).specific)

    soup = read(client, page)
    assert texts(soup, ".clinic-therapy h2") == ["Cupping for Sciatica"]
    assert "Secret words." not in str(soup)
    assert "Acupuncture" not in str(soup)

    [(label, why)] = hidden_blocks(type(page).objects.get(pk=page.pk))
    assert label == "Block 1, Therapy"
    assert reason in why


@pytest.mark.parametrize("links", [1, 2])
def test_an_alias_is_as_private_as_its_source(client, tree, links):
    source = shown = tree.therapy(shared_text="<p>Secret words.</p>")
    condition = tree.condition("Secret condition", summary="Secret summary.")
    for number in range(links):
        shown = shown.create_alias(update_slug=f"needles-{number}")
        condition = condition.create_alias(update_slug=f"secret-{number}")
    block = ("related_condition", {"condition": condition})
    page = tree.sciatica_with(therapy_block(shown), block)
    restrict(source)
    restrict(tree.conditions.get_children().get(slug="secret-condition"))

    readable = [page, tree.therapies, tree.conditions, tree.home]
    html = " ".join(str(read(client, each)) for each in readable)
    html += client.get("/search/", {"q": "secret"}).content.decode()
    assert "Secret" not in html
    assert "Acupuncture" not in html
    assert "secret" not in client.get("/sitemap.xml").content.decode()
    assert "needles" not in client.get("/sitemap.xml").content.decode()


def test_a_restriction_of_the_whole_list_hides_its_therapies(client, tree):
    page = tree.sciatica_with(therapy_block(tree.therapy()))
    restrict(tree.therapies)
    assert texts(read(client, page), ".clinic-therapy") == []


def test_an_override_does_not_bring_back_a_therapy_that_is_not_offered(client, tree):
    acupuncture = tree.therapy()
    page = tree.sciatica_with(
        therapy_block(acupuncture, heading_override="Needles", text_override="<p>Only here.</p>")
    )
    acupuncture.unpublish()
    soup = read(client, page)
    assert texts(soup, ".clinic-therapy") == []
    assert "Only here." not in soup.get_text()


def test_an_override_makes_up_for_a_missing_shared_text(client, tree):
    acupuncture = tree.therapy(shared_text="")
    page = tree.sciatica_with(therapy_block(acupuncture, text_override="<p>Only here.</p>"))
    assert "Only here." in texts(read(client, page), ".clinic-therapy")[0]


def test_inside_a_members_area_its_own_therapies_are_shown(client, tree):
    acupuncture = tree.therapy(shared_text="<p>Very fine needles.</p>")
    page = tree.sciatica_with(therapy_block(acupuncture))
    restrict(tree.home)
    session = client.session
    session["passed_page_view_restrictions"] = [PageViewRestriction.objects.get().pk]
    session.save()
    assert "Very fine needles." in read(client, page).get_text()


def test_the_preview_says_why_a_block_is_not_shown(tree, rf, admin_user):
    acupuncture = tree.therapy(publish=False)
    page = tree.sciatica_with(therapy_block(acupuncture))
    response = page.make_preview_request(preview_mode="")
    assert "Visitors do not see this block." in response.content.decode()
    assert "is not published" in response.content.decode()


def test_the_edit_form_says_why_a_block_is_not_shown(admin_client, tree):
    acupuncture = tree.therapy(publish=False)
    page = tree.sciatica_with(therapy_block(acupuncture))
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "Visitors do not see these blocks of this page:" in html
    assert "“Acupuncture” is not published." in html


def test_therapies_together_links_those_that_visitors_may_see(client, tree):
    shown = [tree.therapy(), tree.therapy("Cupping")]
    draft = tree.therapy("Moxibustion", publish=False)
    page = tree.sciatica_with(("therapies_together", {"therapies": [*shown, draft]}))
    soup = read(client, page)
    links = [a["href"] for a in soup.select(".clinic-therapies-together a")]
    assert links == ["/therapies/acupuncture/", "/therapies/cupping/"]
    assert "Moxibustion" not in str(soup)


def test_one_therapy_alone_is_not_together(client, tree):
    page = tree.sciatica_with(("therapies_together", {"therapies": [tree.therapy()]}))
    assert texts(read(client, page), ".clinic-therapies-together") == []
    [(label, _why)] = hidden_blocks(page)
    assert label == "Block 1, Therapies together"
