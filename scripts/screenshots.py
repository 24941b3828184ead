"""Pictures of the demo, for looking at a change: `python -m scripts.screenshots [PART_OF_ADDRESS]`.

Without an argument one page of each kind, else all whose address has the part in it: full pages at
two widths, in light and in dark, as screenshots/NAME-WIDTH-SCHEME.png. `--readme` takes those that
README.md shows, into docs/images/.
"""

import shutil
import sys
from itertools import product

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.addresses import Address
from scripts.chromium import launch_options
from scripts.served import ROOT, ServedSite, served_demo

FOLDER = ROOT / "screenshots"
# Those included that are loaded when one scrolls to them.
LOAD_PICTURES = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode();
}))"""
WIDTHS = {360: 740, 1280: 720}
SCHEMES = ("light", "dark")
README_FOLDER = ROOT / "docs" / "images"
README_ADDRESS = "/conditions/sciatica/"
# (name, width and height, element that stands a little below the upper edge)
README_PICTURES = (
    ("sciatica-top", (1100, 700), None),
    ("sciatica-therapy", (1100, 760), ".clinic-therapies-together"),
)


def main(arguments: list[str]) -> None:
    with served_demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        if arguments == ["--readme"]:
            take_for_readme(site, browser)
        else:
            take(site, browser, chosen(site.addresses(), *arguments))
        browser.close()


def chosen(addresses: list[Address], part: str = "") -> list[Address]:
    """All with `part` in the address; without a part the first of each kind."""
    if part:
        found = [address for address in addresses if part in address.path]
        return found or sys.exit(f"No address of the demo has {part!r} in it.")
    return list({address.kind: address for address in reversed(addresses)}.values())[::-1]


def take(site: ServedSite, browser: Browser, addresses: list[Address]) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for (width, height), scheme in product(WIDTHS.items(), SCHEMES):
        size = {"width": width, "height": height}
        page = browser.new_page(base_url=site.url, viewport=size, color_scheme=scheme)
        for address in addresses:
            open_whole(page, address.path)
            page.screenshot(path=FOLDER / f"{address.name}-{width}-{scheme}.png", full_page=True)
        page.close()
    print(f"{len(list(FOLDER.iterdir()))} pictures in {FOLDER.name}/")


def open_whole(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate(LOAD_PICTURES)


def take_for_readme(site: ServedSite, browser: Browser) -> None:
    for name, (width, height), selector in README_PICTURES:
        size = {"width": width, "height": height}
        page = browser.new_page(base_url=site.url, viewport=size)
        open_whole(page, README_ADDRESS)
        if selector:
            page.locator(selector).evaluate("(e) => scrollTo(0, e.offsetTop - 30)")
        page.screenshot(path=README_FOLDER / f"{name}.png")
        page.close()


if __name__ == "__main__":
    main(sys.argv[1:])
