"""How text names a condition, and headings a therapy. Pure functions."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from ..lib.text_folding import FOLDED_LETTER, fold, name_key
from .document import WORD_CHARACTER
from .phrases import articles, between

# From the longest, so that "insomnia" loses "ia" and not only "a".
ENDINGS = ("ies", "ia", "is", "es", "a", "e", "s", "y")
SHORTEST_STEM = 5


def stem(word: str) -> str:
    """`word` without its ending, so that it begins the words made from it.

    "sciatica" -> "sciatic", "arthritis" -> "arthrit" (arthritic), "insomnia" -> "insomn"
    (insomniac). A word that would get shorter than five letters stays whole: "ib" for "IBS" would
    begin "ibuprofen". Irregular ones are not found: "psoriatic" from "psoriasis".
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _pattern(name: str) -> str:
    """Finds a name, which is folded, in folded text."""
    words = [re.escape(word) for word in name.split()]
    if len(words) == 1 and len(name) >= SHORTEST_STEM:
        return re.escape(stem(name)) + rf"[{FOLDED_LETTER}]*"
    # A phrase, or a short name: as it is, singular or plural.
    phrase = r"[\s-]+".join(words)
    singular = phrase[:-1] if re.search(r"[^s]s$", phrase) else phrase
    return singular + r"(?:s|es)?" if singular == phrase else singular + "s?"


def names_condition(text: str, names) -> bool:
    """Whether `text` speaks of the condition that has these names.

    Rather once too often: a text that is taken for a page's own can still be shared later, but a
    shared text about one condition would show on the pages of all the others.
    """
    patterns = "|".join(_pattern(key) for name in names if (key := name_key(name)))
    letter = f"[{FOLDED_LETTER}]"
    return bool(re.search(rf"(?<!{letter})(?:{patterns})(?!{letter})", fold(text)))


def therapy_in(heading: str, names) -> str:
    """The therapy in a heading "{Therapy} for {Condition}", "" in any other heading."""
    wanted = {name_key(name) for name in names}
    for therapy, condition in announced(heading):
        said = {name_key(condition), name_key(articles().sub("", condition))}
        if said & wanted and WORD_CHARACTER.search(therapy):
            return therapy
    return ""


def announced(heading: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each "for" of a heading, in any language of the site."""
    plain = heading.rstrip(" :")
    for word in between():
        for match in word.finditer(plain):
            yield plain[: match.start()], plain[match.end() :]


def with_capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def title_from_file(file: str) -> str:
    """ "low-back_pain.txt" -> "Low back pain"."""
    cleaned = " ".join(re.sub(r"[-_.]+", " ", PurePath(file).stem).split())
    return with_capital(cleaned or file)
