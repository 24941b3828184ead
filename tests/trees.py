"""A small clinic's page tree, and how a visitor reads a page of it."""

from dataclasses import dataclass, fields

from bs4 import BeautifulSoup
from wagtail.models import Page, Site

from clinic_pages.models import ClinicSettings, ConditionIndexPage, TherapyIndexPage
from home.factories import (
    ClinicSettingsFactory,
    ConditionIndexPageFactory,
    ConditionPageFactory,
    HomePageFactory,
    TherapyIndexPageFactory,
    TherapyPageFactory,
    make_site_root,
)
from home.models import HomePage


@dataclass
class Tree:
    site: Site
    home: HomePage
    conditions: ConditionIndexPage
    therapies: TherapyIndexPage
    clinic: ClinicSettings

    def therapy(self, title="Acupuncture", **fields):
        return TherapyPageFactory(parent=self.therapies, title=title, **fields)

    def condition(self, title="Sciatica", body=(), **fields):
        return ConditionPageFactory(parent=self.conditions, title=title, body=list(body), **fields)

    def sciatica_with(self, *blocks, **fields):
        """A published condition page "Sciatica" with these (type, value) blocks as its body."""
        return self.condition(body=blocks, **fields)

    def afresh(self) -> "Tree":
        """The same, as it is stored."""
        mine = {field.name: getattr(self, field.name) for field in FIELDS}
        return Tree(**{name: type(obj).objects.get(pk=obj.pk) for name, obj in mine.items()})


FIELDS = fields(Tree)


def plant_tree() -> Tree:
    home = HomePageFactory(parent=Page.objects.get(depth=1), title="Clinic", slug="clinic")
    site = make_site_root(home)
    return Tree(
        site=site,
        home=home,
        conditions=ConditionIndexPageFactory(parent=home),
        therapies=TherapyIndexPageFactory(parent=home),
        clinic=ClinicSettingsFactory(site=site),
    )


def read(client, page) -> BeautifulSoup:
    """What a visitor gets at the page's address; the answer must be 200."""
    response = client.get(page.get_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def texts(soup, selector: str) -> list[str]:
    """The visible text of each element, with white space as a browser shows it."""
    return [" ".join(element.get_text(" ").split()) for element in soup.select(selector)]
