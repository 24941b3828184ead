"""What every public page of a clinic has."""

from functools import partial

from django.apps import apps
from django.db import models
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from ..blocks.base import block_answers
from ..lib.api_fields import given, given_and_taken
from ..lib.facets import CARD, NAME, ReferenceWords
from ..lib.facts import known_as
from ..lib.fields import stream_children
from ..lib.languages import speaking_of
from ..lib.page_answers import PageAnswers
from ..lib.references import built_on
from ..lib.visibility import restricted_at
from .freshness import latest, shown_changed_at
from .names import SeenNames
from .panels import FoldedPanel, SubjectPanel
from .routes import child_called, is_missing


class ClinicPage(SeenNames, PageAnswers, Page):
    """What every public page of a clinic has: a choice of booking snippet.

    Host sites may build their own page types on it.
    """

    booking_snippet = models.ForeignKey(
        "clinic_pages.BookingSnippet",
        verbose_name=_("booking box"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Leave empty to show the one chosen on the nearest page above, else the clinic's own."
        ),
    )

    hide_from_search_engines = models.BooleanField(
        _("keep out of search engines"),
        default=False,
        # The sitemap asks for the few that are hidden, among all there are.
        db_index=True,
        help_text=_(
            "For pages that nobody should find by searching the web, such as a page of thanks. "
            "Visitors reach the page all the same."
        ),
    )

    reference_words = {
        "booking_snippet": ReferenceWords(_("Chosen here"), _("“%(title)s” is gone from its list."))
    }
    # The page types of which it lists every one that lies under it.
    lists: tuple[str, ...] = ()
    # What it shows of those.
    lists_facets: tuple[str, ...] = (NAME, CARD)

    # In which roles pages show its images, this one and others: field -> names in pictures.ROLES.
    picture_fields: dict[str, tuple[str, ...]] = {}
    content_panels = [*Page.content_panels, SubjectPanel("links")]
    promote_panels = [
        SubjectPanel("page_checks", heading=_("Among search results")),
        *Page.promote_panels,
        FieldPanel("hide_from_search_engines"),
    ]
    booking_panel = FoldedPanel([FieldPanel("booking_snippet")], heading=_("Booking box"))

    # What is said of this page alone: a copy, and a page that begins like it, begin without.
    exclude_fields_in_copy = ["seo_title", "search_description"]

    search_fields = [*Page.search_fields, index.SearchField("shown_text")]
    api_fields = [
        *given_and_taken("hide_from_search_engines"),
        *given("shown_blocks"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        # Directly under the tree's root a page belongs to no site and has no address.
        return not parent.is_root() and super().can_create_at(parent)

    def can_move_to(self, parent):
        return not parent.is_root() and super().can_move_to(parent)

    @classmethod
    def clean_subpage_models(cls):
        """The types that it names, and what hosts build on those that are ours to list."""
        if cls._clean_subpage_models is None:
            cls._clean_subpage_models = _with_built_on(super().clean_subpage_models())
        return cls._clean_subpage_models

    @classmethod
    def clean_parent_page_models(cls):
        if cls._clean_parent_page_models is None:
            cls._clean_parent_page_models = _with_built_on(super().clean_parent_page_models())
        return cls._clean_parent_page_models

    def copy_all_child_relations(self, target, exclude=None, **kwargs):
        """Wagtail copies a page for a translation, too, which says the same of the same thing: that
        keeps what other copies begin without."""
        if target.translation_key == self.translation_key:
            mine = set(self.exclude_fields_in_copy)
            for field in (each for each in self._meta.concrete_fields if each.name in mine):
                setattr(target, field.attname, getattr(self, field.attname))
            exclude = [name for name in exclude or [] if name not in mine]
        return super().copy_all_child_relations(target, exclude=exclude, **kwargs)

    def route(self, request, path_components):
        """As Wagtail does, which asks twice for each part of an address."""
        child = child_called(self, path_components[0]) if path_components else None
        if child is not None:
            return child.route(request, path_components[1:])
        further = super().route
        # No other base has addresses of its own.
        is_last = getattr(further, "__func__", None) is Page.route
        if is_last and path_components and is_missing(self.path, path_components[0]):
            raise Http404
        return further(request, path_components)

    def get_url_parts(self, request=None):
        """Wagtail asks the URLconf for each link to a page, dozens of times a visit."""
        site = getattr(request, "_wagtail_site", None)
        key = ClinicPage.get_url_parts, self.pk, self.url_path, site and site.pk, get_language()
        return known_as(key, partial(super().get_url_parts, request))

    def serve_preview(self, request, mode_name):
        """Which no search engine may keep."""
        response = super().serve_preview(request, mode_name)
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_view_restrictions(self):
        """Most pages have none, which Wagtail asks for by two queries at each visit."""
        if not restricted_at(self.path):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @property
    def may_be_short(self) -> bool:
        return bool(self.lists)

    @classmethod
    def listed_types(cls) -> tuple[type[Page], ...]:
        """What it lists, hosts' types that are built on that included."""
        models = (apps.get_model(label) for label in cls.lists)
        return tuple(each for model in models for each in built_on(model))

    def derived_state(self) -> dict:
        """What follows from the published content and others show: a part of its state.

        Where others show it without a reference, `pages_beside` says who.
        """
        return {}

    def pages_beside(self, before: dict, after: dict) -> set[int]:
        """The primary keys of the pages that list this one, or did, by something that has changed
        between these published states ({} for a draft) and that no reference tells."""
        return set()

    @property
    def last_changed_at(self):
        """When the page's output last changed, by its own publication or by what it shows.

        Two queries where `shown_changed_at` has not been annotated; None for a page never
        published.
        """
        if not hasattr(self, "shown_changed_at"):
            self.shown_changed_at = shown_changed_at(self)
        # Not the latest revision: a draft changes nothing that anybody sees.
        return latest(self.last_published_at, self.shown_changed_at)

    @property
    def robots(self) -> str:
        """What search engines may do with the page, as in `<meta name="robots">`."""
        if self.hide_from_search_engines:
            return "noindex"
        return "index, follow, max-image-preview:large"

    def get_sitemap_urls(self, request=None):
        return [
            {**url, "lastmod": self.last_changed_at} for url in super().get_sitemap_urls(request)
        ]

    @property
    def shown_text(self) -> str:
        """The words of other pages that the blocks of this page show, for the search index. In the
        language of the page, whoever saves it."""
        with speaking_of(self):
            texts = [block_answers(child).shown_text(self) for child in stream_children(self)]
        return "\n".join(text for text in texts if text)

    @property
    def shown_blocks(self) -> list[dict]:
        """What visitors read in each block that they see, as `BlockAnswers.as_shown` says it, with
        its id and type: for those who ask by Wagtail's API."""
        with speaking_of(self):
            return [
                {"id": child.id, "type": child.block_type, **block_answers(child).as_shown(self)}
                for child in stream_children(self)
                if not block_answers(child).why_hidden(self)
            ]

    @property
    def own_pictures(self) -> list[tuple]:
        """(image, names of roles) for each image that this page brings along, in all its roles.

        The images of other pages that it shows are theirs to bring.
        """
        found = [(getattr(self, name), roles) for name, roles in self.picture_fields.items()]
        for child in stream_children(self):
            found += block_answers(child).own_pictures
        return [(image, roles) for image, roles in found if image is not None]

    @property
    def opens_with_booking(self) -> bool:
        if not self.begins_with_body:
            return False
        first = next(iter(stream_children(self)), None)
        return first is not None and block_answers(first).is_booking

    @property
    def places_booking(self) -> bool:
        """Whether a block of the body shows the booking snippet, so that the end must not."""
        return any(block_answers(child).is_booking for child in stream_children(self))


def _with_built_on(models: list) -> list:
    """Wagtail's own Page stays itself: every type is built on it."""
    wide = [built_on(model) if issubclass(model, ClinicPage) else [model] for model in models]
    return list(dict.fromkeys(each for some in wide for each in some))
