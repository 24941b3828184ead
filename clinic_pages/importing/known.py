"""What is known of the clinic while a file is read, and what somebody says of its headings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..lib.text_folding import name_key
from .names import therapy_in, with_capital


@dataclass(frozen=True)
class Known:
    """names: title -> the condition's names, its title first. has_therapy: whether the clinic has a
    therapy with this name. new_therapies: names of those that the file may bring.
    are_therapies, are_sections: headings of which somebody has said so.
    """

    names: Callable[[str], list[str]] = field(default=lambda title: [title])
    has_therapy: Callable[[str], bool] = field(default=lambda name: False)
    new_therapies: tuple[str, ...] = ()
    are_therapies: tuple[str, ...] = ()
    are_sections: tuple[str, ...] = ()

    def therapy(self, heading: str, names: Iterable[str]) -> str:
        """The name of the therapy that a heading announces, "" for a section."""
        named = therapy_in(heading, names) or self._plain(heading)
        if _has(self.are_sections, heading):
            return ""
        if _has(self.are_therapies, heading):
            return with_capital(named or heading.rstrip(" :"))
        is_one = named and (_has(self.new_therapies, named) or self.has_therapy(named))
        return with_capital(named) if is_one else ""

    def _plain(self, heading: str) -> str:
        """The therapy where the heading is its name and nothing else."""
        plain = heading.rstrip(" :")
        return plain if self.has_therapy(plain) else ""


def _has(names: Iterable[str], name: str) -> bool:
    return name_key(name) in map(name_key, names)
