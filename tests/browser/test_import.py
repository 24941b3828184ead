"""A folder of files becomes pages: uploaded, one guess corrected, imported, published."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.editing import sign_in
from tests.browsing import TIMEOUT
from tests.importing.writers import WRITERS, Section

NAMES = ("Gout", "Vertigo", "Eczema", "Asthma", "Migraine", "Insomnia", "Tinnitus", "Sinusitis")


@pytest.fixture
def editor(django_user_model, db):
    return django_user_model.objects.create_superuser("mara", password="a-long-password")


@pytest.fixture
def folder(tmp_path):
    """A file in each shape, about a condition each."""
    files = []
    names = [*NAMES, "Shingles", "Whiplash"]
    for (shape, writer), name in zip(WRITERS.items(), names, strict=True):
        sections = [
            Section(f"What is {name}?", ["Many people have it for some weeks, and then no more."]),
            Section(f"Cupping for {name}", ["Warm cups are placed on the back for a while."]),
            Section(f"Sound bath for {name}", ["You lie still and hear bowls."]),
        ]
        path = tmp_path / f"{name.lower()}-{shape}"
        content = writer(sections)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        files.append(path)
    return files


def test_a_folder_of_ten_files(page: Page, phone: Page, tree, editor, folder):
    tree.therapy("Cupping", shared_text="")
    sign_in(page)
    page.goto("/admin/clinic-pages/import/")
    page.get_by_label("Files").set_input_files(folder)
    page.get_by_role("button", name="Read the files").click()
    expect(page.get_by_text("10 files: read.")).to_be_visible()

    gout = page.get_by_role("region", name="Gout")
    guess = gout.get_by_label("Sound bath for Gout")
    expect(guess).to_have_value("section")
    expect(gout.get_by_label("Cupping for Gout")).to_have_value("therapy")
    guess.select_option("therapy")
    page.get_by_role("button", name="Import as drafts").click()
    expect(page.get_by_text("10 files: imported as drafts.")).to_be_visible()
    expect(gout.get_by_text("Sound bath: new therapy")).to_be_visible()
    assert phone.request.get("/conditions/gout/").status == 404

    # Without a worker the pages are published before there is an answer.
    page.get_by_role("button", name="Publish these pages").click(timeout=3 * TIMEOUT)
    expect(page.get_by_text("10 files: published.")).to_be_visible()
    for name in ("gout", "whiplash"):
        phone.goto(f"/conditions/{name}/")
        expect(phone.get_by_role("heading", name=f"Cupping for {name.title()}")).to_be_visible()
    phone.goto("/therapies/sound-bath/")
    expect(phone.get_by_text("You lie still and hear bowls.")).to_be_visible()
