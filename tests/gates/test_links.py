"""Every link leads somewhere: to an address that answers, and to an element that is there."""

from functools import cache
from urllib.parse import unquote, urldefrag

from scripts.addresses import Address
from tests.gates.documents import Document, fetch
from tests.gates.report import Faults

BROKEN = """
    <a href="/conditions/">Fine</a> <a href="/gone/">Gone</a> <a href="#here" id="here">Here</a>
    <img src="" srcset="/a.avif 1x, /conditions/ 2x" alt=""> <a href="https://else.example/">E</a>
    <a href="#nowhere">Nowhere</a> <a href="/conditions/#no-letter">No letter</a>
"""


def test_links_answer(site, documents):
    dead_links(documents, site.url).must_be_none()


def test_fragments_are_there(site, documents):
    missing_fragments(documents, site.url).must_be_none()


def test_ids_are_unique(documents):
    found = Faults()
    for document in documents:
        twice = [name for name, count in document.ids.items() if count > 1]
        found.add(document.address.path, [f"several elements are called {name}" for name in twice])
    found.must_be_none()


def test_broken_links_are_found(site):
    document = Document(f"{site.url}/", 200, BROKEN, Address("/", "", ""))
    dead, missing = dead_links([document], site.url), missing_fragments([document], site.url)
    assert [line.split()[0].removeprefix(site.url) for line in dead.paths] == ["/gone/", "/a.avif"]
    assert [line.split()[-1] for line in missing.paths] == ["#nowhere", "#no-letter"]


def dead_links(documents: list[Document], base: str) -> Faults:
    answer, found = cache(fetch), Faults()
    # The page that is not there may name itself: in its language switch, in a form.
    expected = {document.url for document in documents if document.status == 404}
    for document in documents:
        for element, url in internal_references(document, base):
            status = answer(url).status
            # What is sent with POST goes to an address that need not answer to GET.
            is_fine = status == 200 or (status == 405 and element.get("method") == "post")
            if not is_fine and url not in expected:
                found.add(document.address.path, [f"{url} answers {status}"])
    return found


def missing_fragments(documents: list[Document], base: str) -> Faults:
    answer, found = cache(fetch), Faults()
    for document in documents:
        for _element, url in internal_references(document, base, with_fragment=True):
            target, fragment = urldefrag(url)
            there = document if target == document.url else answer(target)
            if unquote(fragment) not in there.ids:
                where = "the page" if there is document else target
                found.add(document.address.path, [f"{where} has no #{fragment}"])
    return found


def internal_references(document: Document, base: str, with_fragment: bool = False):
    """(element, URL) of what leads to this site; the URLs either all with a fragment, or none."""
    for element, url in document.references():
        if url == base or url.startswith(f"{base}/"):
            address, fragment = urldefrag(url)
            if with_fragment and fragment:
                yield element, url
            elif not with_fragment:
                yield element, address
