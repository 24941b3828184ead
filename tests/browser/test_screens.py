"""Every own screen of the admin: by anybody, in German, light and dark, wide, narrow and large.

Which there are is asked of the addresses of the admin and of its menus, so that a new screen is
looked at without being named here. One whose address has a variable part says below what stands
for it. `make test` looks at each in one way, by turns; `make proof` at each in all.
"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu
from wagtail.models import get_page_models
from wagtail.users.models import UserProfile

from clinic_pages.booking.models import BlockedTime, MailWording, PractitionerSchedule
from clinic_pages.lib.menu import ENTRIES
from clinic_pages.links.renames import address_of
from clinic_pages.models import ImportBatch
from home.factories import BookingSnippetFactory
from tests.booking.diaries import appointment, practitioner
from tests.booking.reception import make_request
from tests.browser.test_desk import CLIPPED, are_clipped
from tests.gates.test_accessibility import OPTIONS, violations
from tests.overrides.helpers import NEW, OLD, override_of, publish
from tests.sizes import IS_PROOF

OURS = {"clinic_pages", "home", "search"}
# In the addresses of our reports and settings.
OF_OURS = ("clinic", "missed", "synonym")
# 800 pixels at 200 % are 400.
WAYS = [(width, scheme) for scheme in ("light", "dark") for width in (1440, 800, 400)]
SNIPPETS = "wagtailsnippets_"
# Lists and forms are Wagtail's, with our columns, labels, panels and blocks in them. Of its own it
# leaves the editor of rich text without a name, a snippet's form without a main heading, a link in
# an empty list as pale as its words, and a button beside the form small.
LEFT_TO_WAGTAIL = (
    *("aria-input-field-name", "link-in-text-block", "page-has-heading-one", "target-size"),
)
WAGTAILS = {**OPTIONS, "rules": {rule: {"enabled": False} for rule in LEFT_TO_WAGTAIL}}
# What answers with a part of a screen, a file, a page of the site or data, or only to a button.
NO_SCREENS = {
    *("booking-desk_modeladmin_step", "booking-desk_modeladmin_mail"),
    *("booking-desk_modeladmin_attendance", "booking-desk_modeladmin_keep"),
    *("clinic_booking_statistics:report_results", "clinic_pages_checks:report_results"),
    *("clinic_pages_booking_texts:address_remarks", "clinic_pages_copying:preview"),
    *("clinic_pages_grid:preview", "clinic_pages_grid:results", "clinic_pages_importing:export"),
    *("clinic_pages_overrides:report_results", "clinic_pages_overrides:resolve"),
    *("clinic_pages_overrides:shared_text", "clinic_pages_overrides:differences"),
    "clinic_pages_overrides:keep_all",
    "search_missed_results",
    *("clinic_pages_showing:find", "clinic_pages_composing:therapy_block"),
    *("clinic_pages_composing:like", "clinic_pages_origins:live"),
    *("clinic_pages_uploads:on_page", "clinic_pages_uploads:file"),
    # Begins with a file that was sent: see test_previews.py.
    "clinic_pages_uploads:replace",
    "wagtailsnippets_clinic_booking_mailwording:list_results",
}


@pytest.fixture
def filled_in(tree, boss) -> dict[str, tuple[list, str]]:
    """A clinic in which every screen has something to show: {name of an address: (its variable
    parts, its query)}."""
    needles = tree.therapy(shared_text=OLD)
    text = "<p>Some need cupping. Other people need rest.</p>"
    section = ("section", {"heading": "What is it?", "text": text})
    sciatica = tree.sciatica_with(section, override_of(needles))
    tree.therapy("Cupping")
    tree.condition("Knee pain")
    publish(needles, shared_text=NEW)
    aoife = practitioner(tree, "Aoife Brennan")
    booked = appointment(tree, aoife)
    waiting = make_request(tree, practitioner=aoife)
    blocked = BlockedTime.objects.create(
        practitioner=aoife, starts_at=booked.starts_at, ends_at=booked.ends_at
    )
    schedule = PractitionerSchedule.objects.get()
    batch = ImportBatch.objects.create(index=tree.conditions, user=boss)
    booking_box = BookingSnippetFactory()
    return {
        "booking-desk_modeladmin_inspect": ([waiting.pk], ""),
        "booking-desk_modeladmin_book": ([waiting.pk], ""),
        "booking-desk_modeladmin_cancel": ([booked.request_id], ""),
        "clinic_booking_calendar:unblock": ([blocked.pk], ""),
        "clinic_booking_times:new_calendar_address": ([schedule.pk], ""),
        "clinic_pages_copying:blocks": ([sciatica.pk], ""),
        "clinic_pages_copying:pages": ([sciatica.pk], f"?block={sciatica.body[0].id}"),
        "clinic_pages_grid:pair": ([sciatica.pk, needles.pk], ""),
        "clinic_pages_grid:add": ([needles.pk], ""),
        "clinic_pages_importing:batch": ([batch.pk], ""),
        "clinic_pages_links:suggestions": ([sciatica.pk], ""),
        "clinic_pages_links:old_name": (
            [sciatica.pk],
            "?" + address_of(sciatica, "Leg pain").partition("?")[2],
        ),
        "clinic_pages_showing:pages": (["clinic_pages", "therapypage", str(needles.pk)], ""),
        "wagtailsnippets_clinic_pages_bookingsnippet:edit": ([booking_box.pk], ""),
        "wagtailsnippets_clinic_pages_bookingsnippet:unpublish": ([booking_box.pk], ""),
        "wagtailsnippets_clinic_booking_mailwording:edit": (
            [MailWording.all_there_are().first().pk],
            "",
        ),
    }


@pytest.fixture
def boss(tree, live_server, context) -> User:
    """May do everything, and reads German."""
    user = User.objects.create_superuser("boss", password="a-long-password")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "de"})
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    context.add_cookies([{**cookie, "url": live_server.url}])
    return user


def own_addresses(resolver, spaces=()) -> Iterator[str]:
    """The names of the addresses below `resolver` that a view of ours answers."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = [each.namespace] if each.namespace else []
            yield from own_addresses(each, (*spaces, *space))
        elif _module_of(each).split(".")[0] in OURS and each.name:
            yield ":".join((*spaces, each.name))


def _module_of(pattern: URLPattern) -> str:
    return getattr(pattern.callback, "view_class", pattern.callback).__module__


def in_menus(user: User) -> Iterator[str]:
    """The addresses of our entries in the menus."""
    request = RequestFactory().get("/admin/")
    request.user = user
    own = [item for item in admin_menu.registered_menu_items if item.name in ENTRIES]
    for item in own:
        below = item.menu.menu_items_for_request(request) if item.url == "#" else [item]
        yield from (each.url for each in below)
    others = (*reports_menu.registered_menu_items, *settings_menu.registered_menu_items)
    yield from (each.url for each in others if any(name in each.url for name in OF_OURS))


def forms_of_pages() -> Iterator[str]:
    """One of each type."""
    for model in get_page_models():
        if model._meta.app_label in OURS and (page := model.objects.first()):
            yield reverse("wagtailadmin_pages:edit", args=[page.pk])


def screens(user: User, filled_in: dict) -> dict[str, dict]:
    """{address: what axe is asked of it}, the first page of the admin and our own screens first."""
    [admin] = [each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"]
    names = {name: filled_in.get(name, ([], "")) for name in own_addresses(admin)}
    urls = {
        name: reverse(name, args=arguments) + query
        for name, (arguments, query) in names.items()
        if name not in NO_SCREENS
    }
    own = ["/admin/", *(url for name, url in urls.items() if not name.startswith(SNIPPETS))]
    return dict.fromkeys([*in_menus(user), *urls.values(), *forms_of_pages()], WAGTAILS) | (
        dict.fromkeys(own, OPTIONS)
    )


def test_each_is_accessible_and_nothing_is_cut_off(page, boss, filled_in):
    found, asked = [], screens(boss, filled_in)
    assert len(asked) > 40
    for number, (address, options) in enumerate(asked.items()):
        for width, scheme in WAYS if IS_PROOF else [WAYS[number % len(WAYS)]]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            assert page.goto(address).status == 200, address
            assert "/login/" not in page.url
            wrong = violations(page, options)
            wrong += [f"cut off: {each}" for each in page.evaluate(CLIPPED)]
            if options is OPTIONS and are_clipped(page):
                wrong.append("wider than its screen")
            found += [f"{address} ({width}, {scheme}): {each}" for each in wrong]
    assert not found, "\n".join(found)
