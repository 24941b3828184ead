"""Admin listings."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    model = SynonymGroup
    icon = "search"
    menu_label = _("Search: same meaning")
    menu_name = "search-synonyms"
    menu_order = 890
    add_to_settings_menu = True
    list_display = ["__str__"]
    search_fields = ["phrases"]
