"""A clinic in English in which everything shows something, and all of its words in German but those
of one therapy."""

from dataclasses import dataclass

from clinic_pages.models import (
    BookingSnippet,
    ConditionBodyArea,
    ConditionSymptom,
    PractitionerRegistration,
    PractitionerTherapy,
)
from home.factories import (
    BodyAreaFactory,
    BookingSnippetFactory,
    PractitionerPageFactory,
    PractitionersPageFactory,
    SymptomFactory,
)
from tests.trees import Tree
from tests.worlds import picture

# English: German. Addresses are in it, too. Names of people and of the clinic stay.
GERMAN = {
    "Clinic": "Praxis",
    "clinic": "praxis",
    "Conditions": "Beschwerden",
    "conditions": "beschwerden",
    "Therapies": "Behandlungen",
    "therapies": "behandlungen",
    "Team": "Mitarbeiter",
    "team": "mitarbeiter",
    "Needling": "Nadelung",
    "needling": "nadelung",
    "Very fine needles help with {condition}.": "Sehr feine Nadeln helfen bei {condition}.",
    "Glass cups": "Glasglocken",
    "glass-cups": "glasglocken",
    "Cups of glass pull gently.": "Glocken aus Glas ziehen sanft.",
    "Acupuncturist": "Akupunkteurin",
    "Professional body": "Berufsverband",
    "She learned far away.": "Sie lernte in der Ferne.",
    "Sciatica": "Ischialgie",
    "sciatica": "ischialgie",
    "Lumbago": "Hexenschuss",
    "Pain along the leg.": "Schmerz entlang des Beins.",
    "What is it?": "Was ist das?",
    "A nerve is squeezed.": "Ein Nerv wird eingeklemmt.",
    "How long": "Wie lange",
    "Six weeks": "Sechs Wochen",
    "You cannot walk.": "Sie können nicht gehen.",
    "We like both.": "Wir mögen beide.",
    "First talk": "Erstgespräch",
    "Does it hurt?": "Tut es weh?",
    "Hardly ever.": "Fast nie.",
    "A book about nerves": "Buch über Nerven",
    "Back": "Rücken",
    "back": "ruecken",
    "An aching spine.": "Schmerzende Wirbelsäule.",
    "A drawn nerve": "Gezeichneter Nerv",
    "The nerve": "Der Nerv",
    "Leg": "Bein",
    "leg": "bein",
    "Tingling": "Kribbeln",
    "tingling": "kribbeln",
    "Come and see us": "Besuchen Sie uns",
    "We are glad.": "Wir freuen uns.",
    "Ask for a time": "Zeit anfragen",
}
# Nobody translates these: they are marked on German pages.
MOXA, MOXA_TEXT = "Moxibustion", "Warm herbs glow slowly."
DISCLAIMER = "This replaces no doctor."
# Nor these, which are nobody's language.
NAMES = {"Maeve", "Lin", "Test", "clinic", "hello", "example", "BSc", "Council", "ICD"}


@dataclass
class Clinic:
    tree: Tree
    needling: object
    glass: object
    moxa: object
    maeve: object
    sciatica: object
    back: object
    team: object
    snippet: BookingSnippet
    leg: object
    tingling: object

    @property
    def translated(self) -> list:
        """What is to be translated: parents first, and what pages choose before them."""
        lists = [self.tree.home, self.tree.conditions, self.tree.therapies, self.team]
        beside = [self.leg, self.tingling, self.snippet]
        return [*beside, *lists, self.needling, self.glass, self.maeve, self.back, self.sciatica]


def rich(text: str) -> str:
    return f"<p>{text}</p>"


def make_clinic(tree: Tree) -> Clinic:
    snippet = BookingSnippetFactory(
        heading="Come and see us", text=rich("We are glad."), button_label="Ask for a time"
    )
    tree.clinic.default_booking_snippet = snippet
    tree.clinic.disclaimer = rich(DISCLAIMER)
    tree.clinic.save()
    leg, tingling = BodyAreaFactory(name="Leg", regions=["knee"]), SymptomFactory(name="Tingling")
    needling = tree.therapy(
        "Needling",
        shared_text=rich("Very fine needles help with {condition}."),
        duration_minutes=45,
        price_from=70,
    )
    glass = tree.therapy("Glass cups", shared_text=rich("Cups of glass pull gently."))
    moxa = tree.therapy(MOXA, shared_text=rich(MOXA_TEXT))
    team = PractitionersPageFactory(parent=tree.home)
    maeve = PractitionerPageFactory(
        parent=team,
        title="Maeve Lin",
        about=rich("She learned far away."),
        qualifications="BSc",
        practised_therapies=[PractitionerTherapy(therapy=each) for each in (needling, moxa)],
        registrations=[PractitionerRegistration(body="Council", number="7")],
    )

    def felt() -> dict:
        return {
            "body_areas": [ConditionBodyArea(body_area=leg)],
            "symptoms": [ConditionSymptom(symptom=tingling)],
        }

    back = tree.condition(
        "Back", summary="An aching spine.", body=[("therapy", {"therapy": needling})], **felt()
    )
    sciatica = tree.condition(
        alternate_names="Lumbago",
        summary="Pain along the leg.",
        code="M54.3",
        author=maeve,
        body=body_of(needling, glass, moxa, maeve, back),
        **felt(),
    )
    return Clinic(tree, needling, glass, moxa, maeve, sciatica, back, team, snippet, leg, tingling)


def body_of(needling, glass, moxa, maeve, back) -> list[tuple]:
    """A block of each kind that shows words."""
    drawing = picture("nerve")
    drawing.contextual_alt_text = "A drawn nerve"
    other = {"name": "First talk", "minutes": 20, "price": 0}
    asked = {"question": "Does it hurt?", "answer": rich("Hardly ever.")}
    return [
        ("section", {"heading": "What is it?", "text": rich("A nerve is squeezed.")}),
        ("key_facts", {"facts": [{"term": "How long", "detail": rich("Six weeks")}]}),
        (
            "care_card",
            {"level": "emergency", "heading_override": "", "text": rich("You cannot walk.")},
        ),
        ("image", {"image": drawing, "caption": "The nerve"}),
        ("therapy", {"therapy": needling}),
        ("therapy", {"therapy": moxa}),
        ("therapies_together", {"therapies": [needling, glass], "text": rich("We like both.")}),
        ("price_list", {"therapies": [needling, moxa], "others": [other]}),
        ("practitioner", {"practitioner": maeve}),
        ("questions", {"questions": [asked]}),
        ("references", {"references": [{"citation": "A book about nerves", "url": ""}]}),
        ("related_condition", {"condition": back}),
    ]
