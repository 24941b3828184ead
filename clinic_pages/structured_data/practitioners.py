"""A practitioner: to schema.org a Person; a Physician would be an organisation."""

from .nodes import Scene, address, entity_id, mention, picture_url, ref, words


def person_node(page, scene: Scene) -> dict:
    return {
        "@type": "Person",
        "@id": entity_id("Person", page, scene),
        "name": page.title,
        "url": scene.page_url(page),
        "mainEntityOfPage": ref(f"{scene.page_url(page)}#webpage"),
        "jobTitle": page.role,
        "honorificSuffix": page.qualifications,
        "description": words(page.about),
        "image": picture_url(page.photo, scene),
        "worksFor": ref(scene.clinic_id),
        "knowsAbout": [mention("MedicalTherapy", each, scene) for each in page.therapies],
        "hasCredential": [qualification(page), *map(registration, page.registrations.all())],
    }


def qualification(page) -> dict | None:
    if not page.qualifications:
        return None
    return {"@type": "EducationalOccupationalCredential", "name": page.qualifications}


def registration(row) -> dict:
    return {
        "@type": "EducationalOccupationalCredential",
        "name": str(row),
        "identifier": row.number,
        "url": address(row.url),
        "recognizedBy": {"@type": "Organization", "name": row.body},
    }
