"""Tab leads through every page of a telephone: one sees where one is, and a finger hits it, too."""

from tests.gates.documents import script
from tests.gates.report import Faults

# More stops than any page has: whoever gets there is trapped.
MOST_STOPS = 400
FAULTY = """
    <!doctype html><style>
      * { outline: none }
      #good:focus, #small:focus, #covered:focus { outline: 2px solid }
      a { display: inline-block; min-height: 30px; min-width: 30px }
      #small { min-height: 0; font-size: 12px }
      #sentence a { display: inline; outline: auto }
      #card { position: relative; padding: 20px; outline: auto }
      #card a { display: inline; outline: auto }
      #card a::after { content: ""; position: absolute; inset: 0 }
      #cover { position: fixed; bottom: 0; left: 0; width: 100%; height: 100px; background: red }
      #covered { position: fixed; bottom: 10px; left: 10px }
    </style>
    <a id="good" href="#">Good</a> <a id="unseen" href="#">Unseen</a>
    <a id="small" href="#">Small</a>
    <p id="sentence">A <a href="#">link</a> in a sentence.</p>
    <p id="card"><a href="#">All of a card</a></p>
    <a id="covered" href="#">Covered</a><div id="cover"></div>
"""


def test_every_stop_can_be_seen_and_hit(phone, addresses, visit):
    found = Faults()
    for address in addresses:
        visit(phone, address)
        found.add(address.path, faults(phone))
    found.must_be_none()


def test_faults_are_found(phone):
    phone.set_content(FAULTY)
    assert faults(phone) == [
        "a#unseen (Unseen) does not show that it has the focus",
        "a#small (Small) is less than 24 pixels wide or high",
        "a#covered (Covered) is covered by something else",
    ]


def faults(page) -> list[str]:
    """What is wrong with the stops of the Tab key, one line each."""
    page.evaluate(script("focus_before.js"))
    found = []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(script("focus_stop.js"))
        if stop is None:
            return found
        found += [f"{stop['name']} {fault}" for fault in stop["faults"]]
    return [*found, f"Tab never leaves the page, after {MOST_STOPS} stops"]
