"""What a result says of its page."""

import pytest

from search.models import SynonymGroup
from tests.search.test_search import ask, section
from tests.trees import texts

# Texts come from the database, in whatever way it was searched; one is enough.
pytestmark = pytest.mark.postgres

TEXT = """
<p>A nerve is pressed.</p><h3>Why it hurts</h3>
<p>Dr. Day says: e.g. 3.5 cm of disc, and a draught. It burns.</p>
<ul><li>numb toes</li><li>a tingle</li></ul>
"""
BODY = [
    section(TEXT, heading="What is sciatica?"),
    section("<p>Try a pillow. Sciatica is no fun.</p>", heading="At home"),
]


@pytest.fixture
def excerpts(client, tree):
    therapy = tree.therapy("Cupping", shared_text="<p>Glass cups draw.</p><p>They are warm.</p>")
    body = [*BODY, ("therapy", {"therapy": therapy})]
    tree.condition(summary="Pain in a leg.", body=body)
    return lambda query: texts(ask(client, query), ".clinic-search-result:first-child p")


@pytest.mark.parametrize(
    ("query", "excerpt"),
    [
        # The title is the answer.
        ("sciatica", "Pain in a leg."),
        # Sentences, without what stands above and below them.
        ("nerve", "A nerve is pressed."),
        (
            "draught",
            "Dr. Day says: e.g. 3.5 cm of disc, and a draught . It burns. numb toes · a tingle",
        ),
        ("tingle", "a tingle"),
        ("sciatica pillow", "Try a pillow . Sciatica is no fun."),
        # A heading says what comes after it.
        ("home", "Try a pillow. Sciatica is no fun."),
        # Of another page, too.
        ("glass", "Glass cups draw. They are warm."),
    ],
)  # fmt: skip
def test_an_excerpt_is_sentences_of_the_page(excerpts, query, excerpt):
    assert excerpts(query)[0] == excerpt


def test_the_name_of_another_page_is_no_excerpt(client, tree):
    others = [tree.condition(title, summary="Sore.") for title in ("Knee pain", "Hip pain")]
    body = [("related_condition", {"condition": each}) for each in others]
    tree.condition(summary="Pain in a leg.", body=body)
    assert texts(ask(client, "knee"), ".clinic-search-result p") == ["Sore.", "Pain in a leg."]


def test_without_a_summary_the_title_is_answered_by_the_text(client, tree):
    tree.condition(body=[section("<p>Rest helps. Sciatica hurts.</p>")])
    assert texts(ask(client, "sciatica"), ".clinic-search-result p") == ["Sciatica hurts."]


def test_a_word_of_a_phrase_that_means_the_same_is_not_marked(client, tree):
    SynonymGroup.objects.create(phrases="numb\ndead leg")
    tree.condition(body=[section("<p>Your leg is numb. A dead leg.</p>")])
    assert texts(ask(client, "numb"), "p mark") == ["numb"]


def test_a_code_shows_the_summary(client, tree):
    tree.condition(code="M54.3", summary="Pain in a leg.", body=BODY)
    assert texts(ask(client, "M54.3"), ".clinic-search-result p") == ["Pain in a leg."]
