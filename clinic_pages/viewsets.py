"""Admin listings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from .models import BookingSnippet, ConditionPage, PractitionerPage, TherapyPage
from .shown_on import tell_editor


class ConditionViewSet(PageListingViewSet):
    model = ConditionPage
    icon = "doc-full"
    menu_label = _("Conditions")
    menu_order = 110
    add_to_admin_menu = True


class TherapyViewSet(PageListingViewSet):
    model = TherapyPage
    icon = "tag"
    menu_label = _("Therapies")
    menu_order = 120
    add_to_admin_menu = True


class PractitionerViewSet(PageListingViewSet):
    model = PractitionerPage
    icon = "user"
    menu_label = _("Practitioners")
    menu_order = 130
    add_to_admin_menu = True


class BookingSnippetEditView(EditView):
    # The hook before_edit_snippet is given another instance than the form.
    def get_object(self, queryset=None):
        snippet = super().get_object(queryset)
        tell_editor(snippet, self.request.user)
        return snippet


class BookingSnippetViewSet(SnippetViewSet):
    model = BookingSnippet
    icon = "date"
    menu_label = _("Booking texts")
    menu_order = 140
    add_to_admin_menu = True
    edit_view_class = BookingSnippetEditView
    list_display = ["__str__", "heading", UpdatedAtColumn()]
