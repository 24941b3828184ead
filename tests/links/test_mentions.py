"""Which words of a rich text could become a link."""

import re
from time import perf_counter

import pytest

from clinic_pages.links.mentions import NameIndex, insert_link, mentions

NAMES = NameIndex(
    [
        ("Sciatica", 1),
        ("Low back pain", 2),
        ("Back pain", 3),
        ("Bell's palsy", 4),
        ("Knee & hip", 5),
        ("Condition", 6),
        ("Straße", 7),
        ("Pain (acute)", 8),
        ("IBS", 9),
        ("a 1 2 3", 9),
        ("sciatica", 10),
    ]
)


def found(html) -> list[tuple[str, int]]:
    return [(mention.words, mention.owner) for mention in mentions(html, NAMES)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>SCIATICA hurts. So does sciatica.</p>", [("SCIATICA", 1), ("sciatica", 1)]),
        ("<p>sciaticas, presciatica, sciatica_2, post-sciatica</p>", []),
        ("<p>sciatica-like, non\u2011sciatica, xsciatica</p>", []),
        ("<p>sciatica\u0301</p>", [("sciatica\u0301", 1)]),
        ("<p>(sciatica), l’sciatica’s</p>", [("sciatica", 1)] * 2),
        ("<p>low back pain and back pain</p>", [("low back pain", 2), ("back pain", 3)]),
        ("<p>low <br/>back pain</p>", [("back pain", 3)]),
        ("<ul><li>low</li><li>back pain</li></ul>", [("back pain", 3)]),
        ("<p>low&nbsp;back\n pain</p>", [("low\xa0back\n pain", 2)]),
        ("<p>Bell’s palsy, bell&#39;s palsy</p>", [("Bell’s palsy", 4), ("bell's palsy", 4)]),
        ("<p>Bellʼs\u00a0pal\u200bsy</p>", [("Bellʼs\u00a0pal\u200bsy", 4)]),
        ("<p>knee &amp; hip, knee & hip</p>", [("knee & hip", 5)] * 2),
        ("<p>STRASSE</p>", [("STRASSE", 7)]),
        ("<p>pain (acute), pain</p>", [("pain (acute)", 8)]),
        ("<p>IBS, a 1 2 3</p>", []),
        ("<p>{condition}, condition, {no condition}</p>", [("condition", 6)]),
        ("<h3>Sciatica</h3><p>Knee</p><h4>About <b>sciatica</b></h4>", []),
        ('<p><a linktype="page" id="1">sciatica</a> <a href="/x">my <b>sciatica</b></a></p>', []),
        # What is a part of a longer name is no other page's name, linked or not.
        ('<p><a href="/x">low</a> back pain</p>', []),
        ('<p><a title="low > back pain" href="/x">pain</a> sciatica</p>', [("sciatica", 1)]),
        ('<p>see</p><embed embedtype="image" alt="sciatica"/><p>sciatica</p>', [("sciatica", 1)]),
        # Not from an editor: what cannot be read is left alone.
        ("<p>back pain</p><p>3 < 4 sciatica</p>", [("back pain", 3)]),
        ("<p>back pain</p><!-- > --> sciatica", [("back pain", 3)]),
        ('<p>back pain</p><a " > sciatica " >', [("back pain", 3)]),
        ("", []),
    ],
)
def test_found(html, expected):
    assert found(html) == expected


def test_the_sentence_around_it():
    html = "<p>It hurts. Pain, e.g. in <i>the</i> leg &amp; sciatica, passes! See a doctor.</p>"
    [mention] = mentions(html, NAMES)
    sentence = ("Pain, e.g. in the leg & ", "sciatica", ", passes! ")
    assert (mention.before, mention.words, mention.after) == sentence


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>A &lt; sciatica.</p>", "<p>A &lt; [sciatica].</p>"),
        ("<p>My <b>sciatica</b></p>", "<p>My <b>[sciatica]</b></p>"),
        ("<p>My <b>low</b> back pain</p>", "<p>My [<b>low</b> back pain]</p>"),
        ("<p><b>My low back <i>pain</i></b></p>", "<p><b>My [low back <i>pain</i>]</b></p>"),
        ("<p><b><i>Low</i> back pain</b> x</p>", "<p><b>[<i>Low</i> back pain]</b> x</p>"),
        ("<p>low <b><i>back</i></b> pain</p>", "<p>[low <b><i>back</i></b> pain]</p>"),
        # No one tag can stand around these words.
        ("<p><b>My low</b> back pain</p>", None),
        ("<p>Low back <b>pain here</b></p>", None),
    ],
)
def test_a_link_stands_around_the_words(html, linked):
    links = [insert_link(html, mention) for mention in mentions(html, NAMES)]
    shown = [re.sub(r'<a linktype="page" id="\d">(.*)</a>', r"[\1]", each) for each in links]
    assert shown == ([linked] if linked else [])


def test_a_text_that_names_one_page_again_and_again_is_read_in_a_moment():
    started = perf_counter()
    assert (
        len(found("<p>" + "A b. <b>Sciatica</b> hurts, e.g. sciatica. " * 3_000 + "</p>")) == 6_000
    )
    assert perf_counter() - started < 10
