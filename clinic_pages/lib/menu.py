"""Menu entries that several subjects have, and the group in which the plugin's own sit."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from ..conf import get_conf
from .editing import edits_pages

# The names of the plugin's entries in the main menu. None begins with another: Wagtail would show
# both as chosen.
ENTRIES: set[str] = set()
# Who has fewer of them needs no group: it would be a click more.
FEWEST = 3
# Just after the tree of pages.
PLACE = 105


class PageEditorsMenuItem(MenuItem):
    """Not for the reception, who edit no page."""

    def is_shown(self, request):
        return edits_pages(request.user)


def entry(name: str) -> str:
    """Takes a menu entry of this name for one of the plugin's."""
    ENTRIES.add(name)
    return name


def gather(items: list[MenuItem]) -> None:
    """Puts the plugin's entries among `items` into one group, as MENU_GROUP and MENU_ON_TOP say."""
    conf = get_conf()
    own = [item for item in items if item.name in ENTRIES - set(conf.menu_on_top)]
    if conf.menu_group and len(own) >= FEWEST:
        items[:] = [item for item in items if item not in own]
        options = {"name": "clinic", "icon_name": "home", "order": PLACE}
        items.append(SubmenuMenuItem(_("Clinic"), Menu(items=own), **options))
