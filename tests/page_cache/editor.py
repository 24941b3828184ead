"""An editor in a process of its own: publishes what it reads, a line each, and says so.

"TITLE: WORDS" gives the therapy of this title another shared text; "unpublish TITLE" takes a
condition away, "publish TITLE" brings it back.
"""

import sys

import django


def main() -> None:
    django.setup()
    for line in sys.stdin:
        do(line.strip())
        print("done", flush=True)


def do(order: str) -> None:
    from clinic_pages.models import ConditionPage, TherapyPage

    verb, _, title = order.partition(" ")
    if verb == "unpublish":
        ConditionPage.objects.get(title=title).unpublish()
    elif verb == "publish":
        ConditionPage.objects.get(title=title).get_latest_revision().publish()
    else:
        title, _, words = order.partition(": ")
        page = TherapyPage.objects.get(title=title)
        page.shared_text = f"<p>{words}</p>"
        page.save_revision().publish()


if __name__ == "__main__":
    main()
