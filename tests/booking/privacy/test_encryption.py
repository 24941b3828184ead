"""What visitors send lies encrypted in the database, under keys that rotate."""

import pickle
from importlib import import_module
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from clinic_pages import checks
from clinic_pages.booking import checks as booking_checks
from clinic_pages.booking.encryption import Unreadable
from clinic_pages.booking.models import BookingNote, BookingRequest
from clinic_pages.booking.privacy import keys
from clinic_pages.booking.request.contacts import email_digest, phone_digest
from tests.booking.people import (
    DESK_NOTE,
    EMAIL,
    NAME,
    NOTE,
    PHONE,
    WORDS,
    make_request,
    make_whole_request,
)

# What is stored, as the database returns it.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

A, B = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def use(settings):
    """Has the site run with these keys."""

    def use_keys(*fernet_keys):
        settings.CLINIC_PAGES = {**settings.CLINIC_PAGES, "ENCRYPTION_KEYS": fernet_keys}

    return use_keys


def reencrypt(capsys) -> str:
    call_command("reencrypt_bookings")
    return capsys.readouterr().out


def read(request) -> tuple[str, ...]:
    found = BookingRequest.objects.get(pk=request.pk)
    return found.name, found.email, found.phone, found.note, found.notes.get().text


def in_clear(request) -> dict:
    found = BookingRequest.objects.get(pk=request.pk)
    return {field.attname: getattr(found, field.attname) for field in found._meta.concrete_fields}


def stored(model=BookingRequest, field="name") -> list[str]:
    """As it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {model._meta.db_table} ORDER BY id")
        return [value for (value,) in cursor.fetchall()]


def whole_database() -> str:
    """Every value of every row of every table."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    return repr(rows)


def test_nothing_typed_lies_in_the_database_in_clear():
    make_whole_request()
    text = whole_database()

    # It does see what is there.
    assert "I agree." in text
    typed = [*WORDS, EMAIL.lower(), "Aoife", "Bhriain", "patient.example", "0857654321", "numb"]
    assert not [word for word in typed if word in text]
    assert read(BookingRequest.objects.get()) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)


def test_the_same_text_is_never_stored_the_same_twice():
    make_request()
    make_request()
    assert len(set(stored())) == 2


def test_keys_rotate(use, capsys):
    use(A)
    request = make_whole_request()
    use(B, A)
    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)

    # The request and the note.
    assert "Rows encrypted with the first key: 2" in reencrypt(capsys)
    use(B)
    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)


def test_a_new_secret_key(settings, capsys):
    settings.SECRET_KEY = "the old one"
    request = make_whole_request()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", ["the old one"]
    reencrypt(capsys)
    settings.SECRET_KEY_FALLBACKS = []

    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)
    # Found again by what the person is reached at.
    assert BookingRequest.objects.get(email_digest=email_digest(EMAIL)) == request
    assert BookingRequest.objects.get(phone_digest=phone_digest(PHONE)) == request


def test_keys_of_its_own_after_those_of_the_secret(use, settings, capsys):
    request = make_whole_request()
    use(A)
    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)
    reencrypt(capsys)
    settings.SECRET_KEY = "another"
    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)


def test_nothing_but_the_texts_is_touched(capsys):
    request = make_whole_request(version=7, status="contacted", email="")
    before = in_clear(request)
    reencrypt(capsys)
    assert in_clear(request) == before


def test_it_may_run_twice(capsys):
    request = make_whole_request()
    assert reencrypt(capsys) == reencrypt(capsys)
    assert read(request) == (NAME, EMAIL, PHONE, NOTE, DESK_NOTE)


def test_what_no_key_opens_is_counted_and_left(use, capsys):
    use(A)
    lost = make_request()
    lying = stored()
    use(B)
    readable = make_whole_request()

    printed = reencrypt(capsys)
    assert "Rows that no key opens, and left: 1" in printed
    assert "Rows encrypted with the first key: 2" in printed
    assert stored()[:1] == lying
    kept = BookingRequest.objects.get(pk=lost.pk)
    assert isinstance(kept.name, Unreadable)
    assert kept.email_digest == email_digest(EMAIL)
    assert read(readable)[0] == NAME
    # The key is found again.
    use(B, A)
    assert BookingRequest.objects.get(pk=lost.pk).name == NAME


def test_many_rows_are_written_in_parts(use, capsys, monkeypatch):
    monkeypatch.setattr(keys, "BATCH", 2)
    use(A)
    for _number in range(5):
        make_request()
    use(B, A)
    assert "Rows encrypted with the first key: 5" in reencrypt(capsys)
    use(B)
    assert {each.name for each in BookingRequest.objects.all()} == {NAME}


def test_a_key_of_the_wrong_type_is_not_printed(use, settings):
    settings.CLINIC_PAGES = {"ENCRYPTION_KEYS": A}
    [error] = checks.check_setting_values(None)
    assert A not in error.msg + error.hint
    use(B, "nonsense")
    [error] = booking_checks.check_encryption_keys(None)
    assert "[1]" in error.msg and "nonsense" not in error.msg + error.hint


# --- Each text opens where it belongs, and nowhere else ------------------------------------------


def put(value: str, request, field: str) -> str:
    """Puts what lies there into the database, as somebody would who can write to it, and reads it
    as the clinic would."""
    with connection.cursor() as cursor:
        table = BookingRequest._meta.db_table
        cursor.execute(f"UPDATE {table} SET {field} = %s WHERE id = %s", [value, request.pk])
    return getattr(BookingRequest.objects.get(pk=request.pk), field)


def lying(request, field: str) -> str:
    return BookingRequest.objects.values_list(field, flat=True).get(pk=request.pk)


def test_a_text_does_not_open_in_another_field_or_row_or_table():
    request, other = make_whole_request(), make_request(name="Tom")
    assert put(lying(request, "note"), request, "name") == ""
    assert put(lying(request, "note"), other, "note") == ""
    assert put(stored(BookingNote, "text")[0], other, "note") == ""
    # It does open where it was.
    assert put(lying(request, "note"), request, "note") == NOTE


def test_what_was_taken_elsewhere_is_not_lost_by_saving_it():
    request, other = make_request(), make_request(name="Tom")
    note = lying(request, "note")
    put(note, other, "note")
    BookingRequest.objects.get(pk=other.pk).save()
    assert lying(other, "note") == note


def test_a_text_is_opened_by_its_object_alone():
    make_request()
    assert NAME not in repr(list(BookingRequest.objects.values()))
    with pytest.raises(TypeError, match="encrypted for its row"):
        BookingRequest.objects.update(name="Tom")


def test_an_object_that_was_pickled_has_its_texts():
    request = make_request()
    assert pickle.loads(pickle.dumps(request.name)) == NAME
    assert pickle.loads(pickle.dumps(BookingRequest.objects.get())).note == NOTE


def test_a_database_of_an_older_checkout_is_bound(use):
    use(B, A)
    request, unreadable = make_whole_request(), make_request()
    note = request.notes.get()
    for row, field, text in ((request, "name", NAME), (request, "email", "")):
        put(text and Fernet(A).encrypt(text.encode()).decode(), row, field)
    strange = Fernet(Fernet.generate_key()).encrypt(b"?").decode()
    put(strange, unreadable, "name")
    with connection.cursor() as cursor:
        text = Fernet(B).encrypt(DESK_NOTE.encode()).decode()
        cursor.execute(f"UPDATE {BookingNote._meta.db_table} SET text = %s", [text])

    migration = import_module("clinic_pages.booking.migrations.0002_texts_bound_to_their_row")
    migration.bind(apps, SimpleNamespace(connection=connection))

    found = BookingRequest.objects.get(pk=request.pk)
    assert (found.name, found.email, found.notes.get().text) == (NAME, "", DESK_NOTE)
    assert found.notes.get().uid != note.uid
    assert lying(unreadable, "name") == strange
