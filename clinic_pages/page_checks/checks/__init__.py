"""The checks, a module per family. Imported in the order in which an editor reads them."""

# ruff: noqa: I001, F401
from . import titles
from . import descriptions
from . import headings
from . import texts
from . import pictures
from . import links
from . import booking
from . import reviews
from . import blocks
from . import data
