"""The grid in the menu, and what Wagtail's log says of what is done there."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from ..lib.log_words import NamingFormatter
from ..lib.menu import entry
from ..lib.needs import NEEDS, Need, Urgency
from ..lib.references import unreferenced
from ..pages.conditions import ConditionPage
from ..pages.therapies import TherapyPage
from .steps import ADDED, TAKEN_OUT
from .views import GRID, AddView, GridView, PairView, PreviewView

# Therapies that the first screen names, of those that are on no page.
MOST_NAMED = 3


@hooks.register("register_admin_urls")
def register_admin_urls():
    grid = "clinic-pages/grid/"
    pair = "<int:condition>/<int:therapy>/"
    urls = [
        path(grid, GridView.as_view(), name="grid"),
        path(f"{grid}results/", GridView.as_view(results_only=True), name="results"),
        path(f"{grid}{pair}", PairView.as_view(), name="pair"),
        path(f"{grid}preview/{pair}", PreviewView.as_view(), name="preview"),
        path(f"{grid}add/<int:therapy>/", AddView.as_view(), name="add"),
    ]
    return [path("", include((urls, "clinic_pages_grid")))]


class GridMenuItem(MenuItem):
    def is_shown(self, request):
        # Without a query: whether that is a condition the screen itself finds out.
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_admin_menu_item")
def add_grid():
    options = {"name": entry("therapy-grid"), "icon_name": "table", "order": 105}
    return GridMenuItem(GridView.page_title, reverse(GRID), **options)


@hooks.register("register_log_actions")
def register_log_actions(actions):
    @actions.register_action(ADDED)
    class AddedFormatter(NamingFormatter):
        key = "therapy"
        label = _("Add a therapy")
        said = _("Added “%(title)s”")

    @actions.register_action(TAKEN_OUT)
    class TakenOutFormatter(NamingFormatter):
        key = "therapy"
        label = _("Take out a therapy")
        said = _("Took out “%(title)s”")


@NEEDS.register("therapies_on_no_page")
def what_no_condition_shows(user):
    """Therapies that are written, and that no condition's page mentions."""
    therapies = TherapyPage.objects.live().filter(alias_of__isnull=True)
    titles = list(unreferenced(therapies, ConditionPage).values_list("title", flat=True))
    if not titles or not page_permission_policy.user_has_permission(user, "change"):
        return
    words = ngettext(
        "%(count)d therapy is on no condition's page: %(titles)s.",
        "%(count)d therapies are on no condition's page: %(titles)s.",
        len(titles),
    )
    named = ", ".join(titles[:MOST_NAMED]) + ("…" if len(titles) > MOST_NAMED else "")
    words %= {"count": len(titles), "titles": named}
    yield Need(Urgency.WHEN_THERE_IS_TIME, words, reverse(GRID), _("Add it to pages"))
