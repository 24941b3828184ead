"""Other names of conditions, therapies and what conditions are found by."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..lib.invisible import without_invisible
from ..lib.text_folding import words_of

# The fields in which names stand, whatever has them.
NAME_FIELDS = ("title", "seo_title", "name", "name_in_sentence", "heading", "alternate_names")


class SeenNames(models.Model):
    """Stores of its names what one sees of them: none is empty to the eye alone."""

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        keep_what_is_seen(self)
        super().full_clean(*args, **kwargs)


def keep_what_is_seen(instance) -> None:
    """Takes from its names what nobody sees: soft hyphens, marks of width zero and of direction."""
    for name in NAME_FIELDS:
        value = instance.__dict__.get(name)
        if isinstance(value, str):
            lines = [without_invisible(line).strip() for line in re.split(r"\r?\n", value)]
            setattr(instance, name, "\n".join(lines))


class HasAlternateNames(SeenNames):
    """Has other names beside its title or name: visitors and links find it by these, too."""

    alternate_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One on each line. Visitors find the page by these too."),
    )

    class Meta:
        abstract = True

    @property
    def alternate_name_list(self) -> list[str]:
        return split_names(self.alternate_names)


def split_names(alternate_names: str) -> list[str]:
    """The names in an `alternate_names` value, without blanks, in the editor's order."""
    lines = (alternate_names or "").splitlines()
    return [name for line in lines if (name := without_invisible(line).strip())]


def sort_key(name: str) -> str:
    """By which names are sorted: small letters without accents."""
    return "".join(words_of(name))
