"""`python -m benchmarks.editor`: somebody who is signed in to the admin, as JSON with a cookie; and
where the list of conditions is in the admin, and in the tree."""

import json

import django


def main() -> dict[str, str]:
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.urls import reverse

    from clinic_pages.models import ConditionIndexPage

    user = get_user_model().objects.create_superuser("bench", "bench@clinic.example", "bench")
    client = Client()
    client.force_login(user)
    [(name, morsel)] = client.cookies.items()
    page = ConditionIndexPage.objects.get()
    listing = reverse("wagtailadmin_explore", args=[page.pk])
    return {"cookie": f"{name}={morsel.value}", "listing": listing, "path": page.path}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main()))
