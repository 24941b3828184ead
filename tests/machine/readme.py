"""The commands of deploy/README.md, as they stand there."""

import re

from scripts.served import ROOT

BLOCK = re.compile(r"^## (?P<heading>[^\n]+)$|^```sh\n(?P<commands>.*?)^```$", re.M | re.S)


def commands() -> dict[str, str]:
    """{heading: what is to be typed under it}; without what is the reader's own."""
    found: dict[str, str] = {}
    heading = ""
    for match in BLOCK.finditer((ROOT / "deploy/README.md").read_text(encoding="utf-8")):
        heading = match["heading"] or heading
        if match["commands"]:
            found[heading] = found.get(heading, "") + match["commands"]
    return found
