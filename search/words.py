"""Words as visitors type them, and the forms in which pages may have them.

SQLite's full-text search knows no stems, so a query asks for all forms of a word. On PostgreSQL
they come to the same, and one way serves both.
"""

import re
from functools import lru_cache

from clinic_pages.lib.index_words import index_words, is_dense

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
# German ones that are no English words, "die" excepted.
IN_BETWEEN += """
    auch auf aus beim bei da das dass dem den der des die dort ein eine einem einen einer eines es
    fur gegen habe hilft ich ihr im ist kann kein keine macht mein meine meinem meinen meiner mich
    mir mit nach nicht noch nur oder ohne sehr sich sie sind uber und uns unter vom von wann warum
    welche welcher welches wenn wer werden wie wieso wo zu zum zur
"""
STOP_WORDS = frozenset(IN_BETWEEN.split())
# What people ask around the name of what they have, in scripts without blanks between words.
ASKED_AROUND = re.compile(
    "怎么办|怎麼辦|怎么|怎麼|如何|为什么|為什麼|什么|什麼|吗|嗎|的|了"
    "|どうしたら|どうすれば|について|とは|ですか|ます|です|(?<=[\u30a1-\u30ff\u3400-\u9fff])[のがはをにでとへ]"
    "|ทำไม|อย่างไร|ยังไง|ทำไง|คืออะไร|วิธี|ครับ|ค่ะ"
)
# A longer text without blanks is more than a word: so long its parts are, in Thai and the like.
LETTERS_OF_A_WORD = 4
IS_SYLLABLES = re.compile("[\u1100-\u11ff\u3005-\U0003ffff]")
# What stands around a code of ICD-10.
CODE = re.compile(r"[a-z]\d[\da-z]{1,5}")
AROUND_CODES = frozenset(["icd", "icd10", "icd11", "10", "11", "cm", "gm", "code", "diagnosis"])


def is_stop_word(word: str) -> bool:
    return (len(word) == 1 and not is_dense(word)) or word in STOP_WORDS


def is_code(word: str) -> bool:
    """Whether it may be a code of ICD-10: "m543"."""
    return bool(CODE.fullmatch(word))


def query_words(query: str) -> tuple[str, ...]:
    """The words that a visitor typed, as they are compared: of "ICD-10 M54.3" the code, of what is
    written without blanks what it is about."""
    words = index_words(query)
    if any(map(is_code, words)):
        words = tuple(word for word in words if word not in AROUND_CODES) or words
    return tuple(each for word in words for each in _about(word))


def _about(word: str) -> list[str]:
    return (
        [each for each in ASKED_AROUND.split(word) if each] or [word] if is_dense(word) else [word]
    )


def dense_parts(word: str) -> tuple[str, ...]:
    """What a long text without blanks may have of others: each pair of its characters, each few of
    its letters. Itself where it is short, or any other word."""
    size = 2 if IS_SYLLABLES.match(word) else LETTERS_OF_A_WORD
    if not is_dense(word) or len(word) <= size:
        return (word,)
    return tuple(word[place : place + size] for place in range(len(word) - size + 1))


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
    if is_dense(word):
        return (word,)
    base = stem(word)
    made = [base + ending for ending in ENDINGS]
    made += [base + base[-1] + ending for ending in ("ing", "ed")]
    bare = [base] if len(base) >= SHORTEST_FORM else []
    return tuple(dict.fromkeys([word, *bare, *made]))
