"""The forms of pages: what is needed at once is open, the rest is folded and says what is empty."""

from bs4 import BeautifulSoup

from clinic_pages.blocks import BodyBlock
from tests.editors import open_form
from tests.trees import texts


def folded(soup) -> list[str]:
    return texts(soup, "#tab-content .w-panel.collapsed [data-panel-heading-text]")


def test_a_folded_group_says_what_is_empty(admin_client, tree):
    page = tree.condition(code="M54.3", alternate_names="Lumbago")
    assert folded(open_form(admin_client, page)) == [
        "Names and code (empty: name inside a sentence)",
        "How visitors find it (empty)",
        "Written and reviewed by (empty)",
        "Booking box (empty)",
    ]


def test_what_is_wrong_in_it_is_marked_for_wagtail_to_unfold(admin_client, tree):
    page = tree.condition()
    soup = open_form(admin_client, page)
    sent = {each["name"]: each.get("value", "") for each in soup.select("form input[name]")}
    sent |= {each["name"]: each.text for each in soup.select("form textarea[name]")}
    sent |= {"body-count": "0", "code": "sciatica", "action-publish": "on"}
    response = admin_client.post(f"/admin/pages/{page.pk}/edit/", sent)
    assert response.status_code == 200
    code = BeautifulSoup(response.content, "html.parser").select_one("#id_code")
    assert code["aria-invalid"] == "true"
    assert "collapsed" in code.find_parent("section", class_="w-panel")["class"]


def test_a_note_on_therapies_begins_with_two_places():
    block = BodyBlock().child_blocks["therapies_together"]
    assert len(block.get_default()["therapies"]) == 2


def test_scripts_of_blocks_come_after_what_they_build_on(admin_client, tree):
    address = f"/admin/pages/add/clinic_pages/conditionpage/{tree.conditions.pk}/"
    form = admin_client.get(address).content.decode()
    wagtails, ours = "wagtailimages/js/image-block", "clinic_pages/blocks/image_block"
    assert 0 < form.index(wagtails) < form.index(ours)
