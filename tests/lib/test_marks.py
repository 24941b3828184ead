"""What is not as before is marked, in whatever HTML."""

import pytest

from clinic_pages.lib.marks import marked

pytestmark = pytest.mark.once

PAGE = """<!doctype html>
<html><head><title>Sciatica</title></head><body class=a>
<header><a href="tel:1">1</a></header>
<main>
  <h1>Sciatica</h1>
  <ul><li>Leg</li><li>Back</li></ul>
  <section><h2>Needles</h2><p>Very <b>fine</b> ones.</p><img src="a.jpg"></section>
  <form><input type="hidden" name="token" value="x"><input name="q"></form>
</main>
<script nonce="x">1</script></body></html>"""


def marks_in(*changes: tuple[str, str]) -> list[str]:
    """The beginning of each marked element after these replacements."""
    after = PAGE
    for old, new in changes:
        assert old in after
        after = after.replace(old, new)
    html = marked(after, PAGE)
    # Nothing else has changed.
    plain = html.replace(' data-clinic-mark="changed"', "").replace(' data-clinic-mark="gone"', "")
    assert plain == after
    return [f"<{part.rsplit('<', 1)[1]}" for part in html.split(" data-clinic-mark=")[:-1]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("Very", "Quite"), ["<p"]),
        (("fine", "thin"), ["<b"]),
        (("a.jpg", "b.jpg"), ["<img"]),
        (("tel:1", "tel:2"), ["<a"]),
        (("<h2>Needles</h2>", "<h2>Needles</h2><p>New.</p>"), ["<p"]),
        (("<section>", "<aside>a</aside><p>b</p><section>"), ["<aside", "<p"]),
        (("<li>Back</li>", ""), ["<ul"]),
        (("<h1>Sciatica</h1>", ""), ["<ul"]),
        (("<li>Leg</li>", "<li>Knee</li>"), ["<li"]),
        (("Very <b>fine</b> ones.", "Ours"), ["<p"]),
    ],
)
def test_what_differs_is_marked(change, expected):
    assert marks_in(change) == expected


@pytest.mark.parametrize(
    "change",
    [
        ('value="x"', 'value="y"'),
        ('nonce="x"', 'nonce="y"'),
        (">1</script>", ">2</script>"),
        ("<title>Sciatica", "<title>Gout"),
        ("  <h1>", "\n\n<!-- seen by nobody --><h1>"),
    ],
)
def test_what_nobody_sees_is_not(change):
    assert marks_in(change) == []


def test_each_of_several_places_has_its_mark():
    assert marks_in(("tel:1", "tel:2"), ("Back", "Hip"), ("Very", "Quite")) == ["<a", "<li", "<p"]


def test_a_picture_is_marked_by_its_image():
    before = '<body><picture><source srcset="a 1w"><img src="a"></picture></body>'
    after = before.replace("a 1w", "b 1w")
    assert marked(after, before).count("data-clinic-mark") == 1
    assert '<img data-clinic-mark="changed"' in marked(after, before)


def test_two_places_that_say_the_same_are_two():
    before = '<body><p><a href="tel:1">1</a></p><ul><li><a href="tel:1">1</a></li></ul></body>'
    assert marked(before.replace("1", "2"), before).count("data-clinic-mark") == 2
