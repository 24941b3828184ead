"""GNU gettext, whose programs collect texts for translators and compile what they wrote.

`python -m scripts.gettext` exits with 0 only when they are there.
"""

import shutil
import sys

from scripts import apt

PROGRAMS = ("xgettext", "msgmerge", "msguniq", "msgattrib", "msgfmt")
HELP = """\
Translations need GNU gettext, and these programs of it are not on the PATH: {missing}.
Install gettext (Debian: apt-get install gettext, macOS: brew install gettext)."""


def missing_programs() -> list[str]:
    return [name for name in PROGRAMS if not shutil.which(name)]


def advice() -> str:
    """What to install, "" where nothing is missing."""
    missing = missing_programs()
    return HELP.format(missing=", ".join(missing)) if missing else ""


def ensure_gettext() -> None:
    """Raise SystemExit with advice unless gettext is there, after trying to install it."""
    if missing_programs():
        apt.install("gettext")
    if missing_programs():
        sys.exit(advice())


if __name__ == "__main__":
    ensure_gettext()
