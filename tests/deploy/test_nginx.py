"""The web server in front, as deploy/ configures it: what it hands out, and what it writes down."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

from scripts.nginx import logging_at_once, nginx
from scripts.ports import free_port

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

    def get(self, path: str, data: bytes | None = None, **headers) -> tuple[int, dict, bytes]:
        request = urllib.request.Request(self.url + path, data, headers=headers)
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
    for name in (
        "static/site.1a2b.css",
        "static/site.1a2b.css.br",
        "media/images/room.jpg",
        "media/documents/report.pdf",
    ):
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        (files / name).write_text("small" if name.endswith(".br") else "content")

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append({"path": self.path} | dict(self.headers))
            if self.path.startswith("/kept"):
                return self.keep()
            self.send_response(500 if self.path.startswith("/broken") else 200)
            self.end_headers()
            self.wfile.write(b"page")

        def keep(self):
            self.send_response(200)
            self.send_header("X-Accel-Expires", f"@{int(time.time())}")
            self.send_header("Cache-Control", "max-age=0")
            self.end_headers()
            number = sum(each["path"] == self.path for each in asked)
            self.wfile.write(f"{number} {self.headers.get('Accept-Encoding', '')}".encode())

        def do_POST(self):
            asked.append({"path": self.path} | dict(self.headers))
            self.rfile.read(int(self.headers["Content-Length"]))
            if sum(each["path"] == self.path for each in asked) > 1:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"sent")

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


def test_nor_where_the_site_is_away(tmp_path):
    """What nginx says of a socket that is not there is worth more to it than a warning."""

    def away(text: str) -> str:
        return logging_at_once(text).replace("unix:/run/clinic/web.sock", "unix:/no/such.sock", 1)

    with nginx(tmp_path, free_port(), away) as (port, logs):
        front = Front(f"http://127.0.0.1:{port}", logs, [])
        for path in SECRETS:
            assert front.get(path)[0] == 502
        assert '"GET /booking/manage/-" 502' in front.log()
        assert "127.0.0.1" not in (logs / "clinic.error.log").read_text()
        assert not [secret for secret in SECRETS.values() if secret in front.log()]


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


def test_css_is_compressed_as_well_as_a_browser_can_take_it(front):
    _status, headers, body = front.get("/static/site.1a2b.css", **{"Accept-Encoding": "gzip, br"})
    assert (headers["Content-Encoding"], body) == ("br", b"small")
    assert front.get("/static/site.1a2b.css")[2] == b"content"


def beginning_of_a_second() -> None:
    time.sleep(1 - time.time() % 1)


def test_a_page_is_kept_until_the_second_ends(front):
    beginning_of_a_second()
    answers = [front.get("/kept/")[2] for _ in range(20)]
    # It may have become another second, on a slow machine.
    assert len(set(answers)) < 5
    beginning_of_a_second()
    assert front.get("/kept/")[2] not in answers


def test_what_the_site_does_not_give_a_time_for_is_not_kept(front):
    before = len(front.asked)
    for _ in range(3):
        front.get("/conditions/")
    assert len(front.asked) == before + 3


@pytest.mark.parametrize(
    "header",
    [{"Cookie": "sessionid=a"}, {"Cookie": "a=b; messages=c"}, {"Authorization": "Basic YTpi"}],
)
def test_somebody_gets_what_is_theirs_alone(front, header):
    path = "/kept/" + "-".join(header.values()).replace(" ", "-") + "/"
    beginning_of_a_second()
    for_all = front.get(path)[2]
    theirs = [front.get(path, **header)[2] for _ in range(3)]
    assert len({for_all, *theirs}) == 4
    assert front.get(path)[2] not in theirs


def test_other_cookies_play_no_part(front):
    beginning_of_a_second()
    answers = {front.get("/kept/a/", Cookie=f"theme={number}")[2] for number in range(10)}
    assert len(answers) < 4


def test_who_takes_it_compressed_gets_another_copy(front):
    beginning_of_a_second()
    assert front.get("/kept/b/", **{"Accept-Encoding": "br, gzip;q=1"})[2] == b"1 gzip"
    assert front.get("/kept/b/", **{"Accept-Encoding": "zstd"})[2] == b"2 "
    assert front.get("/kept/b/", **{"Accept-Encoding": "gzip"})[2] == b"1 gzip"


def test_a_booking_whose_process_died_is_sent_to_another_one(front):
    """What is sent twice is stored once."""
    assert front.get("/booking/", data=b"name=Marion")[::2] == (200, b"sent")
    assert [each["path"] for each in front.asked[-2:]] == ["/booking/"] * 2


def test_nothing_else_is_sent_twice(front):
    assert front.get("/admin/pages/add/", data=b"title=Sciatica")[0] == 502
    assert [each["path"] for each in front.asked[-2:]] != ["/admin/pages/add/"] * 2
