"""A condition: its names, where and how it is felt, why, and what the clinic does for it."""

from ..blocks.sections import Topic
from .nodes import Scene, entity_id, member, mention, ref, words

# The members of schema.org's HealthAspectEnumeration.
ASPECTS = {
    Topic.OVERVIEW: "OverviewHealthAspect",
    Topic.SYMPTOMS: "SymptomsHealthAspect",
    Topic.CAUSES: "CausesHealthAspect",
    Topic.RISK_FACTORS: "RisksOrComplicationsHealthAspect",
    Topic.COURSE: "StagesHealthAspect",
    Topic.PROGNOSIS: "PrognosisHealthAspect",
    Topic.COMPLICATIONS: "RisksOrComplicationsHealthAspect",
    Topic.PREVENTION: "PreventionHealthAspect",
    Topic.SELF_CARE: "SelfCareHealthAspect",
    Topic.LIVING_WITH: "LivingWithHealthAspect",
    Topic.TREATMENT: "TreatmentsHealthAspect",
}
# Of blocks that are about something by what they are.
BLOCK_ASPECTS = {"care_card": "SeeDoctorHealthAspect", "therapy": "TreatmentsHealthAspect"}

# What a section's words are to the condition: topic -> (property, type; "" for plain text).
SAID_OF_CONDITION = {
    Topic.CAUSES: ("cause", "MedicalCause"),
    Topic.RISK_FACTORS: ("riskFactor", "MedicalRiskFactor"),
    Topic.COURSE: ("naturalProgression", ""),
    Topic.PROGNOSIS: ("expectedPrognosis", ""),
    Topic.COMPLICATIONS: ("possibleComplication", ""),
}


def condition_node(page, scene: Scene) -> dict:
    return {
        "@type": "MedicalCondition",
        "@id": entity_id("MedicalCondition", page, scene),
        "name": page.title,
        "alternateName": page.alternate_name_list,
        "description": page.summary,
        "url": scene.page_url(page),
        "mainEntityOfPage": ref(f"{scene.page_url(page)}#webpage"),
        "code": code_of(page),
        "associatedAnatomy": [named("SuperficialAnatomy", area) for area in page.felt_in],
        "signOrSymptom": [named("MedicalSymptom", symptom) for symptom in page.felt_as],
        **said_in_sections(page),
        "possibleTreatment": [
            mention("MedicalTherapy", each, scene) for each in shown_therapies(page)
        ],
    }


def named(kind: str, thing) -> dict:
    return {"@type": kind, "name": thing.name}


def code_of(page) -> dict | None:
    if not page.code:
        return None
    return {"@type": "MedicalCode", "codeValue": page.code, "codingSystem": "ICD-10"}


def said_in_sections(page) -> dict[str, list]:
    """What the sections with a topic say of the condition, by property."""
    said: dict[str, list] = {}
    for block in page.body:
        name, kind = SAID_OF_CONDITION.get(getattr(block.value, "topic", None), ("", ""))
        if name and (text := words(block.value["text"])):
            said.setdefault(name, []).append({"@type": kind, "description": text} if kind else text)
    return said


def shown_therapies(page) -> list:
    """The therapies that visitors of the page see in its blocks, each once, in order."""
    shown = [each for block in page.body for each in _therapies_in(block.value, page)]
    return list({each.pk: each for each in shown}.values())


def _therapies_in(value, page) -> list:
    if getattr(value, "why_hidden", None) is None or value.why_hidden(page):
        return []
    if hasattr(value, "shown"):
        return value.shown(page)
    return [value.target] if value.block.meta.shows == "therapy" else []


def aspect_nodes(parts, url: str) -> list[dict]:
    """What the parts of the page (arrangement.Part) with a heading are about."""
    return [
        {
            "@type": "HealthTopicContent",
            # Headings may be called what other nodes are: "Condition", "FAQ".
            "@id": f"{url}#topic-{part.anchor}",
            "url": f"{url}#{part.anchor}",
            "name": part.heading,
            "hasHealthAspect": member(aspect),
        }
        for part in parts
        if part.heading and (aspect := aspect_of(part.block))
    ]


def aspect_of(block) -> str:
    topic = getattr(block.value, "topic", None)
    return ASPECTS.get(topic) or BLOCK_ASPECTS.get(block.block_type, "")


def citations(page) -> list:
    """What the page relies on."""
    blocks = [block.value for block in page.body if block.block_type == "references"]
    return [cited(each) for value in blocks for each in value["references"]]


def cited(reference) -> dict:
    return {
        "@type": "CreativeWork",
        "name": reference["citation"],
        "url": reference.get("url") or "",
    }


def related_links(page, scene: Scene) -> list[str]:
    """The addresses of the related conditions that visitors see."""
    return [scene.url_of(each) for each in page.arranged.shown_related]
