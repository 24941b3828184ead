"""Every page of the demo says to machines what is valid, and sciatica says just this.

UPDATE_GOLDEN=1 writes sciatica.json anew; read the difference before you keep it.
"""

import json
import os
import re
from urllib.parse import urlsplit

from wagtail.models import Site

from clinic_pages.models import ConditionPage
from scripts import rich_results
from tests.site.test_demo import DemoTestCase
from tests.structured_data import vocabulary
from tests.structured_data.checker import problems
from tests.structured_data.expansion import lost_in_expansion
from tests.structured_data.faults import GOLDEN, ROOT, faultless, node
from tests.structured_data.reading import graph_in

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:]{8}\+00:00")
SOME_MOMENT = "2026-01-01T00:00:00+00:00"


class DemoGraphsTests(DemoTestCase):
    def graph(self, address: str) -> dict:
        response = self.client.get(address)
        assert response.status_code == 200, address
        return graph_in(response.content.decode())

    def graphs(self) -> dict[str, dict]:
        """Of every address in the sitemap, and of the search."""
        sitemap = self.client.get("/sitemap.xml").content.decode()
        addresses = [urlsplit(url).path for url in re.findall("<loc>(.*?)</loc>", sitemap)]
        return {each: self.graph(each) for each in [*addresses, "/search/?q=sciatica"]}

    def test_all_graphs_are_valid(self):
        graphs = self.graphs()
        assert len(graphs) > 30
        found = [f"{url} {each}" for url, graph in graphs.items() for each in problems(graph)]
        assert not found, "\n".join(found)
        assert not {url for url, graph in graphs.items() if lost_in_expansion(graph)}
        assert not (advice := rich_results.advice()), advice
        assert rich_results.complaints(graphs, vocabulary.as_jsonld()) == []

    def test_googles_validator_finds_faults(self):
        document = faultless()
        node(document, "MedicalClinic")["adress"] = "Lane"
        node(document, "BreadcrumbList").pop("itemListElement")
        complaints = rich_results.complaints({"sciatica": document}, vocabulary.as_jsonld())
        assert len(complaints) == 2 and "adress" in "".join(complaints), complaints

    def test_sciatica(self):
        root = Site.objects.get().root_url
        text = json.dumps(self.graph("/conditions/sciatica/"), ensure_ascii=False, indent=2)
        text = MOMENT.sub(SOME_MOMENT, text.replace(root, ROOT)) + "\n"
        if os.environ.get("UPDATE_GOLDEN"):
            GOLDEN.write_text(text)
        assert json.loads(text) == json.loads(GOLDEN.read_text())

    def test_a_page_and_its_lists_agree_on_ids(self):
        graphs = self.graphs()
        own = {each["@id"] for graph in graphs.values() for each in graph["@graph"]}
        named = {
            item["item"]["@id"]
            for graph in graphs.values()
            for each in graph["@graph"]
            if each["@type"] == "ItemList"
            for item in each["itemListElement"]
        }
        assert ConditionPage.objects.count() < len(named)
        assert named <= own
