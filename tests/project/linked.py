"""Packages of our own environment, linked into another: what pip does in a minute, in a moment."""

from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement


def link(package: Distribution, extra: str, site_packages: Path) -> None:
    """All that the package needs with this extra ("" for none), directly or not, and nothing else.

    Raises AssertionError where our own environment has another version than is asked for.
    """
    for other in needed(package, extra):
        for name in _top_level(other):
            place = site_packages / name
            if not place.exists():
                place.symlink_to(other.locate_file(name))


def needed(package: Distribution, extra: str) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    left = _requirements(package, {extra})
    while left:
        requirement = left.pop()
        key = f"{requirement.name} {sorted(requirement.extras)}"
        if key not in found:
            found[key] = other = distribution(requirement.name)
            assert requirement.specifier.contains(other.version, prereleases=True), key
            left += _requirements(other, requirement.extras)
    return list(found.values())


def _requirements(package: Distribution, extras: set[str]) -> list[Requirement]:
    all_of_them = map(Requirement, package.requires or ())
    return [each for each in all_of_them if _is_wanted(each, {"", *extras})]


def _is_wanted(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def _top_level(package: Distribution) -> set[str]:
    """Of what it has in site-packages: folders and files."""
    return {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}
