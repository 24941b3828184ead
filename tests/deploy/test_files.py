"""What deploy/ names is there. What it does, `make deployed` tries."""

import re
import subprocess
from importlib.util import find_spec

import pytest
import yaml
from cryptography.fernet import Fernet
from django.core.management import get_commands

from scripts.served import ROOT

pytestmark = pytest.mark.once

DEPLOY = ROOT / "deploy"
TIMERS = sorted(path.stem for path in DEPLOY.glob("systemd/clinic-run@*.timer"))
# Of an app that only a site with a worker has.
OF_WORKER = {"db_worker", "prune_db_task_results"}


def is_command(name: str) -> bool:
    if name in OF_WORKER:
        return find_spec(f"django_tasks_db.management.commands.{name}") is not None
    return name in get_commands()


@pytest.mark.parametrize("timer", TIMERS)
def test_a_timer_starts_a_command(timer):
    assert is_command(timer.partition("@")[2])


def test_services_and_containers_start_commands():
    units = "".join(path.read_text() for path in DEPLOY.glob("systemd/*.service"))
    compose = (DEPLOY / "compose.yaml").read_text()
    named = set(re.findall(r"manage\.py ([a-z_]+)", units + compose))
    assert {"db_worker", "send_booking_mails", "backup", "migrate"} <= named
    assert all(map(is_command, named)), named
    # What runs by itself on a machine does so in containers.
    assert {timer.partition("@")[2] for timer in TIMERS} <= named


def test_containers_hang_on_one_another_as_yaml_says():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", ())) <= services.keys(), name


def test_what_goes_into_the_image_is_there():
    copied = re.findall(r"^COPY (\S+) ", (DEPLOY / "Containerfile").read_text(), re.M)
    assert len(copied) > 5
    assert all((ROOT / name).exists() for name in copied)


def printed(*arguments: str) -> subprocess.CompletedProcess:
    command = ["sh", str(DEPLOY / "environment.sh"), *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def test_new_settings_are_documented_and_have_new_keys():
    one, another = (printed("clinic.example", "smtp://localhost:25") for _ in range(2))
    settings = dict(re.findall(r"^([A-Z_]+)='(.+)'$", one.stdout, re.M))
    documented = (ROOT / "docs/settings.md").read_text()
    assert [name for name in settings if f"`{name}`" not in documented] == [
        "DJANGO_SETTINGS_MODULE"
    ]
    Fernet(settings["ENCRYPTION_KEYS"])
    assert len(settings["SECRET_KEY"]) >= 50
    assert settings["SECRET_KEY"] not in another.stdout
    assert settings["ENCRYPTION_KEYS"] not in another.stdout


def test_without_a_domain_there_are_no_settings():
    answer = printed()
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "the domain, please" in answer.stderr


@pytest.mark.parametrize("script", ["environment.sh", "release.sh", "clinic.sh"])
def test_scripts_are_what_any_shell_reads(script):
    assert subprocess.run(["sh", "-n", str(DEPLOY / script)]).returncode == 0
