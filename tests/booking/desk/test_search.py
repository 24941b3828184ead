"""The search looks where keys say, opens what is there, and finds what a patient says."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clinic_pages.booking.desk import lookup
from clinic_pages.booking.encryption import OpenedOnce
from clinic_pages.booking.models import BookingRequest, SearchKey
from tests.booking.reception import DESK, make_request, search
from tests.editors import rows_of

# Looked up by the database; and it says what it may take at once.
pytestmark = pytest.mark.postgres

OTHERS = {"email": "other@patient.example", "phone": ""}


def found(typed: str) -> set[str]:
    requests = BookingRequest.objects.all()
    return {request.name for request in lookup.find(requests, typed).requests}


@pytest.mark.parametrize("name", ["Tom O'Brien", "Tom O’Brien", "Tom O Brien", "Tom OBrien"])
@pytest.mark.parametrize("typed", ["O Brien", "o'brien", "OBRIEN", "obri", "tom o brien", "o b"])
def test_words_are_found_together_and_apart(rita, tree, name, typed):
    make_request(tree, name=name, **OTHERS)
    make_request(tree, name="Peter Orr", **OTHERS)
    assert search(rita, typed) == [name]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ineke van der Berg", "vanderberg"),
        ("Ineke Vanderberg", "van der berg"),
        ("Seán Mc Carthy", "mccarthy sean"),
        ("Annemarie Kelly", "kelly anne marie"),
        ("Li Wei", "li"),
        ("王伟", "王"),
    ],
)
def test_names_of_many_ways_to_write_them(tree, name, typed):
    make_request(tree, name=name, **OTHERS)
    make_request(tree, name="Somebody Else", **OTHERS)
    assert found(typed) == {name}


def test_each_beginning_of_each_word_finds_the_name(tree):
    """Whatever keys are kept, and whatever the words are typed with."""
    names = ["Róisín Ní Bhriain", "Bo Ek", "Maximilian Mustermann-Großkopf", "Ó Sé"]
    for name in names:
        make_request(tree, name=name, **OTHERS)
        words = lookup.words_in(name)
        for word in words:
            for end in range(1, len(word) + 1):
                assert name in found(word[:end])
                assert name in found(f"{words[-1]} {word[:end]}"), (name, word[:end])


def test_the_last_digits_find_a_number(tree):
    make_request(tree, name="Tom", phone="+353857654321", email="")
    make_request(tree, name="Ann", phone="+493012354321;ext=12", email="")
    assert found("4321") == found("321") == {"Tom", "Ann"}
    assert found("65 4321") == found("(85) 765-4321") == {"Tom"}
    assert found("21") == found("8576") == found("5321") == set()


def test_a_part_finds_a_reference(tree):
    make_request(tree, name="Tom", reference="K0M1-2QXD", **OTHERS)
    make_request(tree, name="Ann", reference="ZZZZ-2222", **OTHERS)
    for typed in ("K0M", "2qx", "m1-2", "M12", "om1", "KOMI 2QX"):
        assert found(typed) == {"Tom"}, typed
    assert found("k0") == found("M1Q") == set()


def test_few_are_opened(tree, monkeypatch):
    """However many there are."""
    for number in range(40):
        make_request(tree, name=f"Patient {number} Kelly", **OTHERS)
    make_request(tree, name="Tom O'Dea", **OTHERS)
    opened = []
    get = OpenedOnce.__get__

    def counted(self, instance, cls=None):
        if instance is not None:
            opened.append(instance.pk)
        return get(self, instance, cls)

    monkeypatch.setattr(OpenedOnce, "__get__", counted)
    assert len(lookup.find(BookingRequest.objects.all(), "odea").requests) == 1
    # Another name may have the same key by chance.
    assert len(set(opened)) <= 3


def test_a_search_costs_one_query_more(tree, django_assert_num_queries):
    make_request(tree)
    with django_assert_num_queries(2):
        assert found("roisin ni")


def test_who_has_too_many_is_told_and_shown_the_first(rita, tree, monkeypatch):
    monkeypatch.setattr(lookup, "MOST_OPENED", 25)
    for number in range(30):
        make_request(tree, name=f"Ann {number}", **OTHERS)
    address = rita.post(DESK, {"typed": "ann"})["Location"]
    first = BeautifulSoup(rita.get(address).content, "html.parser")
    assert "25 requests found" in first.text and "There may be more than these" in first.text
    assert [row[0] for row in rows_of(first, "table.listing")][:2] == ["Ann 0", "Ann 1"]
    second = rita.get(first.select_one(".pagination .next a")["href"]).content
    assert len(rows_of(BeautifulSoup(second, "html.parser"), "table.listing")) == 5


def test_what_is_typed_is_in_no_query(tree):
    """Databases log what they are asked; a name may look like a part of a reference."""
    make_request(tree, name="Ann Brady", reference="BRAD-Y234", **OTHERS)
    for typed in ("brady", "ann b", "4321", "other@patient.example", "085 765 4321"):
        with CaptureQueriesContext(connection) as asked:
            found(typed)
        assert not [each for each in asked if typed.upper() in each["sql"].upper()]


# --- Keys ----------------------------------------------------------------------------------------


def keys_of(request) -> set[int]:
    return set(SearchKey.objects.filter(request=request).values_list("key", flat=True))


def test_keys_follow_what_is_stored_and_go_with_it(tree):
    request = make_request(tree, name="Ann Kelly")
    before = keys_of(request)
    request.status = "contacted"
    request.save(update_fields=["status"])
    assert keys_of(request) == before
    request.name = "Ann Byrne"
    request.save()
    assert found("byrne") == {"Ann Byrne"} and found("kelly") == set()
    request.delete()
    assert not SearchKey.objects.exists()


def test_keys_say_little(tree, settings):
    """Sixteen bits, which others have as well, and others with another secret."""
    request = make_request(tree, name="Ann Kelly")
    before = keys_of(request)
    assert max(before) < 2**16
    settings.SECRET_KEY = "another"
    request.name = "Ann Kelly"
    request.save()
    assert len(keys_of(request) & before) <= 2


def test_a_search_outlives_a_new_secret_key(tree, settings, capsys):
    settings.SECRET_KEY = "the old one"
    make_request(tree, name="Ann Kelly", **OTHERS | {"phone": "+353857654321"})
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", ["the old one"]
    assert found("kelly") == found("4321") == {"Ann Kelly"}
    call_command("reencrypt_bookings")
    settings.SECRET_KEY_FALLBACKS = []
    assert found("kelly") == found("4321") == {"Ann Kelly"}


def test_what_no_key_opens_keeps_its_keys(tree, settings, capsys):
    request = make_request(tree)
    before = keys_of(request)
    settings.SECRET_KEY = "another"
    call_command("reencrypt_bookings")
    assert keys_of(request) == before


def test_what_was_stored_before_there_were_keys_gets_some(tree):
    request = make_request(tree)
    before = keys_of(request)
    SearchKey.objects.all().delete()
    migration = import_module("clinic_pages.booking.migrations.0006_search_keys")
    migration.make_keys(apps, SimpleNamespace(connection=connection))
    assert keys_of(request) == before


# --- While one types -----------------------------------------------------------------------------


def test_the_list_alone_comes_while_one_types(rita, tree):
    """What Wagtail's script asks for; the address that it is given has nothing typed in it."""
    make_request(tree, name="Ann Kelly", **OTHERS)
    make_request(tree, name="Tom", status="declined", **OTHERS)
    script = {"x-requested-with": "XMLHttpRequest"}
    data = {"typed": "kell", "status": "open", "age": "", "day_from": ""}
    response = rita.post(f"{DESK}?ordering=-received", data, headers=script, follow=True)
    html = response.content.decode()
    soup = BeautifulSoup(html, "html.parser")
    assert "<html" not in html and [row[0] for row in rows_of(soup)] == ["Ann Kelly"]
    assert soup.select_one("[data-clinic-count]").get_text(strip=True) == "1 request found"
    address = soup.select_one("[data-clinic-address]")["data-clinic-address"]
    assert address == response.redirect_chain[-1][0]
    assert "ordering=-received" in address and "status=open" in address
    assert "kell" not in address and "age" not in address and "csrf" not in address
    pill = soup.select_one(".w-active-filters .w-pill")
    assert " ".join(pill.get_text(" ").split()) == "Status: Waiting"


def test_without_scripts_the_search_is_a_form_with_menus(rita, tree):
    make_request(tree, name="Ann Kelly", **OTHERS)
    make_request(tree, name="Ann Byrne", status="declined", **OTHERS)
    form = BeautifulSoup(rita.get(DESK).content, "html.parser").select_one("form[role=search]")
    plain = form.select_one("noscript")
    menus = [menu["name"] for menu in plain.select("select")]
    assert menus == ["appointment", "practitioner", "status", "therapy", "age"]
    assert [field["name"] for field in plain.select("input")] == ["day_from", "day_to"]
    assert form["method"] == "post" and plain.select_one("button[type=submit]")
    # What Wagtail shows to scripts alone comes first, with nothing chosen.
    data = {"typed": "ann", "status": ["", "declined"]}
    found = rita.post(form["action"], data, follow=True).content
    soup = BeautifulSoup(found, "html.parser")
    assert [row[0] for row in rows_of(soup, "table.listing")] == ["Ann Byrne"]
    chosen = soup.select_one("noscript select[name=status] option[selected]")
    assert chosen.get_text() == "Declined"
