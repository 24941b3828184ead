"""What editors teach the search, and what it did not find."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from clinic_pages.lib.index_words import index_words

from .known_names import KnownName, KnownWord, NameWord, WordPart
from .page_texts import PageText

__all__ = [
    "KnownName",
    "KnownWord",
    "MissedSearch",
    "NameWord",
    "PageText",
    "SynonymGroup",
    "WordPart",
]

LONGEST_PHRASE = 6


class SynonymGroup(models.Model):
    """Words and phrases that mean the same to visitors: who searches for one finds them all."""

    phrases = models.TextField(
        _("words that mean the same"),
        help_text=_("One word or phrase on each line, for example “slipped disc”."),
    )

    panels = [FieldPanel("phrases")]

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ["phrases"]

    def __str__(self):
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return [line for each in self.phrases.splitlines() if (line := each.strip())]

    @property
    def as_words(self) -> list[tuple[str, ...]]:
        """Each phrase as the words it is compared by, the same ones once."""
        return list(dict.fromkeys(filter(None, map(index_words, self.lines))))

    def clean(self):
        super().clean()
        if len(self.as_words) < 2:
            raise ValidationError({"phrases": _("Enter at least two different words or phrases.")})
        if long := [line for line in self.lines if len(index_words(line)) > LONGEST_PHRASE]:
            message = _("“%(phrase)s” is too long: enter at most %(number)s words on a line.")
            raise ValidationError(
                {"phrases": message % {"phrase": long[0], "number": LONGEST_PHRASE}}
            )
        self._check_taken()

    def _check_taken(self):
        own = set(self.as_words)
        for other in type(self).objects.exclude(pk=self.pk):
            if shared := own & set(other.as_words):
                message = _("“%(phrase)s” stands in “%(group)s” already: add the others there.")
                values = {"phrase": " ".join(shared.pop()), "group": other}
                raise ValidationError({"phrases": message % values})


class MissedSearch(models.Model):
    """A search that found nothing, and how often. Written by `missed.py`, which says why so."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    # "" until so many visitors have made it that it is nobody's own.
    words = models.CharField(_("search"), max_length=60, blank=True)
    times = models.PositiveIntegerField(_("times"), default=0)
    last_day = models.DateField(_("last on"), default=timezone.localdate)
    # A digit for each that has made it; gone once the words are there.
    visitors = models.CharField(max_length=8, blank=True, default="", db_default="", editable=False)

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        ordering = ["-times"]

    def __str__(self):
        return self.words or "…"
