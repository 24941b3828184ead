"""`python -m benchmarks.grow --conditions 9990 --therapies 190 --shown-on 5 5000`: a larger demo.

More conditions, with names from A to Z, each with a page's worth of words, two of the new
therapies, a place and two symptoms; and for each number of `--shown-on` a therapy that stands on so
many of them, called "Shown on 5".
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from io import StringIO
from random import Random

import django
from django.core.management import call_command

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeio"]
KINDS = ("pain", "ache", "strain", "stiffness", "syndrome", "numbness", "swelling", "cramps")
SECTIONS = ("What is it?", "What causes it?", "What helps?")
WORDS_OF_A_SECTION = 70


def main(asked: Namespace) -> None:
    from clinic_pages.models import ConditionIndexPage, TherapyIndexPage, TherapyPage

    from .sites import plant

    titles = [f"Therapy {name(number)}" for number in range(asked.therapies)]
    titles += [f"Shown on {count}" for count in asked.shown_on]
    plant(TherapyIndexPage.objects.get(), map(therapy, titles))
    made = {each.title: each for each in TherapyPage.objects.filter(title__in=titles)}
    others = [made[title] for title in titles[: asked.therapies]]
    measured = {count: made[f"Shown on {count}"] for count in asked.shown_on}
    index = ConditionIndexPage.objects.get()
    pages = (condition(n, shown_on(n, others, measured)) for n in range(asked.conditions))
    plant(index, pages, searchable=False)
    _make_findable(index)


def name(number: int) -> str:
    """A made-up word, another one for each number; the first letters take turns."""
    letter, rest = LETTERS[number % len(LETTERS)], number // len(LETTERS)
    syllables = [SYLLABLES[number % 7], SYLLABLES[rest % len(SYLLABLES)]]
    syllables += [SYLLABLES[rest // len(SYLLABLES)]]
    return letter + "".join(syllables)


def shown_on(number: int, others: list, measured: dict[int, object]) -> Iterator:
    if others:
        yield from {others[number % len(others)], others[(number * 7 + 3) % len(others)]}
    yield from (each for count, each in measured.items() if number < count)


def therapy(title: str):
    from clinic_pages.models import TherapyPage

    slug = title.lower().replace(" ", "-")
    return TherapyPage(title=title, slug=slug, shared_text=f"<p>{words(title, 80)}</p>")


def condition(number: int, therapies: Iterable):
    from clinic_pages.models import ConditionPage

    title = f"{name(number)} {KINDS[number % len(KINDS)]}"
    sections = [
        (
            "section",
            {"heading": each, "text": f"<p>{words((number, each), WORDS_OF_A_SECTION)}</p>"},
        )
        for each in SECTIONS
    ]
    return ConditionPage(
        title=title,
        slug=title.lower().replace(" ", "-"),
        summary=words(number, 20),
        body=[*sections, *(("therapy", {"therapy": each}) for each in therapies)],
    )


def words(of: object, count: int) -> str:
    """A text that is the same each time, of words that recur as often as words do."""
    random = Random(repr(of))
    chosen = (name(int(random.paretovariate(0.6)) % 3_000).lower() for _ in range(count))
    return " ".join(chosen).capitalize() + "."


def _make_findable(index) -> None:
    """Places and symptoms, and then the entries in lists and in the search, which name them."""
    from clinic_pages.changes.search_index import reindex
    from clinic_pages.models import ConditionPage

    from .sites import BATCH_SIZE

    pages = ConditionPage.objects.child_of(index).filter(body_areas=None, symptoms=None)
    keys = list(pages.order_by("path").values_list("pk", flat=True))
    _place(keys)
    for start in range(0, len(keys), BATCH_SIZE):
        reindex(keys[start : start + BATCH_SIZE])
    for command in ("index_conditions", "index_names"):
        call_command(command, stdout=StringIO())


def _place(keys: list[int]) -> None:
    from clinic_pages.models import BodyArea, ConditionBodyArea, ConditionSymptom, Symptom

    areas = list(BodyArea.objects.order_by("pk"))
    symptoms = list(Symptom.objects.order_by("pk"))
    ConditionBodyArea.objects.bulk_create(
        ConditionBodyArea(condition_id=key, body_area=areas[number % len(areas)], sort_order=0)
        for number, key in enumerate(keys)
    )
    ConditionSymptom.objects.bulk_create(
        ConditionSymptom(
            condition_id=key,
            symptom=symptoms[(number * step + step) % len(symptoms)],
            sort_order=step,
        )
        for number, key in enumerate(keys)
        for step in (1, 2)
    )


if __name__ == "__main__":
    parser = ArgumentParser(prog="python -m benchmarks.grow")
    parser.add_argument("--conditions", type=int, default=0)
    parser.add_argument("--therapies", type=int, default=0)
    parser.add_argument("--shown-on", type=int, nargs="*", default=[])
    django.setup()
    from clinic_pages.lib.facts import asked_once

    with asked_once():
        main(parser.parse_args())
