import unicodedata

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from ..facets import CARD, NAME
from ..fields import stream_children
from ..panels import SearchResultPanel, SuggestedLinksPanel
from .freshness import PageFreshness


class ClinicPage(Page):
    """What every public page of a clinic has: a choice of booking snippet.

    Host sites may build their own page types on it.
    """

    booking_snippet = models.ForeignKey(
        "clinic_pages.BookingSnippet",
        verbose_name=_("booking text"),
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

    # What others show of such a page beside its name: facet -> its fields. See facets.py.
    facets: dict[str, tuple[str, ...]] = {}
    # What such a page shows of others, where its blocks do not say: reference's path -> facets.
    reference_facets: dict[str, tuple[str, ...]] = {}
    # The page types of which it lists every one that lies under it.
    lists: tuple[str, ...] = ()
    # What it shows of those.
    lists_facets: tuple[str, ...] = (NAME, CARD)

    # In which roles pages show its images, this one and others: field -> names in pictures.ROLES.
    picture_fields: dict[str, tuple[str, ...]] = {}
    # Whether its body comes right after title and lead, so that a picture there is its main one.
    begins_with_body = False

    content_panels = [*Page.content_panels, SuggestedLinksPanel()]
    promote_panels = [
        SearchResultPanel(heading=_("Among search results")),
        *Page.promote_panels,
        FieldPanel("hide_from_search_engines"),
    ]
    booking_panel = MultiFieldPanel([FieldPanel("booking_snippet")], heading=_("Booking"))

    search_fields = [*Page.search_fields, index.SearchField("shown_text")]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent):
        # Directly under the tree's root a page belongs to no site and has no address.
        return not parent.is_root() and super().can_create_at(parent)

    def can_move_to(self, parent):
        return not parent.is_root() and super().can_move_to(parent)

    @property
    def offers(self) -> list[str]:
        """What a link to the page promises beside its title."""
        return []

    def derived_state(self) -> dict:
        """What follows from the published content and others show: a part of its state."""
        return {}

    @property
    def last_changed_at(self):
        """When the page's output last changed, by its own publication or by what it shows.

        One query where `shown_changed_at` has not been annotated; None for a page never published.
        """
        if not hasattr(self, "shown_changed_at"):
            fresh = PageFreshness.objects.filter(page_id=self.pk).values_list(
                "changed_at", flat=True
            )
            self.shown_changed_at = fresh.first()
        # Not the latest revision: a draft changes nothing that anybody sees.
        return max(filter(None, [self.last_published_at, self.shown_changed_at]), default=None)

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
        """The words of other pages that the blocks of this page show, for the search index."""
        values = [child.value for child in stream_children(self)]
        return "\n".join(v.shown_text(self) for v in values if hasattr(v, "shown_text"))

    @property
    def own_pictures(self) -> list[tuple]:
        """(image, names of roles) for each image that this page brings along, in all its roles.

        The images of other pages that it shows are theirs to bring.
        """
        found = [(getattr(self, name), roles) for name, roles in self.picture_fields.items()]
        for child in stream_children(self):
            found += getattr(child.value, "own_pictures", [])
        return [(image, roles) for image, roles in found if image is not None]

    @property
    def places_booking(self) -> bool:
        """Whether a block of the body shows the booking snippet, so that the end must not."""
        return any(child.block_type == "booking" for child in stream_children(self))


def alternate_names_field() -> models.TextField:
    return models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One on each line. Visitors find the page by these too."),
    )


def split_names(alternate_names: str) -> list[str]:
    """The names in an `alternate_names` value, without blanks, in the editor's order."""
    return [name for line in (alternate_names or "").splitlines() if (name := line.strip())]


def sort_key(name: str) -> str:
    """By which names are sorted: small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if c.isalnum()).casefold()
