"""The web server in front, as deploy/ configures it: what it hands out, and what it writes down."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.nginx import nginx

pytestmark = pytest.mark.once

SECRETS = {
    "/booking/manage/mHbN2kQxv9w/": "mHbN2kQxv9w",
    "/booking/calendar/tZ81qLpAf0s.ics": "tZ81qLpAf0s",
    "/admin/password_reset/confirm/MQ/c7x-9f8e7d/": "c7x-9f8e7d",
    "/search/?q=bleeding+after+birth": "bleeding",
}


class Front(NamedTuple):
    """nginx: where it answers, its logs, and the requests that the site behind it was asked."""

    url: str
    logs: Path
    asked: list[dict[str, str]]

    def get(self, path: str, **headers) -> tuple[int, dict, bytes]:
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def log(self) -> str:
        return "".join(path.read_text() for path in self.logs.glob("*.log"))


@pytest.fixture(scope="module")
def front(tmp_path_factory) -> Iterator[Front]:
    files, asked = tmp_path_factory.mktemp("files"), []
    for name in ("static/site.1a2b.css", "media/images/room.jpg", "media/documents/report.pdf"):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_text("content")

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append({"path": self.path} | dict(self.headers))
            self.send_response(500 if self.path.startswith("/broken") else 200)
            self.end_headers()
            self.wfile.write(b"page")

        def log_message(self, *arguments):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, args=[0.01], daemon=True).start()
    with nginx(files, site.server_port) as (port, logs):
        yield Front(f"http://127.0.0.1:{port}", logs, asked)
    site.shutdown()


def test_a_private_document_cannot_be_had_by_its_address(front):
    assert front.get("/media/images/room.jpg")[0] == 200
    assert front.get("/media/documents/report.pdf")[0] == 404
    assert front.get("/media/images/../documents/report.pdf")[0] == 404
    assert front.get("/media/images/%2e%2e/documents/report.pdf")[0] == 404
    assert front.get("/media//documents/report.pdf")[0] == 404
    # That way Django asks who is there.
    assert front.get("/documents/7/report.pdf")[2] == b"page"


@pytest.mark.parametrize("path", SECRETS)
def test_no_secret_is_written_down(front, path):
    status, _headers, _body = front.get(path, **{"User-Agent": "Somebody's browser"})
    assert status == 200
    assert front.asked[-1]["path"] == path
    assert SECRETS[path] not in front.log()


def test_what_a_log_says(front):
    front.get("/conditions/sciatica/?utm_source=letter", Referer="https://other.example/?me=marion")
    line = front.log().splitlines()[-1]
    assert '"GET /conditions/sciatica/" 200' in line
    for each in ("utm_source", "marion", "127.0.0.1"):
        assert each not in line
    assert line.startswith("127.0.0.0 ")
    assert front.asked[-1]["X-Request-ID"] in line


def test_nor_where_something_breaks(front):
    front.get("/broken/?q=bleeding")
    front.get("/booking/manage/mHbN2kQxv9w/", **{"Transfer-Encoding": "nonsense"})
    assert "bleeding" not in front.log()
    assert "mHbN2kQxv9w" not in front.log()


def test_the_site_learns_who_asks_from_nginx_alone(front):
    forged = {"X-Real-IP": "6.6.6.6", "X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "https"}
    front.get("/", **forged)
    told = front.asked[-1]
    assert told["X-Real-IP"] == told["X-Forwarded-For"] == "127.0.0.1"
    assert told["X-Forwarded-Proto"] == "http"


def test_files_are_kept_for_ever_and_run_no_script(front):
    for path in ("/static/site.1a2b.css", "/media/images/room.jpg"):
        _status, headers, _body = front.get(path)
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "script-src 'none'"
