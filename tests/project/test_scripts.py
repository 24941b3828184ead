"""What the Makefile's helpers do."""

import socket
import subprocess
import sys

import pytest

from scripts import lint, ports, quick

# None of it asks a database.
pytestmark = pytest.mark.once


def check(port) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "scripts.ports", str(port)]
    return subprocess.run(command, cwd=quick.ROOT, capture_output=True, text=True)


def test_a_port_that_is_taken_is_told_in_a_line():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = check(port)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Port {port} cannot be had") and "PORT=8001" in line


def test_a_port_that_is_free_is_none_of_our_business():
    done = check(ports.free_port())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(port):
    assert "is no port" in ports.main(port)


def test_it_is_asked_before_anything_is_migrated_or_loaded():
    plan = subprocess.run(
        ["make", "--dry-run", "--old-file=install", "run", "PORT=8123"],
        cwd=quick.ROOT,
        capture_output=True,
        text=True,
    ).stdout
    steps = ["scripts.ports 8123", "manage.py migrate", "load_demo", "--noreload 127.0.0.1:8123"]
    places = [plan.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("changed", "tests"),
    [
        ("clinic_pages/booking/form/submit.py", ["tests/booking", quick.IMPORTS]),
        ("clinic_pages/conf.py", ["tests/pages", quick.IMPORTS]),
        ("search/ranking.py", ["tests/project", "tests/search"]),
        ("home/demo/build.py", ["tests/project", "tests/site"]),
        ("tests/lib/test_pictures.py", ["tests/lib/test_pictures.py"]),
        ("tests/lib/test_that_was_deleted.py", ["tests/lib"]),
        ("tests/booking/people.py", ["tests/booking"]),
        ("tests/conftest.py", ["tests/pages"]),
        ("tests/browser/test_booking.py", []),
        ("Makefile", ["tests/project"]),
    ],
)
def test_what_changed_leads_to_its_tests(changed, tests):
    assert quick.tests_of([changed]) == sorted(tests)


def test_a_test_within_a_folder_of_tests_is_named_once():
    assert quick.tests_of(["tests/lib/test_pictures.py", "clinic_pages/lib/pictures.py"]) == [
        "tests/lib",
        quick.IMPORTS,
    ]


LONG = """
import pytest
pytestmark = pytest.mark.slow
def test_takes_long(): raise AssertionError
"""


def test_a_subject_of_long_tests_alone_is_no_failure(capfd, monkeypatch, tmp_path):
    """In a project of its own: to start ours takes seconds."""
    faults = tmp_path / "tests/faults"
    faults.mkdir(parents=True)
    (faults / "__init__.py").touch()
    (faults / "test_long.py").write_text(LONG)
    monkeypatch.setattr(quick, "ROOT", tmp_path)
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    assert quick.main(["faults"]) == 0
    assert "take long" in capfd.readouterr().out


def test_an_unknown_subject_is_refused():
    with pytest.raises(SystemExit, match=r"No subject: bookings\. There are: .*booking"):
        quick.of_subjects(["bookings"])


@pytest.mark.parametrize(("ends_with", "code"), [((0, 0), 0), ((0, 3), 1), ((1, 0), 1)])
def test_lint_fails_where_one_complains(monkeypatch, capsys, ends_with, code):
    say = "import sys; print('a word'); sys.exit(int(sys.argv[1]))"
    commands = [((sys.executable, "-c", say, str(each)), {}) for each in ends_with]
    monkeypatch.setattr(lint, "commands", lambda folders: commands)
    assert lint.main([]) == code
    said = capsys.readouterr().out
    assert ("WRONG" in said) == bool(code)
    assert "a word" in said
