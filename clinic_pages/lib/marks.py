"""Where a page is not the same as before: found by comparing what was rendered, so that it holds
for every block, component and template, a host's included."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from bs4 import BeautifulSoup
from bs4.element import Comment, Tag

# The attribute of a marked element, and its values.
MARK, CHANGED, GONE = "data-clinic-mark", "changed", "gone"
# What no visitor reads, or what is another at each visit.
UNSEEN = {"script", "style", "template", "wagtail-userbar"}
UNSEEN_ATTRIBUTES = ("nonce", "data-")
# Elements that hold most of a page.
WIDE = {"body", "main", "article"}


def marked(html: str, before: str) -> str:
    """`html` with a mark on each element that `before` has not, or has in another way. Nothing else
    of it changes; it is the same text where no difference can be seen."""
    starts = [0]
    for line in html.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    # By place: two tags that say the same are one to Beautiful Soup.
    places = {
        starts[tag.sourceline - 1] + tag.sourcepos: (tag, kind)
        for tag, kind in _differences(_body(before), _body(html))
    }
    for place in sorted(places, reverse=True):
        tag, kind = places[place]
        end = place + 1 + len(tag.name)
        html = f'{html[:end]} {MARK}="{kind}"{html[end:]}'
    return html


class _Element:
    """A tag as it is compared: by what visitors see of it. Told apart from others by identity."""

    def __init__(self, tag: Tag):
        self.tag = tag
        self.children = [_Element(each) if isinstance(each, Tag) else each for each in _seen(tag)]
        attributes = sorted(
            (name, str(value))
            for name, value in tag.attrs.items()
            if not name.startswith(UNSEEN_ATTRIBUTES)
        )
        self.own = (tag.name, tuple(attributes))
        # A number: they are compared again and again.
        self.whole = hash((self.own, *map(_whole, self.children)))
        self.kind = (tag.name, str(tag.get("class", "")))


def _body(html: str) -> _Element:
    soup = BeautifulSoup(html, "html.parser")
    return _Element(soup.body or soup)


def _seen(tag: Tag) -> Iterator[Tag | str]:
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name not in UNSEEN and child.get("type") != "hidden":
                yield child
        elif not isinstance(child, Comment) and (words := " ".join(child.split())):
            yield words


def _whole(child: _Element | str):
    return child.whole if isinstance(child, _Element) else child


def _kind(child: _Element | str):
    return child.kind if isinstance(child, _Element) else ""


def _differences(old: _Element, new: _Element) -> Iterator[tuple[Tag, str]]:
    """(tag within `new`, in what way it differs), the innermost that says it."""
    if old.whole == new.whole:
        return
    if old.own != new.own or new.tag.name == "picture":
        yield _visible(new.tag), CHANGED
        return
    for were, are, place in _ranges(old.children, new.children, _whole):
        found = [
            each
            for pair_were, pair_are, further in _ranges(were, are, _kind, with_equal=True)
            for each in _difference(new, pair_were, pair_are, place + further)
        ]
        # What is in its place says enough of what is gone.
        changed = [each for each in found if each[1] == CHANGED]
        yield from changed or found


def _difference(parent: _Element, were: list, are: list, place: int):
    """Of one place among the children of `parent`: of two of a kind, or of what is new or gone."""
    if len(were) == len(are) == 1 and _kind(were[0]) == _kind(are[0]) != "":
        yield from _differences(were[0], are[0])
        return
    if not are:
        yield _beside(parent, place), GONE
    for each in are:
        yield (_visible(each.tag) if isinstance(each, _Element) else parent.tag), CHANGED


def _visible(tag: Tag) -> Tag:
    """A picture's files are seen as its image."""
    return (tag.find("img") or tag) if tag.name == "picture" else tag


def _beside(parent: _Element, place: int) -> Tag:
    """What is left where something is gone: the parent, unless that is most of the page."""
    if parent.tag.name not in WIDE:
        return parent.tag
    after = [each.tag for each in parent.children[place:] if isinstance(each, _Element)]
    before = [each.tag for each in parent.children[:place] if isinstance(each, _Element)]
    return next(iter(after + before[::-1]), parent.tag)


def _ranges(old: list, new: list, key, with_equal=False) -> Iterator[tuple[list, list, int]]:
    """(what was, what is, where that begins) for each place at which the lists differ by `key`.

    with_equal: those that do not, too, each with its counterpart
    """
    for tag, old_from, old_to, new_from, new_to in _steps([*map(key, old)], [*map(key, new)]):
        if tag != "equal":
            yield old[old_from:old_to], new[new_from:new_to], new_from
        elif with_equal:
            for step in range(old_to - old_from):
                yield [old[old_from + step]], [new[new_from + step]], new_from + step


def _steps(old: list, new: list) -> list[tuple]:
    """As `SequenceMatcher.get_opcodes` gives them, which compares all that are alike with each
    other: a long list has thousands."""
    if old == new:
        return [("equal", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
