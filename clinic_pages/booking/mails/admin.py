"""The words of mails in the admin: one row for each mail that goes out."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.models import Site
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from ...lib.menu import entry
from .wordings import MailWording


class WordingIndexView(IndexView):
    """Without boxes to tick, and without the site where there is only one."""

    @cached_property
    def columns(self):
        left_out = {"bulk_actions"} if Site.objects.count() > 1 else {"bulk_actions", "site"}
        return [column for column in super().columns if column.name not in left_out]


class WordingEditView(EditView):
    can_delete = False


class WordingViewSet(SnippetViewSet):
    """Nobody adds, copies or deletes one, superusers included."""

    model = MailWording
    icon = "mail"
    menu_label = _("E-mails")
    menu_name = entry("booking-e-mails")
    menu_order = 139
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = WordingIndexView
    edit_view_class = WordingEditView
    list_display = ["__str__", Column("state", label=_("Wording")), "site"]
    list_per_page = 100

    def get_queryset(self, request):
        return MailWording.all_there_are()

    def get_common_view_kwargs(self, **kwargs):
        refused = {"add_url_name": None, "delete_url_name": None}
        return super().get_common_view_kwargs(**kwargs) | refused

    def get_urlpatterns(self):
        refused = {"add", "preview_on_add", "delete"}
        return [each for each in super().get_urlpatterns() if each.name not in refused]


register_snippet(WordingViewSet)
