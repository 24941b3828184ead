"""The HTML of every page is what the standard says: no error, no warning, no remark."""

from scripts import html_checker
from scripts.addresses import Address
from tests.gates.documents import Document
from tests.gates.report import Faults

FAULTY = """
    <!doctype html><html lang="en"><head><title>A</title></head><body><h1>A</h1>
    <p><div>A block in a paragraph</div></p><section><p>Without a heading</p></section>
    <br/></body></html>
"""


def test_the_checker_has_no_complaint(documents, tmp_path):
    complaints(documents, tmp_path).must_be_none()


def test_complaints_are_found(tmp_path):
    found = complaints([Document("", 200, FAULTY, Address("/", "", "faulty"))], tmp_path)
    assert {line.split(":")[0] for line in found.paths} == {"error", "warning", "info"}


def complaints(documents: list[Document], folder) -> Faults:
    assert not (advice := html_checker.advice()), advice
    files = {f"{document.address.name}.html": document for document in documents}
    for name, document in files.items():
        (folder / name).write_text(document.html.strip())
    found = Faults()
    for message in html_checker.messages(folder):
        where = f"{files[message.file].address.path} at {message.extract}"
        found.add(where, [f"{message.kind}: {message.text}"])
    return found
