"""Tables and price lists, as a visitor reads them."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from clinic_pages.blocks import BodyBlock
from clinic_pages.blocks.tables import Stretch, cell_of, read_rows, stretches, write_rows
from tests.trees import read, texts

pytestmark = pytest.mark.django_db


def table(**fields):
    return "table", {"caption": "Fees", "rows": "What | Fee\nFirst | 60\nLater | 50", **fields}


def cells_of(soup, selector):
    return [[each.get_text(" ", strip=True) for each in row] for row in
            (row.select("th, td") for row in soup.select(f"{selector} tr"))]  # fmt: skip


def test_a_table_with_a_head_says_so_to_screen_readers(client, tree):
    soup = read(client, tree.sciatica_with(table(has_head=True)))
    assert cells_of(soup, ".clinic-table") == [["What", "Fee"], ["First", "60"], ["Later", "50"]]
    assert texts(soup, ".clinic-table caption") == ["Fees"]
    assert texts(soup, "thead th[scope=col]") == ["What", "Fee"]
    assert texts(soup, "tbody th[scope=row]") == ["First", "Later"]
    region = soup.select_one(".clinic-table")
    assert (region["role"], region["aria-label"], region["tabindex"]) == ("region", "Fees", "0")


def test_a_table_without_a_head_and_caption(client, tree):
    soup = read(client, tree.sciatica_with(table(caption="", has_head=False)))
    assert not soup.select(".clinic-table th") and not soup.select(".clinic-table caption")
    assert soup.select_one(".clinic-table")["aria-label"] == "Table"


def test_what_a_spreadsheet_copies_is_a_table():
    assert read_rows("a\tb\n\nc\n") == [["a", "b"], ["c", ""]]
    assert read_rows("| a | b\\|c |\n|  | d |") == [["a", "b|c"], ["", "d"]]


@given(st.lists(st.lists(st.text("ab |\\1", max_size=4), min_size=2, max_size=4), min_size=1))
def test_any_cells_are_read_as_they_were_written(rows):
    width = max(map(len, rows))
    full = [[" ".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows]
    assert read_rows(write_rows(full)) == full


def test_a_link_in_a_cell_leads_on_and_nothing_else_does(client, tree):
    rows = (
        "What | Fee\nFirst | see [our fees](/fees/?a=1&b=2) or [call](tel:+3531)\n"
        "Later | [run](javascript:evil) [out](//x.example) \\[as](/it/) <b>"
    )
    soup = read(client, tree.sciatica_with(table(rows=rows)))
    links = [(a.get_text(), a["href"]) for a in soup.select(".clinic-table a")]
    assert links == [("our fees", "/fees/?a=1&b=2"), ("call", "tel:+3531")]
    plain = "[run](javascript:evil) [out](//x.example) [as](/it/) <b>"
    assert soup.select(".clinic-table td")[1].get_text() == plain


STRETCHES = st.tuples(st.text("a[](/)\\ ", max_size=8), st.sampled_from(["", "/x/"]))


@given(st.lists(STRETCHES, max_size=4))
def test_any_words_of_a_cell_are_read_as_they_were_written(parts):
    told = [Stretch(*each) for each in parts]
    words = "".join(each.text for each in stretches(cell_of(told)))
    assert words.split() == "".join(each.text for each in told).split()
    is_link_kept = {each.href for each in stretches(cell_of([Stretch("a", "/x/")]))}
    assert is_link_kept == {"/x/"}


def test_a_table_that_is_too_wide_is_refused():
    block = BodyBlock().child_blocks["table"]
    with pytest.raises(ValidationError):
        block.clean(block.normalize({"rows": " | ".join("x" * 21)}))


def test_a_price_list_follows_the_therapies(client, tree):
    cupping = tree.therapy("Cupping", price_from=50, duration_minutes=30)
    herbs = tree.therapy("Herbs")
    draft = tree.therapy("Draft", publish=False, price_from=1)
    others = [{"name": "A first talk", "minutes": 20, "price": 0}]
    page = tree.sciatica_with(
        ("price_list", {"therapies": [cupping, herbs, draft], "others": others})
    )
    rows = [
        ["Treatment", "Duration", "Price"],
        ["Cupping", "30 minutes", "From €50"],
        ["Herbs", "–", "On request"],
        ["A first talk", "20 minutes", "€0"],
    ]
    soup = read(client, page)
    assert cells_of(soup, ".clinic-price-list") == rows
    assert texts(soup, ".clinic-price-list h2") == ["Prices"]
    assert soup.select_one(".clinic-price-list a")["href"] == cupping.url
    cupping.price_from = 55
    cupping.save_revision().publish()
    assert cells_of(read(client, page), ".clinic-price-list")[1][2] == "From €55"


def test_a_price_list_of_hidden_therapies_is_hidden(client, tree):
    draft = tree.therapy("Draft", publish=False, price_from=1)
    page = tree.sciatica_with(("price_list", {"therapies": [draft], "others": []}))
    assert not read(client, page).select(".clinic-price-list")
