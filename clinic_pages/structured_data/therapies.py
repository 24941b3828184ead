"""A therapy, as a medical fact and as what the clinic sells: schema.org keeps the two apart."""

from .nodes import Scene, entity_id, member, number, picture_url, ref, words


def therapy_node(page, scene: Scene) -> dict:
    return {
        "@type": "MedicalTherapy",
        "@id": entity_id("MedicalTherapy", page, scene),
        "name": page.title,
        "alternateName": page.alternate_name_list,
        "description": words(page.own_text),
        "url": scene.page_url(page),
        "mainEntityOfPage": ref(f"{scene.page_url(page)}#webpage"),
        "image": picture_url(page.image, scene),
        "medicineSystem": member(page.medicine_system),
        "procedureType": member(page.procedure_type),
        "preparation": words(page.preparation),
        "howPerformed": words(page.what_happens),
        "contraindication": words(page.cautions),
    }


def service_node(page, scene: Scene) -> dict:
    url = scene.page_url(page)
    return {
        "@type": "Service",
        "@id": f"{url}#service",
        "name": page.title,
        "serviceType": page.title,
        "url": url,
        "provider": ref(scene.clinic_id),
    }


def offer_node(page, scene: Scene) -> dict:
    """`minPrice` says what the page says: "from"."""
    url, price = scene.page_url(page), number(page.price_from)
    currency = scene.clinic.currency
    return {
        "@type": "Offer",
        "@id": f"{url}#offer",
        "url": url,
        "itemOffered": ref(f"{url}#service"),
        "offeredBy": ref(scene.clinic_id),
        "price": price,
        "priceCurrency": currency,
        "priceSpecification": {
            "@type": "PriceSpecification",
            "price": price,
            "minPrice": price,
            "priceCurrency": currency,
        },
    }
