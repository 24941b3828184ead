"""What the benchmarks make of what they measured: rows, a chart, who saw what of a publish."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from benchmarks import chart, clicks, edge, whole
from benchmarks.__main__ import PARTS
from benchmarks.bare.plant import blocks
from benchmarks.report import README
from benchmarks.rows import Goal, Result, Row, figure, table
from benchmarks.sizes import letter_of
from scripts.wrk import Load

# None of it asks a database.
pytestmark = pytest.mark.once

SVG = "{http://www.w3.org/2000/svg}"
TWICE = Goal(2)
MET = Row("list : bare", TWICE, 1.5, "30 : 45")
MISSED = Row("hit : view", Goal(0.9, at_most=False), 0.45, "9 : 20")
NOTHING = Row("evicted", Goal(0, unit=" pages"), 3, "of 9")
MISSING = Row("cache", TWICE, None, "there is none")


@pytest.mark.parametrize(
    ("goal", "measured", "is_met", "share"),
    [
        (Goal(2), 2, True, 1),
        (Goal(2), 5, False, 2.5),
        (Goal(0.9, at_most=False), 1.8, True, 0.5),
        (Goal(0.9, at_most=False), 0.45, False, 2),
        (Goal(0), 0, True, None),
        (Goal(0), 1, False, None),
    ],
)
def test_a_goal_is_met_or_missed_by_some_share(goal, measured, is_met, share):
    assert (goal.is_met(measured), goal.share(measured)) == (is_met, share)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (1.0, "1"), (0.456, "0.46"), (23.45, "23.4"), (1234.5, "1,234"), (60, "60")],
)
def test_figures_have_as_many_digits_as_tell_something(value, shown):
    assert figure(value) == shown


def test_the_table_says_of_each_row_what_came_of_it():
    lines = table([MET, MISSED, MISSING]).splitlines()
    assert lines[2:] == [
        "| list : bare | ≤ 2 × | 1.50 × | met | 30 : 45 |",
        "| hit : view | ≥ 0.9 × | 0.45 × | **missed** | 9 : 20 |",
        "| cache | ≤ 2 × |  | not measured | there is none |",
    ]
    assert {line.count(" | ") for line in lines} == {4}


def test_a_result_comes_back_from_its_file(tmp_path):
    result = Result([MET, MISSED, MISSING], "more")
    result.save(tmp_path / "file")
    assert Result.saved(tmp_path / "file") == result


def test_all_that_the_chart_shows_can_be_read():
    svg = ElementTree.fromstring(chart.chart([MET, MISSED, NOTHING, MISSING], "Fast & slow"))
    words = svg.find(f"{SVG}desc").text
    assert svg.find(f"{SVG}title").text == "Fast & slow"
    assert words == (
        "list : bare: 1.50 ×, goal ≤ 2 ×, met. hit : view: 0.45 ×, goal ≥ 0.9 ×, missed."
    )
    shown = [text.text for text in svg.findall(f"{SVG}text")]
    assert shown == [
        "Fast & slow",
        *("list : bare", "1.50 ×, goal ≤ 2 ×, met"),
        *("hit : view", "0.45 ×, goal ≥ 0.9 ×, missed"),
        "goal",
    ]


def test_bars_of_the_chart_reach_their_goal_or_beyond():
    svg = ElementTree.fromstring(chart.chart([MET, MISSED], ""))
    goal = float(svg.find(f"{SVG}line").get("x1")) - chart.NAMES
    bars = {
        bar.get("class"): float(bar.get("width")) / goal
        for bar in svg.findall(f"{SVG}rect")
        if bar.get("x")
    }
    assert bars == {"met": pytest.approx(0.75), "missed": pytest.approx(2)}


def test_all_results_go_into_one_table_and_the_chart(tmp_path, monkeypatch):
    readme = tmp_path / "README.md"
    places = ["table", "therapies", "therapies-sqlite"]
    readme.write_text("\n".join(f"<!-- {name} -->\n\n<!-- /{name} -->" for name in places))
    monkeypatch.setattr(whole, "README", readme)
    monkeypatch.setattr(whole, "CHART", tmp_path / "chart.svg")
    results = {
        whole.Job("therapies"): Result([MET], "story"),
        whole.Job("hit"): Result([MISSED], ""),
        whole.Job("therapies", on_sqlite=True): Result([MET], "other story"),
    }
    whole.write(results, "head")
    written = readme.read_text()
    assert "head\n\n| what" in written
    assert "| list : bare (SQLite) |" in written
    assert "<!-- therapies -->\nstory\n<!-- /therapies -->" in written
    assert "<!-- therapies-sqlite -->\nother story\n" in written
    assert "hit : view: 0.45" in (tmp_path / "chart.svg").read_text()


def test_each_part_is_told_of_and_what_it_tells_has_a_place():
    readme = README.read_text()
    assert all(f"`{name}`" in readme or f"benchmarks {name}" in readme for name in PARTS)
    without_a_story = {"hit", "nginx", "edge", "clicks", "desk", "desk-sqlite"}
    jobs = {job.place for job in whole.jobs(PARTS, "large")} - without_a_story
    assert {name for name in ("table", *jobs) if f"<!-- {name} -->" not in readme} == set()


def test_the_makefile_asks_for_all_of_them():
    makefile = (Path(whole.ROOT) / "Makefile").read_text()
    assert "-m benchmarks all --size=$(SIZE)" in makefile


def test_the_bare_page_has_the_same_words():
    html = """<main><h1>Title</h1><p>One <b>two</b> &amp; three</p><ul><li>four<li>five</ul>
        <h2>Six</h2><div>seven <p>eight</p></div><script>nine</script></main>"""
    main = BeautifulSoup(html, "html.parser").main
    title = main.h1.extract().get_text()
    made = list(blocks(main))
    assert [kind for kind, _text in made] == ["paragraph", "heading", "paragraph"]
    text = BeautifulSoup(" ".join(text for _kind, text in made), "html.parser").get_text(" ")
    words = " ".join([title, *text.split()])
    assert words == "Title One two & three four five Six seven eight"


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ('<a href="/conditions/letter/s/" aria-current="page">S</a>', "/conditions/letter/s/"),
        ('<a href="/conditions/?letter=s&amp;page=1">S</a>', "/conditions/?letter=s&page=1"),
        ('<a href="#letter-s">S</a> <a href="/conditions/sprain/">Sprain</a>', "/conditions/"),
    ],
)
def test_the_letter_is_where_the_list_leads_to(html, path):
    assert letter_of(html.encode()) == path


def visit(path, asked_at, text, took=0.1):
    return edge.Visit(path, asked_at, asked_at + took, text)


def test_who_saw_what_of_a_publish():
    watch = edge.Watch(None, ["/a/", "/b/"])
    watch.visits += [
        visit("/a/", 9.5, "old"),
        visit("/a/", 10.2, "old"),
        visit("/b/", 10.3, "new"),
        visit("/a/", 11.4, "old"),
        visit("/a/", 12.4, "new"),
        visit("/a/", 13.0, "new"),
    ]
    click = {"began": 10, "ended": 10.4, "words": "new"}
    seen = edge.seen(watch, "old", click, others=7, evicted=1)
    assert seen == edge.Seen(
        shown_on=2,
        others=7,
        last_stale=pytest.approx(1.5),
        all_new=pytest.approx(2.5),
        stale_later=1,
        evicted=1,
        click=pytest.approx(0.4),
    )
    assert not watch.paths_without("new") and watch.paths_without("newer") == {"/a/", "/b/"}


def test_a_workers_rate_is_from_the_first_task_to_the_last():
    done = {
        "purge_in_front": {"tasks": 2, "began": 0, "ended": 1},
        "purge_sites": {"tasks": 1, "began": 1, "ended": 2},
        "reindex_pages": {"tasks": 25, "began": 2, "ended": 12},
    }
    goal = Goal(500, at_most=False, unit=" pages/s")
    assert clicks.rate(done, "purge", 5_000, goal).measured == 2_500
    assert clicks.rate(done, "reindex", 5_000, goal).measured == 500
    assert clicks.rate({}, "purge", 5_000, goal).measured is None


def test_half_of_what_was_under_way_counts():
    assert Load(4, 10, 5.0, 0.4, 0.6).rate == 2.4
    assert Load(4, 0, 5.0, 5.0, 5.0).rate == 0.4
