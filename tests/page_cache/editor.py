"""An editor in a process of its own: publishes what it reads, a line each, and says so.

"TITLE: WORDS" gives the therapy of this title another shared text; "unpublish TITLE" takes a
condition away; "call NUMBER" is the clinic's telephone.
"""

import sys

import django


def main() -> None:
    django.setup()
    for line in sys.stdin:
        do(line.strip())
        print("done", flush=True)


def do(order: str) -> None:
    from clinic_pages.models import ClinicSettings, ConditionPage, TherapyPage

    verb, _, about = order.partition(" ")
    if verb == "unpublish":
        ConditionPage.objects.get(title=about).unpublish()
    elif verb == "call":
        clinic = ClinicSettings.objects.get()
        clinic.phone = about
        clinic.save()
    else:
        title, _, words = order.partition(": ")
        page = TherapyPage.objects.get(title=title)
        page.shared_text = f"<p>{words}</p>"
        page.save_revision().publish()


if __name__ == "__main__":
    main()
