"""Pages as Markdown that the importer reads back without a difference.

A page becomes its *state*: fields and blocks in which other pages, places and pictures stand by
address, slug and file (`states`). A state becomes a text and is read from one (`texts`).
"""

from .states import State, differs, exported_pages, restore, state_of
from .texts import read_state, write_state

__all__ = ["State", "differs", "exported_pages", "read_state", "restore", "state_of", "write_state"]
