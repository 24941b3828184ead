"""How much somebody has to do at a screen."""

from playwright.sync_api import Locator, Page


class Clicks:
    """Counts what the hand on the mouse does; a choice in a menu is two clicks."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def click(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def choose(self, target: Locator, label: str) -> None:
        self.count += 2
        target.select_option(label)

    def drag(self, target: Locator, place: Locator) -> None:
        self.count += 1
        target.drag_to(place)

    def were_at_most(self, most: int, what: str) -> None:
        print(f"{what}: {self.count} clicks")
        assert self.count <= most, what
        self.count = 0
