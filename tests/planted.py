"""What most tests begin with, made once for all that follow one another: a tree, or a world on it;
or the demo.

To plant the tree takes a tenth of a second, as long as all the rest of most tests; the world takes
a second, the demo five: on SQLite it is copied.
"""

import os
import unittest
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import TestCase, override_settings

from scripts import migrated
from scripts.demo import DATABASE, copy_database, copy_uploads, demo
from tests.trees import Tree, plant_tree
from tests.worlds import World, make_world, rolled_back

MODULE = os.environ["DJANGO_SETTINGS_MODULE"]


class Planted:
    """A transaction that is open around tests, and the tree in it; in that, another one with the
    world. None while they are not there. Or the demo, and neither of them."""

    def __init__(self):
        self.tree: Tree | None = None
        self.world: World | None = None
        self.has_demo = False
        self._around_tree, self._around_world = ExitStack(), ExitStack()
        self._around_demo = ExitStack()
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
        with self._blocker.unblock():
            if asks_for("demo", item):
                self._load_demo()
            elif asks_for("world", item):
                self._plant()
                self._furnish()
            elif asks_for("tree", item):
                self._strip()
                self._plant()
            elif is_in_the_way_of(item):
                self._clear()

    def clear(self) -> None:
        if self._blocker is not None:
            with self._blocker.unblock():
                self._clear()

    def _clear(self) -> None:
        self._dig_up()
        self._unload_demo()

    def _load_demo(self) -> None:
        self._dig_up()
        if not self.has_demo:
            if connection.vendor == "sqlite":
                self._around_demo.callback(fill, migrated.sqlite(MODULE))
                fill(demo(MODULE) / DATABASE)
                copy_uploads(settings.MEDIA_ROOT, MODULE)
            else:
                self._around_demo.enter_context(rolled_back())
                load_demo()
            self.has_demo = True

    def _plant(self) -> None:
        self._unload_demo()
        if self.tree is None:
            self._around_tree.enter_context(rolled_back())
            self.tree = plant_tree()

    def _furnish(self) -> None:
        if self.world is None:
            self._around_world.enter_context(rolled_back())
            self.world = make_world(self.tree.afresh())

    def _strip(self) -> None:
        self.world = None
        self._around_world.close()

    def _dig_up(self) -> None:
        self._strip()
        self.tree = None
        self._around_tree.close()

    def _unload_demo(self) -> None:
        self.has_demo = False
        self._around_demo.close()


def fill(file: Path) -> None:
    """Puts the file's content in place of all that the database has."""
    connection.ensure_connection()
    copy_database(file, connection.connection)
    ContentType.objects.clear_cache()


@override_settings(DEBUG=True)
def load_demo() -> None:
    """With the logins, and with all that follows after the commit."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("load_demo", "--with-editor", verbosity=0)


def asks_for(name: str, item) -> bool:
    return name in item.fixturenames and not _commits(item)


def is_in_the_way_of(item) -> bool:
    """Who asks the database for anything else begins with an empty one."""
    is_case = issubclass(getattr(item, "cls", None) or object, unittest.TestCase)
    return is_case or "db" in item.fixturenames or bool(item.get_closest_marker("django_db"))


def _commits(item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))
