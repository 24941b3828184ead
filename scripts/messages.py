"""Collects the texts that are marked for translation, and compiles what the translators wrote.

`python -m scripts.messages LANGUAGE...` does both. There are two catalogues in each language: the
plugin's, which its wheel ships, and the reference site's, for everything else.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
CATALOGUES = ("clinic_pages/locale", "locale")
# What has texts that visitors or editors read.
SOURCES = ("clinic_pages", "home", "search", "settings", "templates")
DOMAIN = Path("LC_MESSAGES/django.po")

# The time of the last collecting would be a difference in every commit.
DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


def collect(languages: list[str], root: Path = ROOT) -> None:
    """Brings every catalogue under `root` up to date with the texts that are marked in SOURCES."""
    for folder in CATALOGUES:
        # makemessages puts a text into the nearest catalogue that there is a folder for.
        (root / folder).mkdir(exist_ok=True)
    names = [f"--locale={language}" for language in languages]
    _django("makemessages", *names, "--add-location=file", "--no-obsolete", root=root)
    for path in po_files(root):
        path.write_text(DATE.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")


def compile_all(root: Path = ROOT) -> None:
    """Makes the .mo file of every .po file under `root`."""
    _django("compilemessages", root=root)


def po_files(root: Path = ROOT) -> list[Path]:
    return sorted(path for folder in CATALOGUES for path in (root / folder).glob(f"*/{DOMAIN}"))


def _django(command: str, *options: str, root: Path) -> None:
    # Without settings, so that only the folders under `root` count.
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    others = (path.name for path in root.iterdir() if path.is_dir())
    ignored = [f"--ignore={name}" for name in others if name not in (*SOURCES, "locale")]
    whole = [sys.executable, "-m", "django", command, *options, *ignored]
    subprocess.run(whole, cwd=root, env=environment, check=True)


if __name__ == "__main__":
    collect(sys.argv[1:])
    compile_all()
