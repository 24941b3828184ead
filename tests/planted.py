"""The page tree that most tests begin with, planted once for all that follow one another.

To plant it takes a tenth of a second, as long as all the rest of most tests.
"""

from contextlib import ExitStack
from unittest import TestCase

from tests.trees import Tree, plant_tree
from tests.worlds import rolled_back


class Planted:
    """A transaction that is open around tests, and the tree in it; None between others."""

    def __init__(self):
        self.tree: Tree | None = None
        self._around = ExitStack()
        self._blocker = None
        self._item = None

    def open(self, blocker) -> None:
        """There is a database now; `blocker` lets us at it."""
        self._blocker = blocker
        self.get_ready_for(self._item)

    def get_ready_for(self, item) -> None:
        """Before any fixture of this test: its own transaction belongs into ours."""
        self._item = item
        if self._blocker is None:
            return
        if is_for(item):
            self._plant()
        elif is_in_the_way_of(item):
            self.clear()

    def _plant(self) -> None:
        if self.tree is None:
            with self._blocker.unblock():
                self._around.enter_context(rolled_back())
                self.tree = plant_tree()

    def clear(self) -> None:
        if self.tree is not None:
            self.tree = None
            with self._blocker.unblock():
                self._around.close()


def is_for(item) -> bool:
    return "tree" in item.fixturenames and not _commits(item)


def is_in_the_way_of(item) -> bool:
    """Who asks the database for anything else begins with an empty one."""
    is_case = issubclass(getattr(item, "cls", None) or object, TestCase)
    return is_case or "db" in item.fixturenames or bool(item.get_closest_marker("django_db"))


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
