"""New Wagtail projects in environments with nothing but what the plugin has installed there."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

from tests.sizes import IS_PROOF

from .linked import link

ONLY_FOR_BOOKING = ["wagtail_modeladmin", "cryptography", "icalendar", "phonenumbers"]
PAGE = "/conditions/sciatica/"
# The program of that name.
WAGTAIL = "from wagtail.bin.wagtail import main; main()"

# What the README tells a host to add, and a block of its own.
SETTINGS = """
INSTALLED_APPS += {apps!r}
"""
OWN_BLOCKS = """
CLINIC_PAGES = {"BODY_BLOCK": "hostsite.blocks.HostBody"}
"""
ADDRESSES = """
urlpatterns = [*(path("", include(name)) for name in {urls!r}), *urlpatterns]
"""
BLOCKS = """
from wagtail import blocks

from clinic_pages.blocks import BodyBlock


class HostBody(BodyBlock):
    offer = blocks.CharBlock()
"""

MAKE_PAGES = """
from clinic_pages.models import (
    ConditionIndexPage, ConditionPage, TherapyIndexPage, TherapyPage
)
from home.models import HomePage


def add(parent, page):
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


home = HomePage.objects.get()
therapies = add(home, TherapyIndexPage(title="Therapies", slug="therapies"))
acupuncture = add(
    therapies, TherapyPage(title="Acupuncture", shared_text="<p>Very fine needles.</p>")
)
conditions = add(home, ConditionIndexPage(title="Conditions", slug="conditions"))
body = [
    ("therapy", {"therapy": acupuncture, "heading_override": "", "text_override": ""}),
    ("offer", "The first talk costs nothing."),
]
add(conditions, ConditionPage(title="Sciatica", body=body))
"""

# A new one, whatever there was before.
MAKE_BOOKING_TEXT = """
from wagtail.models import Site

from clinic_pages.models import BookingSnippet, ClinicSettings

booking = BookingSnippet.objects.create(heading="Come and see us")
booking.save_revision().publish()
settings = {"phone": "+353 1 555 0123", "default_booking_snippet": booking}
ClinicSettings.objects.update_or_create(site=Site.objects.get(), defaults=settings)
"""

# One process for all questions: each start of Django takes seconds.
LOOK = f"""
import json

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver

from clinic_pages.models import BookingSnippet, ConditionPage

visitor, superuser = Client(), Client()
root, _ = get_user_model().objects.get_or_create(username="root", is_superuser=True)
superuser.force_login(root)
page = ConditionPage.objects.get()


def answer(response):
    return {{"status": response.status_code, "html": response.content.decode()}}


def patterns(resolver, before=""):
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        yield from patterns(each, address) if hasattr(each, "url_patterns") else [address]


seen = {{
    "page": answer(visitor.get("{PAGE}")),
    "sitemap": answer(visitor.get("/sitemap.xml")),
    "form": answer(visitor.get("/booking/")),
    "form of the page": answer(visitor.post("/booking/open/", {{"page": page.pk}})),
    "admin": answer(superuser.get("/admin/")),
    "edit": answer(superuser.get(f"/admin/pages/{{page.pk}}/edit/")),
    "new text": answer(superuser.get("/admin/snippets/clinic_pages/bookingsnippet/add/")),
    "desk": answer(superuser.get("/admin/booking-desk/")),
    "default way": BookingSnippet().way,
    "addresses": sorted(patterns(get_resolver())),
}}
with open("seen.json", "w") as file:
    json.dump(seen, file)
"""


@dataclass(frozen=True)
class Part:
    """Of what a host may install: extras of the wheel, apps, addresses to include, and the code
    that makes the content to look at."""

    extras: str
    apps: tuple[str, ...]
    urls: tuple[str, ...]
    content: str


PAGES = Part(
    "",
    ("clinic_pages", "wagtail.contrib.settings"),
    ("clinic_pages.urls",),
    MAKE_PAGES + MAKE_BOOKING_TEXT,
)
BOOKING = Part(
    "[booking]",
    ("clinic_pages.booking", "wagtail_modeladmin"),
    ("clinic_pages.booking.urls",),
    MAKE_BOOKING_TEXT,
)


class HostSite:
    """A Wagtail project as `wagtail start` makes it."""

    def __init__(self, project: Path, wheel: Path, wagtail: str):
        """project: an empty folder; its environment is made beside it. wagtail: what pip is asked
        for."""
        self.project = project / "project"
        self.bin = project / "environment/bin"
        self._wheel, self._wagtail = wheel, wagtail
        self._parts = []
        self._make()

    def _make(self) -> None:
        self.project.mkdir()
        run([sys.executable, "-m", "venv", "--without-pip", str(self.bin.parent)])
        self._install("")
        self.run("python", "-c", WAGTAIL, "start", "hostsite", ".")
        (self.project / "hostsite/blocks.py").write_text(BLOCKS)
        self._append("settings/base.py", OWN_BLOCKS)

    def _install(self, extras: str) -> None:
        """With our own pip, and compiling nothing that is never imported: half of the time. Unless
        it is the long proof, what the wheel needs is linked from our own environment."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python"), "install"]
        wheel = f"{self._wheel}{extras}"
        if IS_PROOF:
            run([*pip, "--no-compile", wheel, self._wagtail])
            return
        run([*pip, "--no-compile", "--no-deps", wheel])
        [site_packages] = self.bin.parent.glob("lib/python*/site-packages")
        [plugin] = distributions(name="clinic-pages", path=[str(site_packages)])
        link(plugin, extras.strip("[]"), site_packages)

    def add(self, part: Part) -> None:
        """Installs it, unless it is there."""
        if part in self._parts:
            return
        if part.extras:
            self._install(part.extras)
        self._append("settings/base.py", SETTINGS.format(apps=part.apps))
        self._append("urls.py", ADDRESSES.format(urls=part.urls))
        self.manage("migrate")
        self.manage("shell", "-c", part.content)
        self._parts.append(part)

    def _append(self, path: str, text: str) -> None:
        with (self.project / "hostsite" / path).open("a") as file:
            file.write(text)

    def run(self, program: str, *args: str) -> str:
        return run([str(self.bin / program), *args], cwd=self.project, env=_environment())

    def manage(self, *args: str) -> str:
        return self.run("python", "manage.py", *args)

    def manage_all(self, *commands: str) -> str:
        """What these commands print, in one process."""
        calls = [f"call_command(*{command.split()!r})" for command in commands]
        code = "\n".join(["from django.core.management import call_command", *calls])
        return self.manage("shell", "-c", code)

    def look(self) -> dict:
        """What visitors and a superuser are answered, by the names in LOOK."""
        self.manage("shell", "-c", LOOK)
        return json.loads((self.project / "seen.json").read_text())


def run(command: list[str], **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _environment() -> dict[str, str]:
    """Ours without what would lead the host to our settings, database or modules."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH"}
    return {key: value for key, value in os.environ.items() if key not in ours}


@contextmanager
def served(host: HostSite):
    port = _free_port()
    python = str(host.bin / "python")
    command = [python, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (host.project / "server.log").open("w+") as log:
        process = subprocess.Popen(
            command, cwd=host.project, env=_environment(), stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url: str) -> str:
    """The answer's body; an HTTP error is raised. Waits for the server to start."""
    without_proxy = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 30
    while True:
        try:
            with without_proxy.open(url, timeout=10) as response:
                return response.read().decode()
        except urllib.error.HTTPError:
            raise
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
