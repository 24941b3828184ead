"""The plugin as a host gets it: built, installed with its own dependencies, shown in a page."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.sizes import IS_PROOF

pytestmark = [pytest.mark.once, pytest.mark.slow]

REPOSITORY = Path(__file__).parents[2]
PLUGIN = REPOSITORY / "clinic_pages"
PAGE = "/conditions/sciatica/"

# What the README tells a host to add.
HOST_SETTINGS = """
INSTALLED_APPS += ["clinic_pages", "wagtail_modeladmin", "wagtail.contrib.settings"]
"""

MAKE_PAGES = """
from clinic_pages.models import ConditionIndexPage, ConditionPage, TherapyIndexPage, TherapyPage
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
body = [("therapy", {"therapy": acupuncture, "heading_override": "", "text_override": ""})]
add(conditions, ConditionPage(title="Sciatica", body=body))
"""

PRINT_PAGE = f"""
from django.test import Client

response = Client().get("{PAGE}")
assert response.status_code == 200, response
print(response.content.decode())
"""


class HostSite:
    """A new Wagtail project with an environment of its own."""

    def __init__(self, folder: Path):
        self.bin = folder / "venv" / "bin"
        self.project = folder / "project"
        self.project.mkdir()

    def run(self, program: str, *args: str, **options) -> str:
        command = [str(self.bin / program), *args]
        return _run(command, cwd=self.project, env=_environment(), **options)

    def manage(self, *args: str, **options) -> str:
        return self.run("python", "manage.py", *args, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", str(folder), str(REPOSITORY)])
    return next(folder.glob("*.whl"))


# The newest that pip finds, and the oldest that the plugin supports.
@pytest.fixture(scope="module", params=["wagtail", "wagtail==7.4.*"] if IS_PROOF else ["wagtail"])
def host(request, wheel, tmp_path_factory) -> HostSite:
    folder = tmp_path_factory.mktemp("host")
    _run([sys.executable, "-m", "venv", str(folder / "venv")])
    host = HostSite(folder)
    host.run("python", "-m", "pip", "install", str(wheel), request.param)
    host.run("wagtail", "start", "hostsite", ".")
    with (host.project / "hostsite/settings/base.py").open("a") as settings:
        settings.write(HOST_SETTINGS)
    host.manage("migrate")
    host.manage("shell", "-c", MAKE_PAGES)
    return host


def test_wheel_holds_the_whole_plugin_and_nothing_else(wheel):
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert names == _plugin_files()


@pytest.mark.parametrize(
    "pattern",
    [
        "templates/**/*.html",
        "static/**/*.css",
        "locale/*/*/*.po",
        "locale/*/*/*.mo",
        "migrations/0001_*.py",
    ],
)
def test_wheel_has_more_than_python_modules(wheel, pattern):
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {path.relative_to(REPOSITORY).as_posix() for path in PLUGIN.glob(pattern)}

    assert wanted
    assert wanted <= names


def test_host_uses_the_installed_plugin(host):
    where = host.run("python", "-c", "import clinic_pages; print(clinic_pages.__file__)")

    assert where.startswith(str(host.bin.parent))


def test_host_has_nothing_to_correct(host):
    assert "System check identified no issues (0 silenced)." in host.manage("check")
    assert "No changes detected" in host.manage("makemigrations", "--check", "--dry-run")


def test_condition_page_through_the_test_client(host):
    assert_is_the_condition_page(host.manage("shell", "-c", PRINT_PAGE))


def test_condition_page_through_a_real_server(host):
    with _server(host) as url:
        assert_is_the_condition_page(_get(url + PAGE))


def assert_is_the_condition_page(html: str):
    soup = BeautifulSoup(html, "html.parser")
    text = soup.get_text(" ")
    assert "Acupuncture for Sciatica" in text
    assert "Very fine needles." in text
    assert len(soup.select(".clinic-booking")) == 1


def _plugin_files() -> set[str]:
    return {
        path.relative_to(REPOSITORY).as_posix()
        for path in PLUGIN.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _environment() -> dict[str, str]:
    """Ours without what would lead the host to our settings, database or modules."""
    ours = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "PYTHONPATH"}
    return {key: value for key, value in os.environ.items() if key not in ours}


def _run(command: list[str], **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@contextmanager
def _server(host: HostSite):
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


def _get(url: str) -> str:
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
