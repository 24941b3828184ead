"""How addresses stand in the code that booking providers hand out for web pages.

Each function gets such code and gives the addresses that it finds in one shape. What providers
share is in `written`; a provider with a shape of its own names the function as its `in_code`.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

# <iframe src="...">, <a href='...'>, <div data-url="...">, {url: '...'} and {"url": "..."}.
WRITTEN = re.compile(
    r"""(?<![\w-])(?:src|href|data-url|url)["']?\s*[=:]\s*\\?["'`]?([^\s"'`<>]+)""", re.IGNORECASE
)
# What the code loads besides: scripts, styles, pictures of buttons.
FILES = (".js", ".mjs", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp")


def written(code: str) -> Iterator[str]:
    for found in WRITTEN.findall(code):
        if re.match(r"(?:https?:)?//[^/]", found, re.IGNORECASE) and not _is_file(found):
            yield f"https:{found}" if found.startswith("//") else found


def _is_file(address: str) -> bool:
    try:
        return urlsplit(address).path.lower().endswith(FILES)
    except ValueError:
        return False


def of_cal(code: str) -> Iterator[str]:
    """Cal("init", {origin: "https://cal.com"}) and calLink: "clinic/first-visit"."""
    origin = re.search(r"""origin["']?\s*[=:]\s*["'](https://[^\s"'/]+)""", code)
    for link in re.findall(r"""cal-?link["']?\s*[=:]\s*["']([^\s"']+)""", code, re.IGNORECASE):
        yield f"{origin[1] if origin else 'https://cal.com'}/{link.strip('/')}"


def of_square(code: str) -> Iterator[str]:
    """A script's address, which is that of the calendar with ".js" after it."""
    yield from re.findall(r"""(https://[\w.]+/appointments/buyer/widget/[\w/-]+)\.js""", code)


def of_timify(code: str) -> Iterator[str]:
    """<script src="//book.timify.com/widget/widget.min.js" data-account-id="...">"""
    if "timify.com/" in code:
        for account in re.findall(r"""data-(?:account-)?id=["'](\w+)""", code):
            yield f"https://book.timify.com/?accountId={account}"


def of_treatwell(code: str) -> Iterator[str]:
    """wahanda.openOnlineBookingWidget('https://widget.treatwell.ie/place/1/menu/')"""
    yield from re.findall(r"""openOnlineBookingWidget\(\s*["'](https://[^\s"']+)""", code)
