"""A condition: its names, where and how it is felt, why, and what the clinic does for it."""

from ..blocks.base import block_answers
from .nodes import Scene, entity_id, member, mention, ref


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
        **said_in_blocks(page),
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


def said_in_blocks(page) -> dict[str, list]:
    """What blocks say of the condition, by property."""
    said: dict[str, list] = {}
    for block in page.body:
        for name, what in block_answers(block).said_of_condition().items():
            said.setdefault(name, []).extend(what)
    return said


def shown_therapies(page) -> list:
    """The therapies that visitors of the page see in its blocks, each once, in order."""
    shown = (each for block in page.body for each in block_answers(block).shown_therapies(page))
    return list({each.pk: each for each in shown}.values())


def aspect_nodes(arranged, url: str) -> list[dict]:
    """What the blocks of the page (arrangement.ArrangedBlock) with a heading are about."""
    return [
        {
            "@type": "HealthTopicContent",
            # Headings may be called what other nodes are: "Condition", "FAQ".
            "@id": f"{url}#topic-{each.anchor}",
            "url": f"{url}#{each.anchor}",
            "name": each.heading,
            "hasHealthAspect": member(each.answers.health_aspect),
        }
        for each in arranged
        if each.heading and each.answers.health_aspect
    ]


def citations(page) -> list:
    """What the page relies on."""
    return [
        {"@type": "CreativeWork", "name": name, "url": url}
        for block in page.body
        for name, url in block_answers(block).cited_works()
    ]


def related_links(page, scene: Scene) -> list[str]:
    """The addresses of the related conditions that visitors see."""
    return [scene.url_of(each) for each in page.arranged.shown_related]
