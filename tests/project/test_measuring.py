"""What the gates, Lighthouse and the screenshots make of what they are given."""

import pytest

from scripts import lighthouse, markers, screenshots
from scripts.addresses import FIXED, Address, of_pages, of_path, unannounced

# None of it depends on the kind of database.
pytestmark = pytest.mark.once

BASE = "http://127.0.0.1:8000"


def report(performance=1.0, seo=1.0) -> dict:
    numbers = {
        "cumulative-layout-shift": 0,
        "largest-contentful-paint": 1234.5,
        "total-byte-weight": 54_321,
    }
    audits = {name: {"numericValue": value, "score": 1} for name, value in numbers.items()}
    audits["network-requests"] = {"details": {"items": [{}, {}, {}]}}
    audits["crawlable"] = {"score": seo, "title": "Page is blocked from indexing"}
    audits["manual"] = {"score": None, "title": "Never shown"}
    scores = {"performance": performance, "accessibility": 1, "best-practices": 1, "seo": seo}
    references = [{"id": name, "weight": 1} for name in ("crawlable", "manual")]
    return {
        "lighthouseVersion": "12.8.2",
        "environment": {"hostUserAgent": "Mozilla/5.0 HeadlessChrome/140.0.0.0 Safari/537.36"},
        "audits": audits,
        "categories": {
            name: {"score": score, "auditRefs": references if name == "seo" else []}
            for name, score in scores.items()
        },
    }


def test_lighthouse_shows_medians_and_what_failed():
    reports = {"/": [report(), report(0.5), report(0.9)], "/search/": [report(seo=0)] * 3}
    rows = lighthouse.table(reports).splitlines()
    assert rows[2] == "| `/` | 90 | 100 | 100 | 100 | 0.000 | 1.2 s | 54,321 | 3 |"
    assert rows[3].startswith("| `/search/` | 100 | 100 | 100 | 0 |")
    assert rows[5:7] == ["- `/search/`: seo: Page is blocked from indexing.", ""]
    assert "Lighthouse 12.8.2, Chromium 140.0.0.0" in rows[-1]


def test_only_what_is_between_the_markers_changes(tmp_path):
    document = tmp_path / "a.md"
    document.write_text("Before\n<!-- a -->\nold\n<!-- /a -->\n<!-- b -->\nB\n<!-- /b -->\n")
    markers.fill(document, "a", r"new \1")
    assert document.read_text() == (
        "Before\n<!-- a -->\nnew \\1\n<!-- /a -->\n<!-- b -->\nB\n<!-- /b -->\n"
    )
    with pytest.raises(ValueError, match="no markers for c"):
        markers.fill(document, "c", "")


def test_the_sitemap_may_name_more_than_pages():
    known = [of_path("/", "HomePage"), of_path("/therapies/", "TherapyIndexPage")]
    sitemap = "".join(
        f"<loc>{BASE}{path}</loc>" for path in ("/", "/therapies/", "/therapies/a/b/")
    )
    assert unannounced(sitemap, BASE, known) == [
        Address("/therapies/a/b/", "below a page", "therapies-a-b")
    ]


def test_every_public_page_has_an_address(tree):
    tree.condition("Sciatica")
    tree.condition("Draft").unpublish()
    addresses = of_pages()
    assert Address("/conditions/sciatica/", "ConditionPage", "conditions-sciatica") in addresses
    assert addresses[0].name == "home"
    assert not [address for address in addresses if "draft" in address.path]
    assert len({address.name for address in (*addresses, *FIXED)}) == len(addresses) + len(FIXED)


def test_pictures_of_one_page_of_each_kind_or_of_those_asked_for():
    first, second, other = (
        *(Address("/a/", "A", "a"), Address("/a/2/", "A", "a-2")),
        Address("/b/", "B", "b"),
    )
    assert screenshots.chosen([first, second, other]) == [first, other]
    assert screenshots.chosen([first, second, other], "a/2") == [second]
    with pytest.raises(SystemExit, match="No address"):
        screenshots.chosen([first], "nowhere")
