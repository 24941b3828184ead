"""A link in any text: words and mark-up stay as they are, and what is linked is no mention more."""

import re
from html import escape
from html.parser import HTMLParser

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from clinic_pages.lib.text_folding import name_key
from clinic_pages.lib.wording import to_lines
from clinic_pages.links.mentions import NameIndex, insert_link, mentions
from tests.sizes import is_usual, size

NAMES = NameIndex([("low back pain", 1), ("Back pain", 2), ("Straße & Knie", 3), ("notalgia’s", 4)])

SPACES = [" ", " ", "&nbsp;", "\n", " \xa0", "&#32;"]
BARE = re.compile(r"&(?![#\w]+;)")
ODD = [
    *("&amp;", "&", "&lt;", "&notalgia’s", "&#0;", "&bne;", "{", "}", "{condition}", "{back pain}"),
    *(". ", "-", "’", "\u0301", "\xad", "x", "🦴", "痛み"),
]


@st.composite
def named(draw) -> str:
    """A name in one of the ways to write it, some of its words in bold."""
    words = draw(
        st.sampled_from(
            [
                *(["low", "back", "pain"], ["Back", "PAIN"], ["&#98;ack", "pain"]),
                *(["straße", "&amp;", "Knie"], ["STRASSE", "&", "k&#x6e;ie"]),
                *(["notalgia’s"], ["Notalgia&#39;s"], ["&notalgia’s"]),
            ]
        )
    )
    bold = st.sampled_from(["{}", "{}", "{}", "<b>{}</b>", "<b>{}", "{}</b>", "<b><i>{}</i></b>"])
    html = draw(bold).format(words[0])
    for word in words[1:]:
        html += draw(st.sampled_from(SPACES)) + draw(bold).format(word)
    ways = (html, f"<b>x {html}", f"{html} x</b>")
    return next((way for way in ways if is_nested_well(read(way))), "x")


WORDS = named() | st.sampled_from(SPACES) | st.sampled_from(ODD) | st.text(max_size=3).map(escape)
TEXT = st.lists(WORDS, max_size=8)


def element(children):
    tags = ["b", "i", "strong", "span", "h3", "li", 'a href="/x"', 'a linktype="page" id="1"']
    return st.builds(
        lambda tag, inner: f"<{tag}>{inner}</{tag.split()[0]}>", st.sampled_from(tags), children
    )


INLINE = st.recursive(
    TEXT.map("".join) | st.sampled_from(["<br/>", '<embed embedtype="image" id="3"/>']),
    lambda children: st.lists(element(children) | children, max_size=4).map("".join),
    max_leaves=12,
)
RICH_TEXT = st.lists(INLINE.map("<p>{}</p>".format), min_size=1, max_size=4).map("".join)
# What nobody's editor writes, but an import may bring.
ANYTHING = st.lists(
    WORDS | st.sampled_from(["<", ">", "<b>", "</b>", "</i>", "<a ", "</a>", '"', "<!--", "-->"])
).map("".join)


class Reader(HTMLParser):
    """Reads as a browser does: tags with their attributes, and the words between them."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.pieces.append(("begin", tag, tuple(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.pieces.append(("whole", tag, tuple(attrs)))

    def handle_endtag(self, tag):
        self.pieces.append(("end", tag))

    def handle_data(self, data):
        self.pieces.append(("text", data))


def read(html) -> list[tuple]:
    return joined(Reader(html).pieces)


def joined(pieces) -> list[tuple]:
    """With texts side by side as one."""
    together: list[tuple] = []
    for piece in pieces:
        if piece[0] == "text" and together and together[-1][0] == "text":
            piece = ("text", together.pop()[1] + piece[1])
        together.append(piece)
    return together


def words(pieces) -> str:
    return "".join(piece[1] for piece in pieces if piece[0] == "text")


def the_new_link(before, after) -> tuple[int, int]:
    """Where in the pieces the link begins and ends that was not there before."""
    start = next(i for i, piece in enumerate(after) if before[i : i + 1] != [piece])
    if after[start][0] == "text":
        start += 1
    return start, after.index(("end", "a"), start)


def is_nested_well(pieces) -> bool:
    opened = []
    for kind, tag, *_attributes in pieces:
        if kind == "begin":
            opened.append(tag)
        elif kind == "end" and (not opened or opened.pop() != tag):
            return False
    return not opened


examples = hypothesis_settings(
    deadline=None,
    max_examples=size(300, 3000, "LINKS_EXAMPLES"),
    derandomize=is_usual("LINKS_EXAMPLES"),
    suppress_health_check=[HealthCheck.too_slow],
)


@examples
@given(html=RICH_TEXT)
def test_in_rich_text(html):
    before = read(html)
    for mention in mentions(html, NAMES):
        linked = insert_link(html, mention)
        after = read(linked)
        start, end = the_new_link(before, after)

        assert after[start] == ("begin", "a", (("linktype", "page"), ("id", str(mention.owner))))
        assert words(after[start:end]) == mention.words
        assert NAMES.owners[name_key(mention.words)] == mention.owner
        rest = [*after[:start], *after[start + 1 : end], *after[end + 1 :]]
        assert joined(rest) == before
        assert is_nested_well(after)
        # What an override's memory is made of. Django adds a semicolon to some bare "&".
        assert BARE.search(html) or to_lines(linked) == to_lines(html)
        assert ("begin", "a") not in [piece[:2] for piece in after[start + 1 : end]]
        # What was found beside it still is, and nothing else.
        assert [m.words for m in mentions(html, NAMES) if m != mention] == [
            m.words for m in mentions(linked, NAMES)
        ]
    assert is_nested_well(before)


@examples
@given(html=ANYTHING)
def test_in_what_no_editor_wrote(html):
    for mention in mentions(html, NAMES):
        linked = insert_link(html, mention)
        assert words(read(linked)) == words(read(html))
        assert mention not in mentions(linked, NAMES)


def test_the_texts_have_names_in_every_kind_of_place():
    """Else the above says nothing."""
    seen = set()

    @examples
    @given(html=RICH_TEXT)
    def look(html):
        for mention in mentions(html, NAMES):
            inside = html[mention.start : mention.end]
            seen.update(kind for kind in ("<", "&", "\n", "ß") if kind in inside)
            seen.add(mention.owner)

    look()
    assert seen == {"<", "&", "\n", "ß", 1, 2, 3, 4}
