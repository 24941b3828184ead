"""A page whose block lost what it shows can be published; a new block needs a choice."""

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from wagtail.models import Page

from clinic_pages.models import ConditionPage
from tests.trees import read, texts
from tests.worlds import picture


def form_for(page: ConditionPage, *blocks: dict):
    """The bound form of `page` with these blocks. blocks: {name in the form: value} of each."""
    data = QueryDict(mutable=True)
    data.update({"title": page.title, "slug": page.slug, "summary": "", "body-count": len(blocks)})
    for number, block in enumerate(blocks):
        before = f"body-{number}"
        data.update({f"{before}-deleted": "", f"{before}-order": number})
        data.update({f"{before}-{name}": value for name, value in block.items()})
    for relation in ("symptoms", "body_areas", "comments"):
        data.update({f"{relation}-TOTAL_FORMS": 0, f"{relation}-INITIAL_FORMS": 0})
    edit = type(page).get_edit_handler()
    return edit.get_form_class()(data, instance=page, for_user=User(is_superuser=True))


def therapy_block(block_id: str = "", therapy="") -> dict:
    return {"type": "therapy", "id": block_id, "value-therapy": therapy}


@pytest.fixture
def page(tree) -> ConditionPage:
    """One that lost the first of its two therapies."""
    lost, kept = tree.therapy("Lost"), tree.therapy("Kept", shared_text="<p>Ours.</p>")
    made = tree.condition(
        body=[("therapy", {"therapy": lost}), ("therapy", {"therapy": kept})],
    )
    lost.delete()
    return ConditionPage.objects.get(pk=made.pk)


def blocks_of(page) -> list[dict]:
    return [
        therapy_block(raw["id"], raw["value"]["therapy"] if number else "")
        for number, raw in enumerate(page.body.raw_data)
    ]


def errors_of(form) -> list[str]:
    return list(form.errors)


def test_it_can_be_published_again_and_again(page, client):
    for _time in range(2):
        form = form_for(page, *blocks_of(page))
        assert not errors_of(form)
        form.save(commit=False).save_revision().publish()
        page = ConditionPage.objects.get(pk=page.pk)
    assert texts(read(client, page), ".clinic-therapy h2") == ["Kept for Sciatica"]


def test_no_more_blocks_may_stand_empty(page):
    form = form_for(page, *blocks_of(page), therapy_block())
    assert errors_of(form) == ["body"]


def test_a_new_block_needs_a_choice(tree):
    page = tree.condition(body=[])
    assert errors_of(form_for(page, therapy_block())) == ["body"]


def test_a_lost_picture_is_no_obstacle_either(tree):
    image = picture("gone")
    page = tree.condition(body=[("image", {"image": image, "caption": "Needles"})])
    image.delete()
    page = ConditionPage.objects.get(pk=page.pk)
    block = {
        "type": "image",
        "id": page.body.raw_data[0]["id"],
        "value-image-image": "",
        "value-image-alt_text": "",
        "value-caption": "Needles",
    }
    assert not errors_of(form_for(page, block))
    assert errors_of(form_for(page, block, {**block, "id": ""})) == ["body"]
    assert Page.objects.filter(pk=page.pk).exists()
