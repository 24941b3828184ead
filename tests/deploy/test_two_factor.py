"""A second factor for staff, where it is switched on: nobody edits with a password alone."""

import base64
import hmac
import re
import shutil
import sqlite3
import struct
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from urllib.parse import urlencode

import pytest

from scripts import migrated
from scripts.served import ServedSite, gunicorn

# It brings its own database.
pytestmark = [pytest.mark.once, pytest.mark.slow]

PASSWORD = "needles-and-cups"
ADMIN, LOGIN = "/admin/", "/admin/account/login/"
CODE = "/admin/account/second-factor/authenticate/"
SET_UP = "/admin/account/second-factor/totp/activate/"
USERS = f"""
import django; django.setup()
from django.contrib.auth import get_user_model
for name in ("marion", "tom", "una"):
    get_user_model().objects.create_superuser(name, "", "{PASSWORD}")
"""
RESET = """
import django; django.setup()
from django.core.management import CommandError, call_command
call_command("reset_second_factor", "tom")
try:
    call_command("reset_second_factor", "nobody")
except CommandError as error:
    print(error)
"""


def code_of(secret: str) -> str:
    """What the app on a telephone says now: RFC 6238."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1")
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@dataclass
class Browser:
    """at, text: the address without the site's, and the page, that it shows."""

    site: ServedSite
    at: str = ""
    text: str = ""
    status: int = 0
    jar: CookieJar = field(
        # The site's cookies are for https alone; the test is without.
        default_factory=lambda: CookieJar(DefaultCookiePolicy(secure_protocols=("http", "https")))
    )

    def go(self, path: str, **typed) -> "Browser":
        """typed: sends the form that is shown, with these fields in place of its own."""
        data = None
        if typed:
            token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.text)[1]
            data = urlencode({"csrfmiddlewaretoken": token} | typed).encode()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            answer = opener.open(self.site.url + path, data)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.status, self.text = answer.status, answer.read().decode()
            self.at = answer.url.removeprefix(self.site.url).partition("?")[0]
        return self

    def log_in(self, name: str) -> "Browser":
        return self.go(LOGIN).go(LOGIN, login=name, password=PASSWORD)

    def set_up(self) -> str:
        """Returns the secret that the telephone keeps."""
        secret = re.search(r'id="authenticator_secret"[^>]*?value="([A-Z2-7]+)"', self.text, re.S)[
            1
        ]
        self.go(SET_UP, code=code_of(secret))
        return secret


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[ServedSite]:
    site = ServedSite(tmp_path_factory.mktemp("two-factor"), settings={"TWO_FACTOR": "on"})
    (site.folder / "media").mkdir()
    shutil.copy(migrated.sqlite(), site.folder / "db.sqlite3")
    site.python("manage.py", "migrate", "--verbosity=0")
    site.python("-c", USERS)
    with gunicorn(site, "--workers=1"):
        yield site


def test_who_has_no_second_factor_sets_one_up_first(site):
    marion = Browser(site).log_in("marion")
    assert marion.at == SET_UP
    for path in (ADMIN, "/admin/pages/", "/admin/users/"):
        assert marion.go(path).at == SET_UP
    # A wrong code sets up nothing.
    assert marion.go(SET_UP, code="000000").at == SET_UP
    marion.go(SET_UP)
    secret = marion.set_up()
    # The codes for the day when the telephone is lost, without another question.
    assert marion.at == "/admin/account/second-factor/recovery-codes/"
    assert (marion.status, "Download codes" in marion.text) == (200, True)
    assert marion.go(ADMIN).at == ADMIN
    assert "Wrenfield" in marion.text or "Dashboard" in marion.text
    # It is not readable in the database.
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database:
        rows = database.execute("SELECT data FROM mfa_authenticator WHERE type = 'totp'").fetchall()
    assert rows and secret not in str(rows)


def test_from_then_on_the_password_is_not_enough(site):
    tom = Browser(site).log_in("tom")
    secret = tom.set_up()
    again = Browser(site).log_in("tom")
    assert again.at == CODE
    for path in (ADMIN, "/admin/pages/"):
        assert again.go(path).at == CODE
    assert again.go(CODE, code="000000").at == CODE
    again.go(CODE, code=code_of(secret))
    assert again.go(ADMIN).at == ADMIN


@pytest.mark.parametrize("way_in", ["/admin/login/", "/_util/login/"])
def test_no_other_way_in_asks_for_less(site, way_in):
    una = Browser(site).go(way_in)
    assert una.at == LOGIN
    una.go(way_in, username="una", password=PASSWORD)
    assert una.go(ADMIN).at == LOGIN


def test_who_has_lost_the_telephone_sets_up_another_one(site):
    tom = Browser(site).log_in("tom")
    assert tom.at == CODE
    assert "There is nobody with the name nobody." in site.python("-c", RESET)
    assert Browser(site).log_in("tom").at == SET_UP


def test_a_new_password_is_asked_for_where_no_log_shows_its_secret(site):
    assert Browser(site).go("/admin/account/password/reset/").at == "/admin/password_reset/"


def test_nobody_signs_up(site):
    stranger = Browser(site).go("/admin/account/signup/")
    assert "password1" not in stranger.text


def test_passwords_and_numbers_cannot_be_guessed_for_ever(site):
    una = Browser(site).log_in("una")
    una.set_up()
    guessing = Browser(site).log_in("una")
    answers = set()
    for number in range(12):
        guessing.go(CODE)
        if guessing.at != CODE or guessing.status != 200:
            break
        answers.add(guessing.go(CODE, code=f"{number:06}").status)
    assert 429 in answers or "Too many" in guessing.text
    # Whoever guesses at the password locks nobody else out, so this comes last.
    guesser = Browser(site)
    for number in range(12):
        guesser.go(LOGIN)
        if guesser.status == 429:
            break
        guesser.go(LOGIN, login="tom", password=f"guess {number}")
    assert guesser.log_in("tom").at == LOGIN
