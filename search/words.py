"""Words as visitors type them, and the forms in which pages may have them.

SQLite's full-text search knows no stems, so a query asks for all forms of a word. On PostgreSQL
they come to the same, and one way serves both.
"""

from functools import lru_cache

# The longest first.
ENDINGS = ("ness", "ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e")
DOUBLE_BY_NATURE = ("ll", "ss", "ff", "zz", "ee")
SHORTEST_STEM = 3
# A shorter stem may be another word: "car" is none of "care".
SHORTEST_FORM = 4

# English: without a meaning of their own in what visitors ask a clinic.
IN_BETWEEN = """
    a about after again against all am an and any anyone are around as at be because been before
    being by can cannot cant could did do does doesnt doing dont down during each every
    everything feel feeling feels few for from get gets getting give go goes going good got had
    has have having he help helps her here him his how i if im in into is isnt it its ive just
    keep keeps know like made make makes many me might more most much must my need no normal not
    of off on only or other our out over own please put same say she should since so some
    someone something still stop such take than that thats the their them then there these they
    thing things this those to too under until up us very want was way we were what whats when
    where which while who why will with wont would you your
"""
STOP_WORDS = frozenset(IN_BETWEEN.split())


def is_stop_word(word: str) -> bool:
    return len(word) == 1 or word in STOP_WORDS


def content_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `words` that carry a meaning; all of them where none does."""
    return tuple(word for word in words if not is_stop_word(word)) or words


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: "tingl" of "tingling". Rough, and good enough to
    compare words with."""
    for ending in ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < SHORTEST_STEM or (ending == "s" and base.endswith("s")):
            continue
        return stem(_undouble(base) if ending in ("ing", "ings", "ed") else base)
    return word


def _undouble(base: str) -> str:
    is_doubled = base[-1] == base[-2] and not base.endswith(DOUBLE_BY_NATURE)
    return base[:-1] if is_doubled and len(base) > SHORTEST_STEM else base


def stems(words) -> tuple[str, ...]:
    return tuple(stem(word) for word in words)


@lru_cache(maxsize=5_000)
def forms(word: str) -> tuple[str, ...]:
    """`word` and every form of it that a page may have. Some are no words; they cost nothing."""
    base = stem(word)
    made = [base + ending for ending in ENDINGS]
    made += [base + base[-1] + ending for ending in ("ing", "ed")]
    bare = [base] if len(base) >= SHORTEST_FORM else []
    return tuple(dict.fromkeys([word, *bare, *made]))
