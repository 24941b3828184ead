"""`python -m benchmarks.publish TIMES TITLE...`: clicks on "publish", as JSON with what each took.

As the editor's view does it: a revision and its publication in one transaction, and all that
follows the commit before the editor gets an answer. The therapies take turns.
"""

import json
import sys
import time

import django


def main(times: int, *titles: str) -> dict[str, list[dict]]:
    """{title: [{"began", "ended", "words"}]}: seconds since 1970, and the text that is new."""
    turns = [{title: click(title) for title in titles} for _ in range(times)]
    return {title: [turn[title] for turn in turns] for title in titles}


def click(title: str) -> dict:
    from django.db import transaction

    from clinic_pages.models import TherapyPage

    therapy = TherapyPage.objects.get(title=title)
    words = f"Published at {time.time_ns()}"
    began = time.time()
    with transaction.atomic():
        therapy.shared_text = f"<p>{words}.</p>"
        therapy.save_revision().publish()
    return {"began": began, "ended": time.time(), "words": words}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]), *sys.argv[2:])))
