"""A clinic's site on a machine of its own, as deploy/README.md says, and who visits it."""

import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from scripts.machine import Machine, machine
from scripts.served import ROOT

from . import readme

DOMAIN = "clinic.example"
MARION = ("marion", "marion@clinic.example", "needles-and-cups", "needles-and-cups")
# Where its commands are typed, from the heading "Settings" on.
DEPLOY = "/srv/clinic/repository/deploy"
AT_FIRST = ("Programs", "Settings", "Database and cache", "The site", "The web server")


@dataclass(frozen=True)
class Clinic:
    """origin: the repository that releases come from, seen from here."""

    machine: Machine
    origin: Path
    mail_port: int

    def type(self, commands: str, answers: tuple[str, ...] = (), code: int = 0) -> str:
        """What a shell says to it; AssertionError with that where it ends otherwise."""
        yours = {
            "DOMAIN": DOMAIN,
            "MAIL": f"smtp://127.0.0.1:{self.mail_port}",
            "REPOSITORY": f"/{self.origin.relative_to(self.machine.root)}",
        }
        ended, said = self.machine.type(
            f"set -e\ncd {DEPLOY} 2> /dev/null || :\n{commands}", answers, **yours
        )
        assert ended == code, said
        return said

    def python(self, code: str):
        """What `code` prints as JSON, in the site's own shell."""
        return json.loads(
            self.type(f"sudo clinic shell --verbosity=0 --command '{code}'").splitlines()[-1]
        )

    def ask(self, path: str, fields: dict | None = None, address: str = "127.0.0.1") -> "Answer":
        """A visitor's browser. address: of this machine's own network, 127.0.0.0/8"""
        connection = Https(address)
        try:
            body = None if fields is None else urlencode(fields)
            headers = {"Host": DOMAIN, "Accept-Encoding": "identity"}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST" if body is not None else "GET", path, body, headers)
            answer = connection.getresponse()
            return Answer(
                answer.status, answer.read().decode(errors="replace"), dict(answer.headers)
            )
        finally:
            connection.close()

    def release(self, files: dict[str, str]) -> None:
        """A new version in its repository. files: what they are to contain; "" for gone"""
        name = self.origin.with_name("next")
        subprocess.run(["rm", "-rf", name], check=True)
        git = ["git", "-c", "user.name=Tests", "-c", "user.email=tests@clinic.example"]
        subprocess.run([*git, "clone", "--quiet", self.origin, name], check=True)
        for path, content in files.items():
            if content:
                (name / path).write_text(content, encoding="utf-8")
            else:
                (name / path).unlink()
        for command in (
            ["add", "--all"],
            ["commit", "--quiet", "--message=Next"],
            ["push", "--quiet"],
        ):
            subprocess.run([*git, *command], cwd=name, check=True)


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    headers: dict[str, str]


class Https(HTTPConnection):
    """To this machine, whose certificate nobody has signed."""

    def __init__(self, address: str):
        super().__init__("127.0.0.1", 443, timeout=60, source_address=(address, 0))

    def connect(self):
        super().connect()
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = UNCHECKED.wrap_socket(self.sock, server_hostname=DOMAIN)


UNCHECKED = ssl.create_default_context()
UNCHECKED.check_hostname = False
UNCHECKED.verify_mode = ssl.CERT_NONE


@contextmanager
def installed(mail_port: int) -> Iterator[Clinic]:
    """By the commands of deploy/README.md alone, with the demo's content."""
    with machine() as there:
        origin = there.root / "srv/origin.git"
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", origin], check=True)
        subprocess.run(
            ["git", "push", "--quiet", origin, "HEAD:refs/heads/main"], cwd=ROOT, check=True
        )
        clinic = Clinic(there, origin, mail_port)
        commands = readme.commands()
        for heading in AT_FIRST:
            clinic.type(commands[heading], MARION if heading == "The site" else ())
        clinic.type("sudo clinic load_demo")
        yield clinic
