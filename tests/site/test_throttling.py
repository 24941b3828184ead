"""Passwords cannot be guessed for ever."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import PageViewRestriction

from home.factories import StandardPageFactory
from tests.sizes import size

RIGHT = "needles-and-cups"
GUESSES = size(60, 1_000)
LOGIN = "/admin/login/"


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The passwords that were compared with the right one."""
    asked = []
    verify = MD5PasswordHasher.verify

    def listening(self, password, encoded):
        asked.append(password)
        return verify(self, password, encoded)

    monkeypatch.setattr(MD5PasswordHasher, "verify", listening)
    return asked


@pytest.fixture
def editor(db):
    return get_user_model().objects.create_superuser("marion", "m@clinic.example", RIGHT)


def log_in(client, password, address="192.0.2.7", name="marion"):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def test_many_guesses_at_the_login(client, editor, asked):
    codes = [log_in(client, f"guess {number}").status_code for number in range(GUESSES)]
    assert len(asked) <= 10
    assert codes[-1] == 429
    # Nor does it help to hit upon the right one.
    response = log_in(client, RIGHT)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    assert "_auth_user_id" not in client.session
    assert b"15 minutes" in response.content


def test_who_sits_elsewhere_can_log_in(client, editor):
    for number in range(20):
        log_in(client, f"guess {number}")
    assert log_in(client, RIGHT, address="198.51.100.20").status_code == 302


def test_a_household_is_one_address(client, editor, asked):
    for number in range(30):
        log_in(client, f"guess {number}", address=f"2001:db8::{number:x}")
    assert len(asked) <= 10


def test_a_few_mistakes_cost_nothing(client, editor):
    for number in range(5):
        assert log_in(client, f"guess {number}").status_code == 200
    assert log_in(client, RIGHT).status_code == 302
    assert client.get("/admin/").status_code == 200


@pytest.fixture
def private(tree) -> str:
    """The address to which the password of a private page is sent."""
    page = StandardPageFactory(parent=tree.home, title="For members")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=RIGHT
    )
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])


def guess(client, address: str, password: str, **where):
    return client.post(address, {"password": password, "return_url": "/for-members/"}, **where)


def test_guesses_at_a_private_page(client, private):
    codes = [guess(client, private, f"guess {n}").status_code for n in range(30)]
    assert codes == [200] * 10 + [429] * 20
    assert guess(client, private, RIGHT).status_code == 429
    assert guess(client, private, RIGHT, REMOTE_ADDR="198.51.100.20").status_code == 302
    # When the time is over.
    cache.clear()
    assert guess(client, private, RIGHT).status_code == 302
