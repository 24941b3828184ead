"""Clicks on "publish", in a process that has been at it for a while, as a site's workers have.

As the editor's view does it: a revision and its publication in one transaction, and all that
follows the commit before the editor gets an answer.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import django

from scripts.served import ROOT, ServedSite


@contextmanager
def clicker(site: ServedSite) -> Iterator[Callable[[str], dict]]:
    """A function that publishes the therapy of that title; see `click`."""
    command = [sys.executable, "-m", "benchmarks.publish"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, cwd=ROOT, env=site.environment(), **pipes)

    def click_on(title: str) -> dict:
        process.stdin.write(f"{title}\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    try:
        yield click_on
    finally:
        process.stdin.close()
        process.wait()


def main() -> None:
    for title in sys.stdin:
        print(json.dumps(click(title.strip())), flush=True)


def click(title: str) -> dict:
    """{"began", "ended", "words"}: seconds since 1970, and the text that is new."""
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
    main()
