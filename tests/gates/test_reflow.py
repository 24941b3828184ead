"""No page scrolls sideways, however narrow the window or large the text is."""

from tests.gates.documents import script
from tests.gates.report import Faults

# WCAG 1.4.10: a window of 1280 x 1024 at a zoom of 400 % is 320 x 256 CSS pixels, which is also
# the narrowest telephone. Not as a telephone: that would zoom out to show what sticks out.
ZOOMED = {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4}
LARGE_TEXT = ":root { font-size: 200% !important }"
FAULTY = """
    <!doctype html><style>body { overflow-x: hidden }</style>
    <div style="overflow-x: auto"><p style="width: 500px">May be scrolled</p></div>
    <p id="wide" style="width: 500px">Cut off</p>
"""

ADOPT = """style => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
}"""


def test_at_320_pixels(open_page, addresses, visit):
    found = Faults()
    walk(open_page(**ZOOMED), addresses, visit, found)
    found.must_be_none()


def test_with_text_twice_as_large(narrow, desktop, addresses, visit):
    found = Faults()
    for page in (narrow, desktop):
        walk(page, addresses, visit, found, style=LARGE_TEXT)
    found.must_be_none()


def test_what_sticks_out_is_found(open_page):
    page = open_page(**ZOOMED)
    page.set_content(FAULTY)
    assert [line.split()[0] for line in sticking_out(page)] == ["p#wide"]


def walk(page, addresses, visit, found: Faults, style: str = "") -> None:
    for address in addresses:
        visit(page, address)
        if style:
            # As a browser's own settings do: the page's policy has no say in it.
            page.evaluate(ADOPT, style)
        found.add(address.path, sticking_out(page))


def sticking_out(page) -> list[str]:
    """The elements that reach over the right or left edge of the page."""
    return page.evaluate(script("sticking_out.js"))
