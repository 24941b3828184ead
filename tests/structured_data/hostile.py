"""Clinics whose every text is what an editor should never write, and whose hidden pages are marked.

What is visible is left to the site itself: what answers a visitor with 200 is, all else is hidden.
"""

import datetime
from html import escape

from wagtail.models import Page

from clinic_pages.blocks.sections import Topic
from clinic_pages.models import (
    ClinicSettings,
    ConditionPage,
    OpeningHours,
    PractitionerPage,
    PractitionerRegistration,
    SpecialDay,
    TherapyPage,
)
from clinic_pages.pages.therapies import MedicineSystem, ProcedureType
from home.models import StandardPage

TEXTS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><![CDATA[",
    "&lt;/script&gt; &amp;amp; &quot;",
    'quotes " and \\ and \\u003c/script>',
    "a line \u2028 and a paragraph \u2029 later",
    "{condition} {nothing} {{ page }} {% now %}",
    "<b onclick='x'>Ünïcödé 🦴</b>",
    "plain",
]


def mark(page) -> str:
    """A word that stands in every text of a page, and in no text of another."""
    return f"mark{page.pk}x"


def spoil_clinic(draws) -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        _spoil(draws, page)
    for clinic in ClinicSettings.objects.order_by("pk"):
        _spoil_settings(draws, clinic)


def _spoil(draws, page) -> None:
    def text():
        return f"{mark(page)} {draws.one_of(TEXTS)}"

    def html():
        return draws.one_of(["", f"<p>{escape(text())}</p><ul><li>{escape(text())}</li></ul>"])

    page.title = page.draft_title = text()
    page.seo_title = draws.one_of(["", text()])
    page.search_description = draws.one_of(["", text()])
    if isinstance(page, ConditionPage):
        page.summary, page.code = text(), draws.one_of(["", "M54.3", "G43.909"])
    if isinstance(page, ConditionPage | TherapyPage):
        page.alternate_names = draws.one_of(["", f"{text()}\n\n{text()}"])
        page.author = draws.maybe(PractitionerPage.objects.order_by("pk"))
        page.reviewer = draws.maybe(PractitionerPage.objects.order_by("pk"))
        page.last_reviewed = draws.one_of([None, datetime.date(2026, 9, 14)])
    if isinstance(page, TherapyPage):
        page.shared_text, page.cautions = html(), html()
        page.preparation, page.what_happens = html(), html()
        page.medicine_system = draws.one_of(["", *MedicineSystem.values])
        page.procedure_type = draws.one_of(["", *ProcedureType.values])
    if isinstance(page, PractitionerPage):
        page.role, page.qualifications, page.about = text(), draws.one_of(["", text()]), html()
        page.registrations = [_registration(draws, text) for _ in range(draws.number(0, 2))]
    if isinstance(page, ConditionPage | StandardPage):
        page.body.extend(_blocks(draws, text, html))
    page.save(clean=False)


def _registration(draws, text) -> PractitionerRegistration:
    url = draws.one_of(["", "https://guild.example/?a=1&b=</script>"])
    return PractitionerRegistration(body=text(), number=draws.one_of(["", text()[:60]]), url=url)


def _blocks(draws, text, html) -> list[tuple]:
    """Blocks of text, complete and incomplete ones as an import may leave them."""
    made = []
    for _ in range(draws.number(0, 3)):
        topic = draws.one_of(["", "nonsense", *Topic.values])
        heading = draws.one_of(["", text(), "FAQ", "Condition"])
        made.append(("section", {"heading": heading, "text": html(), "topic": topic}))
    asked = [{"question": draws.one_of(["", text()]), "answer": html()} for _ in range(2)]
    made.append(("questions", {"heading_override": "", "questions": asked}))
    source = {"citation": text(), "url": draws.one_of(["", "https://nice.example/a"])}
    made.append(("references", {"references": [source]}))
    made.append(("care_card", {"level": "emergency", "heading_override": text(), "text": html()}))
    return draws.some(made, most=4) + draws.some([("where_and_when", None)], most=1)


def _spoil_settings(draws, clinic) -> None:
    text = draws.one_of(TEXTS)
    clinic.name = draws.one_of(["", text])
    clinic.phone = draws.one_of(["", "+44 (0)20 7946 0018"])
    for name in ("legal_name", "street_address", "locality", "region", "postal_code"):
        setattr(clinic, name, draws.one_of(["", text[:20]]))
    clinic.country = draws.one_of(["", "IE"])
    clinic.latitude, clinic.longitude = draws.one_of([(None, None), ("53.3", "-6.279")])
    nine, noon = datetime.time(9), datetime.time(12)
    clinic.opening_hours = [OpeningHours(weekday=3, opens=nine, closes=noon)]
    day = datetime.date.today() + datetime.timedelta(days=30)
    clinic.special_days = [SpecialDay(first_day=day, note=text)]
    clinic.save()
