"""Fields of the booking form: many pages to choose from, and what is typed."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page, Site

from ...lib.facts import fact
from ...lib.invisible import without_invisible
from ...pages.condition_entries import letter_of
from ...pages.names import sort_key
from ..times.offer import visitors_choices

# Of a primary key.
MOST_DIGITS = 18
# How many choices a menu has before they are grouped by letter.
MOST_UNGROUPED = 24


class PagesByLetter(ModelChoiceIterator):
    """Many pages stand in groups, so that a menu of hundreds can be read on a telephone."""

    def __iter__(self):
        yield "", self.field.empty_label
        if len(self.field.pages) <= MOST_UNGROUPED:
            yield from map(self.choice, self.field.pages)
            return
        for letter, pages in self.field.by_letter:
            yield letter, [self.choice(page) for page in pages]


def by_name(pages: QuerySet) -> list[Page]:
    """With no more than that: their texts are not asked for. One query."""
    return sorted(pages.order_by().only("title"), key=lambda page: sort_key(page.title))


def by_letter(pages: Iterable[Page]) -> list[tuple[str, list[Page]]]:
    """(letter, those whose names begin with it) of what `by_name` gives."""
    groups = groupby(pages, lambda page: letter_of(page.title))
    return [(letter, list(each)) for letter, each in groups]


@fact
def choices_of_visitors(model: type[Page], site: Site, language: str) -> tuple[list, list]:
    """By name, and by letter: what those may choose who read `language`, the active one."""
    pages = by_name(visitors_choices(model, site))
    return pages, by_letter(pages)


class Menu(forms.Select):
    """Written in one go: Django has a template for each choice, which takes ten times as long."""

    template_name = "clinic_booking/form/menu.html"


class PageChoiceField(forms.ModelChoiceField):
    iterator = PagesByLetter
    widget = Menu

    @cached_property
    def pages(self) -> list[Page]:
        return by_name(self.queryset)

    @cached_property
    def by_letter(self) -> list[tuple[str, list[Page]]]:
        return by_letter(self.pages)

    def offer_to_visitors(self, model: type[Page], site: Site) -> None:
        """What is known of their choices need not be asked for."""
        self.pages, self.by_letter = choices_of_visitors(model, site, get_language())
        self.queryset = visitors_choices(model, site)

    def label_from_instance(self, page) -> str:
        return page.title

    def to_python(self, value):
        # SQLite has no place for a number of hundreds of digits, and says so with an OverflowError.
        if isinstance(value, str) and len(value) > MOST_DIGITS:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value[:MOST_DIGITS]},
            )
        return super().to_python(value)


class SeenText:
    """What nobody sees was not typed: it is pasted along, and makes an address wrong."""

    def to_python(self, value):
        return super().to_python(without_invisible(value) if isinstance(value, str) else value)


class TextField(SeenText, forms.CharField):
    pass


class EmailField(SeenText, forms.EmailField):
    pass


class LinesField(TextField):
    """Counts a line break as browsers do while one types: as one."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")
