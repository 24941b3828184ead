"""Listings and menu entries of pages, booking boxes and what conditions are found by."""

from django.db.models import Count
from django.urls import include, path
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import NumberColumn, UpdatedAtColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from ..lib.languages import speaking_of
from ..lib.menu import PageEditorsMenuItem, entry, gather
from ..showing.asking import UnpublishSnippetView
from .base import ClinicPage
from .booking_texts import BookingSnippet
from .conditions import ConditionPage
from .finding_aids import BodyArea, Symptom
from .practitioners import PractitionerPage
from .rich_text import KnownPageLinkHandler, PageLinkHandler
from .therapies import TherapyPage
from .views import address_remarks


# After Wagtail's own, and in place of no other: a host may have its own.
@hooks.register("register_rich_text_features", order=10)
def know_where_links_lead(features):
    if features.link_types.get("page") is PageLinkHandler:
        features.register_link_type(KnownPageLinkHandler)


# Inside all others, which see an answer that is rendered.
@hooks.register("on_serve_page", order=1002)
def speak_its_language(serve):
    """A page is shown in its own language, an alias in that of the page it repeats, whatever is
    spoken at its address; and says so."""

    def serve_speaking(page, request, args, kwargs):
        with speaking_of(page) as is_another:
            response = serve(page, request, args, kwargs)
            if is_another and hasattr(response, "render"):
                response.render()
            if isinstance(page, ClinicPage):
                response["Content-Language"] = get_language()
        return response

    return serve_speaking


class PageViewSet(PageListingViewSet):
    menu_item_class = PageEditorsMenuItem
    add_to_admin_menu = True


class ConditionViewSet(PageViewSet):
    model = ConditionPage
    icon = "doc-full"
    menu_label = _("Conditions")
    menu_name = entry("conditions")
    menu_order = 110


class TherapyViewSet(PageViewSet):
    model = TherapyPage
    icon = "tag"
    menu_label = _("Therapies")
    menu_name = entry("therapies")
    menu_order = 120


class PractitionerViewSet(PageViewSet):
    model = PractitionerPage
    icon = "user"
    menu_label = _("Practitioners")
    menu_name = entry("practitioners")
    menu_order = 130


class WarnsOfAddress:
    """Says after saving, too, where patients might be sent to a stranger."""

    def save_action(self):
        warning = self.object.address_warning
        # Autosave is told by the form, which says so while it is typed.
        if warning and not self.expects_json_response:
            messages.warning(self.request, warning.text)
        return super().save_action()


class BookingSnippetCreateView(WarnsOfAddress, CreateView):
    pass


class BookingSnippetEditView(WarnsOfAddress, EditView):
    pass


class BookingSnippetViewSet(SnippetViewSet):
    model = BookingSnippet
    icon = "date"
    menu_label = _("Booking boxes")
    menu_name = entry("booking-boxes")
    menu_order = 140
    add_to_admin_menu = True
    add_view_class = BookingSnippetCreateView
    edit_view_class = BookingSnippetEditView
    unpublish_view_class = UnpublishSnippetView
    list_display = ["__str__", "heading", UpdatedAtColumn()]


class FindingAidChooserViewSet(SnippetChooserViewSet):
    """Lets an editor write a new one where it is chosen."""

    form_fields = ["name"]


class FindingAidViewSet(SnippetViewSet):
    chooser_viewset_class = FindingAidChooserViewSet
    list_display = [
        "name",
        NumberColumn("condition_count", label=_("Conditions"), sort_key="condition_count"),
    ]

    def get_queryset(self, request):
        return self.model.objects.annotate(
            condition_count=Count("conditions__condition", distinct=True)
        )


class BodyAreaViewSet(FindingAidViewSet):
    """Dragged into the order in which visitors read them."""

    model = BodyArea
    icon = "user"
    menu_label = _("Places on the body")


class SymptomViewSet(FindingAidViewSet):
    model = Symptom
    icon = "comment"
    menu_label = _("Symptoms")
    ordering = "name"


class FindingViewSetGroup(SnippetViewSetGroup):
    items = (BodyAreaViewSet, SymptomViewSet)
    menu_label = _("Places and symptoms")
    menu_name = entry("places-and-symptoms")
    menu_icon = "help"
    menu_order = 135


register_snippet(BookingSnippetViewSet)
register_snippet(FindingViewSetGroup)


@hooks.register("insert_global_admin_css")
def insert_stylesheet():
    address = versioned_static("clinic_pages/pages/admin.css")
    return format_html('<link rel="stylesheet" href="{}">', address)


@hooks.register("construct_main_menu")
def gather_own_entries(request, menu_items):
    gather(menu_items)


@hooks.register("register_admin_viewset")
def register_page_listings():
    return [
        ConditionViewSet("conditions"),
        TherapyViewSet("therapies"),
        PractitionerViewSet("practitioners"),
    ]


@hooks.register("register_admin_urls")
def register_admin_urls():
    urls = [path("clinic-pages/provider-address/", address_remarks, name="address_remarks")]
    return [path("", include((urls, "clinic_pages_booking_texts")))]


@hooks.register("insert_editor_js")
def insert_files_of_forms():
    names = ("after_autosave", "unfold")
    sources = [versioned_static(f"clinic_pages/pages/{name}.js") for name in names]
    scripts = format_html_join("", '<script src="{}"></script>', ((each,) for each in sources))
    style = versioned_static("clinic_pages/pages/forms.css")
    link = format_html('<link rel="stylesheet" href="{}">', style)
    return format_html("{}{}{}", link, scripts, _counters())


def _counters():
    """The script puts the number in place of the 0."""
    return format_html(
        '<script src="{}" data-left="{}" data-over="{}"></script>',
        versioned_static("clinic_pages/pages/counters.js"),
        _("Characters left: 0"),
        _("Characters too many: 0"),
    )
