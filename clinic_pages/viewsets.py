"""Admin listings."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import BookingSnippet


class BookingSnippetViewSet(SnippetViewSet):
    model = BookingSnippet
    icon = "date"
    menu_label = _("Booking texts")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["__str__", "heading", UpdatedAtColumn()]
