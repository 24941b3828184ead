"""Word's documents, written with python-docx."""

from io import BytesIO

from docx import Document
from PIL import Image

from . import Shape
from .texts import AGAIN, LONG


def png() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(file, "PNG")
    file.seek(0)
    return file


def made(write) -> bytes:
    document, file = Document(), BytesIO()
    write(document)
    document.save(file)
    return file.getvalue()


def _styled(document):
    document.add_heading("Osteoporosis", 0)
    document.add_paragraph(LONG)
    document.add_heading("Risk factors for Osteoporosis", 1)
    document.add_paragraph(LONG)
    document.add_heading("Acupuncture for Osteoporosis", 1)
    document.add_paragraph(AGAIN)
    document.add_heading("After it", 2)
    document.add_paragraph("Rest.")
    document.add_paragraph("Book with us.")


def _plain(document):
    for line in ("What is Gout?", LONG, "Causes", LONG, "Cupping for Gout", AGAIN):
        document.add_paragraph(line)


def _bold(document):
    document.add_paragraph().add_run("Vertigo").bold = True
    document.add_paragraph(LONG)
    document.add_paragraph().add_run("Causes").bold = True
    document.add_paragraph(LONG)
    document.add_paragraph().add_run("Cupping for Vertigo").underline = True
    document.add_paragraph(AGAIN)


def _lists(document):
    document.add_heading("Insomnia", 1)
    document.add_paragraph(LONG)
    document.add_heading("Habits", 2)
    for style, text in [
        *(("List Bullet", "bed"), ("List Bullet 2", "early"), ("List Bullet", "no coffee")),
        *(("List Number", "one"), ("List Number", "two")),
    ]:
        document.add_paragraph(text, style=style)


def _table(document):
    document.add_heading("Fees for nothing", 1)
    document.add_paragraph(LONG)
    table = document.add_table(rows=2, cols=2)
    for n, text in enumerate(("What", "Fee", "First", "60")):
        table.cell(n // 2, n % 2).text = text
    document.add_paragraph(AGAIN)


def _picture(document):
    document.add_heading("Sciatica", 1)
    document.add_paragraph(LONG)
    document.add_picture(png())
    document.sections[0].header.paragraphs[0].text = "The Clinic, Dublin"


DOCUMENTS = [
    Shape(
        "styled.docx",
        made(_styled),
        """Osteoporosis
section:
  p
section: Risk factors for Osteoporosis
  p
therapy: Acupuncture for Osteoporosis
  p
section: After it
  p
booking:""",
    ),
    Shape(
        "plain.docx",
        made(_plain),
        """Gout
section: What is Gout?
  p
section: Causes
  p
therapy: Cupping for Gout
  p""",
    ),
    Shape(
        "bold.docx",
        made(_bold),
        """Vertigo
section:
  p
section: Causes
  p
therapy: Cupping for Vertigo
  p""",
    ),
    Shape(
        "lists.docx",
        made(_lists),
        """Insomnia
section:
  p
section: Habits
  ul 2[ul 1]
  ol 2""",
    ),
    Shape(
        "table.docx",
        made(_table),
        """Fees for nothing
section:
  p
  table 2x2
section:
  p""",
    ),
    Shape(
        "picture.docx",
        made(_picture),
        """Sciatica
section:
  p
  image picture.png""",
        ("The Clinic, Dublin",),
    ),
]
