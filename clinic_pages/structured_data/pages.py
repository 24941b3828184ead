"""The page itself, the site it is a part of, the way to it, and how to book from it."""

from datetime import UTC, datetime

from django.utils.translation import gettext

from ..lib.page_answers import page_answers
from .nodes import Scene, mention, ref


def website_node(scene: Scene) -> dict:
    return {
        "@type": "WebSite",
        "@id": scene.website_id,
        "url": scene.front,
        "name": scene.clinic.name or scene.site_name,
        "inLanguage": scene.language,
        "publisher": ref(scene.clinic_id),
    }


def webpage_node(page, url: str, scene: Scene, title: str = "") -> dict:
    """title: for an address below the page's own, which has another content."""
    return {
        "@id": f"{url}#webpage",
        "url": url,
        "name": title or page.seo_title or page.title,
        "description": "" if title else page.search_description or page_answers(page).summary_text,
        "inLanguage": scene.language,
        "isPartOf": ref(scene.website_id),
        "publisher": ref(scene.clinic_id),
        "datePublished": iso(page.first_published_at),
        "dateModified": iso(page_answers(page).last_changed_at or page.last_published_at),
        "potentialAction": booking_action(url, scene),
        **review(page, scene),
    }


def review(page, scene: Scene) -> dict:
    """Who wrote and reviewed the page: facts of the page, not of the condition it is about."""
    about = page_answers(page)
    said = {"author": about.byline.get("author"), "reviewedBy": about.byline.get("reviewer")}
    day = about.last_reviewed
    return {
        **{name: mention("Person", each, scene) for name, each in said.items() if each},
        "lastReviewed": day.isoformat() if day else "",
    }


def iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def breadcrumb_node(crumbs, page, url: str, scene: Scene, title: str = "") -> dict | None:
    """crumbs: the pages above. None for the front page, which no way leads to."""
    steps = [(each.title, scene.page_url(each)) for each in crumbs]
    if title:
        steps.append((page.title, scene.page_url(page)))
    if not steps:
        return None
    steps.append((title or page.title, url))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{url}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def booking_action(url: str, scene: Scene) -> dict:
    """On the page itself, where every page has its way to book, or on the telephone."""
    phone = scene.clinic.phone_uri
    targets = [f"{url}#booking", phone] if phone else [f"{url}#booking"]
    return {
        "@type": "ReserveAction",
        "name": gettext("Book an appointment"),
        "provider": ref(scene.clinic_id),
        "target": [{"@type": "EntryPoint", "urlTemplate": each} for each in targets],
    }
