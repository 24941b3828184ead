"""`{condition}` in a shared text: filled in with the form that fits, never seen by a visitor."""

import re
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override as language
from wagtail.rich_text import RichText

from clinic_pages.lib.wording import NameForms, fill, in_sentence, names_on, problems, word_changes
from clinic_pages.models import ConditionPage, TherapyPage
from home.factories import StandardPageFactory
from tests.editors import post_therapy
from tests.trees import read, texts

NAMES = NameForms("Sciatica", "sciatica")

FORMS = {
    "alone": ("<p>{condition}</p>", "<p>Sciatica</p>"),
    "start of a paragraph": ("<p>{condition} hurts.</p>", "<p>Sciatica hurts.</p>"),
    "start of an item": ("<ul><li>{condition}</li></ul>", "<ul><li>Sciatica</li></ul>"),
    "start of a heading": ("<h3>{condition}, eased</h3>", "<h3>Sciatica, eased</h3>"),
    "next paragraph": ("<p>No stop</p><p>{condition}</p>", "<p>No stop</p><p>Sciatica</p>"),
    "middle": ("<p>For {condition}, mostly.</p>", "<p>For sciatica, mostly.</p>"),
    "second sentence": ("<p>Yes. {condition} hurts.</p>", "<p>Yes. Sciatica hurts.</p>"),
    "after !": ("<p>Oh! {condition}</p>", "<p>Oh! Sciatica</p>"),
    "after ?": ("<p>What? {condition}</p>", "<p>What? Sciatica</p>"),
    "after a closing quote": ("<p>“Ouch.” {condition}</p>", "<p>“Ouch.” Sciatica</p>"),
    "after an opening quote": ("<p>“{condition}”</p>", "<p>“Sciatica”</p>"),
    "quoted inside": ("<p>We say “{condition}”</p>", "<p>We say “sciatica”</p>"),
    "in brackets inside": ("<p>Pain ({condition})</p>", "<p>Pain (sciatica)</p>"),
    "after a colon": ("<p>Note: {condition}</p>", "<p>Note: sciatica</p>"),
    "after a stop without space": ("<p>a.{condition}</p>", "<p>a.sciatica</p>"),
    "after e.g.": ("<p>Pain, e.g. {condition}</p>", "<p>Pain, e.g. sciatica</p>"),
    "after z. B.": ("<p>Pain, z. B. {condition}</p>", "<p>Pain, z. B. sciatica</p>"),
    "after vitamin C.": ("<p>Vitamin C. {condition}</p>", "<p>Vitamin C. Sciatica</p>"),
    "twice": ("<p>{condition} is {condition}</p>", "<p>Sciatica is sciatica</p>"),
    "bold": ("<p>For <b>{condition}</b>.</p>", "<p>For <b>sciatica</b>.</p>"),
    "bold at the start": ("<p><b>{condition}</b></p>", "<p><b>Sciatica</b></p>"),
    "stop in bold": ("<p><b>Yes.</b> {condition}</p>", "<p><b>Yes.</b> Sciatica</p>"),
    "line break": ("<p>Yes.<br/>{condition}</p>", "<p>Yes.<br/>Sciatica</p>"),
    "line break inside": ("<p>for<br/>{condition}</p>", "<p>for<br/>sciatica</p>"),
    "no-break space": ("<p>Yes.&nbsp;{condition}</p>", "<p>Yes.\xa0Sciatica</p>"),
    "as entities": ("<p>For &#123;condition&#125;</p>", "<p>For sciatica</p>"),
    "no mark-up": ("For {condition}", "For sciatica"),
    "in an address": (
        '<p>For <a href="/?q={condition}">{condition}</a></p>',
        '<p>For <a href="/?q={condition}">sciatica</a></p>',
    ),
    "other entities stay": ("<p>A &amp; B &lt; {condition}</p>", "<p>A &amp; B &lt; sciatica</p>"),
    # What the editor would have refused.
    "unknown": ("<p>For {therapy}, really.</p>", "<p>For , really.</p>"),
    "unknown first": ("<p>{foo} {condition}</p>", "<p> Sciatica</p>"),
    "other case": ("<p>For {Condition}</p>", "<p>For </p>"),
    "white space": ("<p>For { condition }</p>", "<p>For </p>"),
    "empty": ("<p>For {}</p>", "<p>For </p>"),
    "doubled": ("<p>For {{condition}}</p>", "<p>For sciatica</p>"),
    "unclosed": ("<p>For {condition</p>", "<p>For condition</p>"),
    "unopened": ("<p>For condition}</p>", "<p>For condition</p>"),
    "split by bold": ("<p>For {con<b>dition</b>} x</p>", "<p>For sciatica<b></b> x</p>"),
    "unknown and split": ("<p>For {fo<b>o</b>} x</p>", "<p>For <b></b> x</p>"),
}


@pytest.mark.parametrize("html, expected", FORMS.values(), ids=FORMS)
def test_forms(html, expected):
    assert fill(html, NAMES) == expected


def test_text_without_a_token_is_not_touched():
    html = '<p data-block-key="a">A&nbsp;&amp; <a linktype="page" id="3">B</a><br/></p>'
    assert fill(html, NAMES) is html


def test_the_name_is_escaped_and_not_read_again():
    names = NameForms("<b>Gout</b> & {condition}", "x")
    assert fill("<p>{condition}</p>", names) == "<p>&lt;b&gt;Gout&lt;/b&gt; &amp; {condition}</p>"


SMALL = {
    "Sciatica": "sciatica",
    "Low back pain": "low back pain",
    "Carpal Tunnel Syndrome": "carpal tunnel syndrome",
    "Pain after Lyme disease": "pain after Lyme disease",
    "IBS": "IBS",
    "TMJ disorder": "TMJ disorder",
    "Irritable Bowel Syndrome (IBS)": "irritable bowel syndrome (IBS)",
    "Type 2 Diabetes": "type 2 diabetes",
    "Hepatitis B": "hepatitis B",
    "Ménière": "ménière",
    "Übelkeit": "übelkeit",
}


@pytest.mark.parametrize("title, expected", SMALL.items(), ids=SMALL)
def test_titles_in_small_letters(title, expected):
    assert in_sentence(title) == expected


@pytest.mark.django_db
def test_german_nouns_keep_their_capital():
    with language("de"):
        assert names_on(ConditionPage(title="Rückenschmerzen")).inside == "Rückenschmerzen"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "title, name_in_sentence, expected",
    [
        ("Bell's palsy", "Bell's palsy", NameForms("Bell's palsy", "Bell's palsy")),
        ("Hypertension", "high blood pressure", NameForms("Hypertension", "high blood pressure")),
        ("sciatica", "", NameForms("Sciatica", "sciatica")),
        ("pH imbalance", "", NameForms("pH imbalance", "pH imbalance")),
    ],
)
def test_the_editor_has_the_last_word(title, name_in_sentence, expected):
    assert names_on(ConditionPage(title=title, name_in_sentence=name_in_sentence)) == expected


WRONG = {
    "<p>For {condition}.</p>": [],
    "<p>For <b>{condition}</b>.</p>": [],
    '<p><a href="/{x}">y</a></p>': [],
    "": [],
    None: [],
    "<p>{therapy}</p>": ["“{therapy}” is not known. You can write {condition}."],
    "<p>{Condition}</p>": ["“{Condition}” is not known."],
    "<p>{}</p>": ["“{}” is not known."],
    "<p>{a} {b} {a}</p>": ["“{a}” is not known.", "“{b}” is not known."],
    "<p>For {condition</p>": ["There is a single brace in “For {condition”"],
    "<p>For condition}</p>": ["There is a single brace"],
    "<p>{con<b>dition</b>}</p>": ["“{con”", "“}”"],
}


@pytest.mark.parametrize("html, expected", WRONG.items(), ids=map(str, WRONG))
def test_what_is_wrong_is_named(html, expected):
    found = problems(RichText(html))
    assert len(found) == len(expected)
    assert all(part in message for part, message in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("Very fine needles.", "Very fine needles.", [("equal", "Very fine needles.")]),
        (
            "a b c",
            "a x c",
            [("equal", "a "), ("deletion", "b"), ("addition", "x"), ("equal", " c")],
        ),
        (
            "needles are laid.",
            "needles. They stay.",
            [
                ("equal", "needles"),
                ("deletion", " are laid"),
                ("equal", "."),
                ("addition", " They stay."),
            ],
        ),
        ("", "new", [("addition", "new")]),
        ("one\r\ntwo", "one\ntwo", [("equal", "one\ntwo")]),
        (
            "one\ntwo",
            "one\nthree",
            [("equal", "one\n"), ("deletion", "two"), ("addition", "three")],
        ),
    ],
)
def test_changes_by_the_word(old, new, expected):
    assert word_changes(old, new) == expected


def test_each_page_shows_its_own_condition(client, tree):
    therapy = tree.therapy(shared_text="<p>{condition} is common. Many live with {condition}.</p>")
    sciatica = tree.sciatica_with(("therapy", {"therapy": therapy}))
    palsy = tree.condition(
        "Bell's palsy", [("therapy", {"therapy": therapy})], name_in_sentence="Bell's palsy"
    )
    about = StandardPageFactory(parent=tree.home, body=[("therapy", {"therapy": therapy})])
    expected = {
        sciatica: "Sciatica is common. Many live with sciatica.",
        palsy: "Bell's palsy is common. Many live with Bell's palsy.",
        about: "Your condition is common. Many live with your condition.",
        therapy: "Your condition is common. Many live with your condition.",
    }
    for page, text in expected.items():
        assert text in " ".join(texts(read(client, page), "main"))


def test_an_override_is_filled_in_too(client, tree):
    value = {"therapy": tree.therapy(), "text_override": "<p>Here, for {condition}.</p>"}
    soup = read(client, tree.sciatica_with(("therapy", value)))
    assert "Here, for sciatica." in texts(soup, ".clinic-therapy")[0]


def test_what_came_in_by_other_means_is_not_shown(client, tree):
    therapy = tree.therapy(shared_text="<p>Needles {nonsense}help {con<b>dition</b>}.</p>")
    page = tree.sciatica_with(
        ("therapy", {"therapy": therapy}),
        ("therapy", {"therapy": therapy, "text_override": "<p>Only {here</p>"}),
    )
    for shown in (page, therapy):
        main = read(client, shown).select_one("main")
        assert "nonsense" not in str(main)
        # The structured data is written in braces; what it says has none.
        data = main.find("script", type="application/ld+json").extract().string
        assert not [said for said in re.findall(r'"((?:[^"\\]|\\.)*)"', data) if "{" in said]
        assert "{" not in str(main)


def test_the_editor_refuses_to_publish_an_unknown_token(admin_client, tree):
    therapy = tree.therapy()
    response = post_therapy(admin_client, therapy, "<p>For {foo}</p>", **{"action-publish": "1"})
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors == {"shared_text": ["“{foo}” is not known. You can write {condition}."]}


def test_a_draft_may_keep_it(admin_client, tree):
    therapy = tree.therapy()
    assert post_therapy(admin_client, therapy, "<p>For {foo}</p>").status_code == 302
    draft = TherapyPage.objects.get(pk=therapy.pk).get_latest_revision_as_object()
    assert "{foo}" in draft.shared_text


def test_a_known_token_is_published(admin_client, tree):
    therapy = tree.therapy()
    text = "<p>For {condition}</p>"
    response = post_therapy(admin_client, therapy, text, **{"action-publish": "1"})
    assert response.status_code == 302
    assert "{condition}" in TherapyPage.objects.get(pk=therapy.pk).shared_text


def test_the_block_refuses_beside_the_field(tree):
    page = tree.sciatica_with(("therapy", {"therapy": tree.therapy()}))
    block = page.body.stream_block
    value = block.to_python(
        [
            {
                "type": "therapy",
                "value": {
                    "therapy": page.body[0].value["therapy"].pk,
                    "text_override": "<p>{x}</p>",
                },
            }
        ]
    )
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    errors = caught.value.block_errors[0].block_errors
    assert list(errors) == ["text_override"]
    assert "“{x}” is not known" in errors["text_override"].messages[0]
    assert "{x}" in block.clean_deferred(value)[0].value["text_override"].source


@pytest.mark.parametrize(
    "text",
    [
        "{condition} " * 20_000,
        "A b. {condition} " * 20_000,
        "e.g. " * 20_000 + "{condition}",
        "“" * 50_000 + "{condition}",
        "{" * 100_000,
        "<br " * 50_000,
    ],
)
def test_a_long_text_takes_a_time_that_grows_with_its_length(text):
    started = perf_counter()
    filled = fill(f"<p>{text}</p>", NAMES)
    # With the square of it, it would be minutes.
    assert perf_counter() - started < 5
    assert "{" not in filled


def test_a_token_far_from_the_beginning_of_its_text_begins_no_sentence():
    spaces = " " * 200
    assert fill(f"<p>Yes{spaces}{{condition}}</p>", NAMES).endswith("sciatica</p>")
    assert fill(f"<p>Yes.{spaces[:50]}{{condition}}</p>", NAMES).endswith("Sciatica</p>")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("pain " * 5_000, "more pain " * 4_000),
        ("pain\n" * 5_000, "pain\npain\nno\n" * 2_000),
        ("a b c d e " * 2_000, "e d c b a " * 2_000),
        ("the same line\n" * 500 + "end", "the same line\n" * 400 + "other end"),
    ],
)
def test_repetitive_texts_are_compared_in_a_moment_and_without_loss(old, new):
    started = perf_counter()
    changes = word_changes(old, new)
    assert perf_counter() - started < 5
    lines = ["\n".join(text.splitlines()) for text in (old, new)]
    before = "".join(text for kind, text in changes if kind != "addition")
    after = "".join(text for kind, text in changes if kind != "deletion")
    assert [before, after] == lines


def test_a_long_text_with_one_word_changed_shows_that_word():
    line = "The needles are placed at the back, the leg and the foot, and the patient rests.\n"
    old = line * 200
    new = line * 100 + line.replace("leg", "knee") + line * 99
    changed = [(kind, text.strip()) for kind, text in word_changes(old, new) if kind != "equal"]
    assert changed == [("deletion", "leg"), ("addition", "knee")]
