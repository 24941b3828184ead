"""The names of pages, places and symptoms as the search compares them: folded once, when they are
written, and found by an index."""

from django.db import models
from wagtail.models import Page

from clinic_pages.models import BodyArea, Symptom

# What is longer is told apart by its beginning.
TAIL_LENGTH = 100
# Nobody spells a longer one.
LONGEST_WORD = 60
# After all words that begin alike: no text has this byte.
LAST = b"\xff"


class KnownName(models.Model):
    """A name by which a page is known, or a place or symptom; one of the three is set.

    words: as `lib.index_words` reads them, with a blank between them
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    body_area = models.ForeignKey(BodyArea, null=True, on_delete=models.CASCADE, related_name="+")
    symptom = models.ForeignKey(Symptom, null=True, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=11)
    text = models.TextField()
    words = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        # For their number.
        indexes = [models.Index(fields=["role"], name="search_knownname_role")]

    def __str__(self):
        return self.text


class NameWord(models.Model):
    """A word of a name, but for descriptions.

    place: which of its words it is, from 0 on
    tail: this word and those after it, as bytes, which every database compares alike
    """

    name = models.ForeignKey(KnownName, on_delete=models.CASCADE, related_name="name_words")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    stem = models.TextField()
    tail = models.BinaryField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["stem", "page"], name="search_nameword_stem")]

    def __str__(self):
        return bytes(self.tail).decode(errors="ignore")


class KnownWord(models.Model):
    """Each word of a name, once. length: in letters."""

    word = models.BinaryField(unique=True)
    stem = models.TextField(db_index=True)
    length = models.PositiveSmallIntegerField(db_index=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return bytes(self.word).decode()


class WordPart(models.Model):
    """A part of a long word: of each word of a name, and of long words of texts. What is a part of
    no page any more finds nothing; `index_names` clears it away.

    place: where in the word it begins; tail: from there on, as bytes
    """

    word = models.TextField()
    place = models.PositiveSmallIntegerField()
    tail = models.BinaryField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "place"], name="search_wordpart_once")
        ]

    def __str__(self):
        return bytes(self.tail).decode()


def begun_by(field: str, text: str) -> models.Q:
    """What begins with `text`, which is not empty: a range, for which any index will do."""
    start = text.encode()
    return models.Q(**{f"{field}__gte": start, f"{field}__lt": start + LAST})


def is_word(word: str) -> models.Q:
    """The rows of NameWord that have this word: after it comes a blank, or nothing."""
    start = word.encode()
    return models.Q(tail__gte=start, tail__lt=start + b"!")
