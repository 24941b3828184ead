"""Facts that the demo cannot prove: there each page was published once, each question answered."""

from datetime import UTC, date, datetime, time

from wagtail.models import Page

from clinic_pages.models import OpeningHours, PageFreshness
from tests.structured_data.checker import problems
from tests.structured_data.reading import graph_in, node_of, nodes_of


def graph_of(client, address) -> dict:
    response = client.get(address)
    assert response.status_code == 200
    return graph_in(response.content.decode())


def test_the_dates_are_those_of_the_page_and_of_what_it_shows(client, tree):
    page = tree.condition(last_reviewed=date(2026, 1, 5))
    first, last = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2026, 2, 3, tzinfo=UTC)
    Page.objects.filter(pk=page.pk).update(first_published_at=first, last_published_at=last)
    moments = ["2026-01-02T03:04:05+00:00", "2026-02-03T00:00:00+00:00"]
    assert dates_on(client, page) == [*moments, "2026-01-05"]
    PageFreshness.objects.create(page=page, changed_at=datetime(2026, 3, 4, tzinfo=UTC))
    assert dates_on(client, page)[1] == "2026-03-04T00:00:00+00:00"


def dates_on(client, page) -> list[str]:
    node = node_of(graph_of(client, page.url), "MedicalWebPage")
    return [node[name] for name in ("datePublished", "dateModified", "lastReviewed")]


def test_a_question_without_an_answer_is_not_told(client, tree):
    asked = [
        {"question": "Does it hurt?", "answer": "<p>A little.</p>"},
        {"question": "Does it help?", "answer": ""},
    ]
    page = tree.condition(body=[("questions", {"questions": asked})])
    [told] = node_of(graph_of(client, page.url), "FAQPage")["mainEntity"]
    assert (told["name"], told["acceptedAnswer"]["text"]) == ("Does it hurt?", "A little.")

    silent = tree.condition("Knee", body=[("questions", {"questions": asked[1:]})])
    assert nodes_of(graph_of(client, silent.url), "FAQPage") == []


def test_a_filter_is_a_page_of_its_own(client, tree):
    cupping, other = tree.therapy("Cupping"), tree.therapy("Moxa")
    tree.condition("Knee", body=[("therapy", {"therapy": cupping})])
    tree.condition("Neck", body=[("therapy", {"therapy": other})])
    address = tree.conditions.filter_url("therapy", cupping.slug)
    graph = graph_of(client, address)
    url = f"{tree.site.root_url}{address}"
    assert node_of(graph, "CollectionPage")["url"] == url
    assert node_of(graph, "BreadcrumbList")["itemListElement"][-1]["item"] == url
    listed = node_of(graph, "ItemList")["itemListElement"]
    assert [each["item"]["name"] for each in listed] == ["Knee"]


def test_a_clinic_without_an_address_is_no_place(client, tree):
    graph = graph_of(client, tree.home.url)
    assert problems(graph) == []
    assert nodes_of(graph, "MedicalClinic") == []


def test_hours_and_services_are_told_where_visitors_see_them(client, tree):
    tree.clinic.street_address = "1 Lane"
    tree.clinic.opening_hours = [OpeningHours(weekday=3, opens=time(9), closes=time(12))]
    tree.clinic.save()
    tree.therapy("Cupping")
    plain, visited = tree.condition(), tree.condition("Knee", body=[("where_and_when", None)])
    told = {
        page: clinic_facts(graph_of(client, page.url))
        for page in (tree.home, tree.therapies, plain, visited)
    }
    assert told == {
        tree.home: {"openingHoursSpecification", "availableService"},
        tree.therapies: {"availableService"},
        plain: set(),
        visited: {"openingHoursSpecification"},
    }


def clinic_facts(graph: dict) -> set[str]:
    return {"openingHoursSpecification", "availableService"} & set(node_of(graph, "MedicalClinic"))
