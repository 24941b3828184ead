"""A page that was exported is read back as it was."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from clinic_pages.importing import ImportFailed, import_files
from clinic_pages.importing.exports import read_state, state_of, write_state
from clinic_pages.models import ConditionPage
from clinic_pages.pages.finding_aids import ConditionBodyArea
from home.factories import BodyAreaFactory, BookingSnippetFactory

from .shapes.documents import png
from .test_import_condition import database

pytestmark = pytest.mark.django_db

RICH = (
    "<p>Some <b>bold</b>, <i>slanted</i> and *plain* words: 1. no list, # no heading.</p>"
    '<h3>Within</h3><ul><li>one<ul><li>in it</li></ul></li><li>a "quote" &amp; more</li></ul>'
    '<ol><li>first</li><li>second</li></ol><p>a<br/>b <a href="https://x.example/?a=1&amp;b=2">c</a></p>'
)


def section(text, heading=""):
    return "section", {"heading": heading, "text": text}


def make_image():
    file = ContentFile(png().getvalue(), name="toe.png")
    return get_image_model().objects.create(title="Toe", file=file, width=60, height=40)


def export(folder, *slugs) -> str:
    call_command("export_conditions", *slugs, to=str(folder))
    [first, *_others] = sorted(folder.glob("*.md"))
    return first.read_text()


def test_a_page_with_everything_is_read_back_without_a_difference(tree, tmp_path):
    acupuncture = tree.therapy()
    knee = tree.condition("Knee")
    link = f'<p>See <a linktype="page" id="{knee.pk}">knees</a>.</p>'
    picture = {"image": make_image(), "alt_text": "A toe", "decorative": False}
    page = tree.condition(
        "Gout & more: “it”",
        slug="gout",
        alternate_names="Toe -- pain\nPodagra",
        summary='Says "much": --> and more.',
        booking_snippet=BookingSnippetFactory(name="Gout"),
        body=[
            section(RICH, "What is *gout*?"),
            section(link, ""),
            ("therapy", {"therapy": acupuncture}),
            (
                "therapy",
                {"therapy": acupuncture, "heading_override": "Needles", "text_override": RICH},
            ),
            (
                "table",
                {"caption": "Fees", "rows": "| a | b\\|c |\n| 1 | [2](/x/) |", "has_head": True},
            ),
            ("image", {"image": picture, "caption": "Toe"}),
            ("key_facts", {"facts": [{"term": "How long", "detail": "<p>Days -- or weeks</p>"}]}),
            ("booking", None),
        ],
    )
    page.body_areas = [ConditionBodyArea(body_area=BodyAreaFactory(name="Foot"))]
    page.save_revision().publish()
    before = state_of(ConditionPage.objects.get(pk=page.pk), tree.site)
    text = export(tmp_path, "gout")
    assert "## What is \\*gout\\*?" in text and "- one\n  - in it" in text
    assert "| a | b\\|c |\n| --- | --- |\n| 1 | [2](</x/>) |" in text
    rows = database()
    [report] = import_files([tmp_path / "gout.md"]).files
    assert "the page says the same" in report.outcome
    assert database() == rows

    ConditionPage.objects.get(pk=page.pk).delete()
    [report] = import_files([tmp_path / "gout.md"], publish=True).files

    again = ConditionPage.objects.get(slug="gout")
    after = state_of(again, tree.site)
    assert (after.fields, after.blocks) == (before.fields, before.blocks)
    assert again.live and not report.notes


def test_what_an_editor_changes_in_the_file_is_on_the_page(tree, tmp_path):
    page = tree.condition("Gout", body=[section("<p>It hurts.</p>", "What is gout?")])
    text = export(tmp_path)
    page.delete()
    (tmp_path / "gout.md").write_text(text.replace("It hurts.", "It **really** hurts."))
    import_files([tmp_path / "gout.md"])
    [block] = ConditionPage.objects.get(title="Gout").get_latest_revision_as_object().body
    assert block.value["text"].source == "<p>It <b>really</b> hurts.</p>"


def test_an_editors_page_is_not_overwritten(tree, tmp_path):
    tree.condition("Gout", body=[section("<p>It hurts.</p>")])
    text = export(tmp_path)
    (tmp_path / "gout.md").write_text(text.replace("hurts", "aches"))
    with pytest.raises(ImportFailed, match="was not made by an import"):
        import_files([tmp_path / "gout.md"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type": "key_facts"', '"type": "unheard_of"'),
        ('"value": {', '"value": [{'),
        ('"facts": [', '"facts": {"a": '),
        ('"facts": [{', '"facts": [7, {'),
        ('"url": "https:', '"url": "javascript:'),
    ],
)
def test_a_file_that_says_nonsense_of_blocks_changes_nothing(tree, tmp_path, old, new):
    page = tree.condition(
        "Gout",
        body=[
            ("key_facts", {"facts": [{"term": "a", "detail": "<p>b</p>"}]}),
            ("references", {"references": [{"citation": "A book", "url": "https://x.example"}]}),
        ],
    )
    text = export(tmp_path)
    assert old in text
    page.delete()
    (tmp_path / "gout.md").write_text(text.replace(old, new))
    before = database()
    try:
        import_files([tmp_path / "gout.md"])
    except ImportFailed as failed:
        assert "gout.md" in str(failed)
        assert database() == before
    else:
        # A block that this site does not know is left out.
        assert "unheard_of" in new


def test_scripts_in_rich_text_of_a_file_are_lost(tree, tmp_path, client):
    page = tree.condition(
        "Gout", body=[("key_facts", {"facts": [{"term": "a", "detail": "<p>b</p>"}]})]
    )
    text = export(tmp_path)
    page.delete()
    evil = "<p onclick='evil()'>b<script>evil()</script><a href='javascript:evil()'>c</a></p>"
    (tmp_path / "gout.md").write_text(text.replace("<p>b</p>", evil.replace('"', '\\"')))
    import_files([tmp_path / "gout.md"], publish=True)
    html = client.get("/conditions/gout/").content.decode()
    assert "evil" not in html and re.search(r"b(<a>)?c", html)


def test_all_pages_or_those_that_are_named(tree, tmp_path, capsys):
    tree.condition("Gout")
    tree.condition("Knee")
    call_command("export_conditions", to=str(tmp_path / "all"))
    assert {each.name for each in (tmp_path / "all").iterdir()} == {"gout.md", "knee.md"}
    assert "Wrote 2 conditions as 2 files" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no condition flu"):
        call_command("export_conditions", "gout", "flu", to=str(tmp_path / "some"))


def test_an_editor_downloads_a_page_and_nobody_else_does(tree, admin_client, client):
    page = tree.condition("Gout", body=[section("<p>It hurts.</p>", "What is gout?")])
    edit = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    address = f"/admin/clinic-pages/export/{page.pk}/"
    assert address in edit
    response = admin_client.get(address)
    assert response["Content-Disposition"] == 'attachment; filename="gout.md"'
    assert read_state(response.content.decode(), "").fields["title"] == "Gout"
    assert client.get(address).status_code == 302


@pytest.mark.usefixtures("demo")
def test_every_page_of_the_demo_is_read_back_without_a_difference(tmp_path):
    pages = list(ConditionPage.objects.order_by("path"))
    call_command("export_conditions", to=str(tmp_path))
    before = {page.title: state_of(page, page.get_site()) for page in pages}
    assert len(list(tmp_path.glob("*.md"))) == len(pages) > 5
    for page in pages:
        ConditionPage.objects.get(pk=page.pk).delete()

    import_files(sorted(tmp_path.glob("*.md")), publish=True)
    # Pages that name one another come in two rounds.
    for title, state in before.items():
        again = state_of(ConditionPage.objects.get(title=title), pages[0].get_site())
        assert write_state(again) == write_state(state), title
