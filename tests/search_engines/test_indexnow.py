"""IndexNow: who is told of which addresses, and what a search engine that fails costs."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from wagtail.models import Page, PageViewRestriction

from clinic_pages.search_engines import indexnow, receivers
from home.factories import publish_page

KEY = "0123456789abcdef"


class Engine:
    """A search engine on this machine: what it was sent, and what it answers."""

    def __init__(self):
        self.messages, self.statuses, self.delay = [], [], 0
        engine = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                engine.messages.append(json.loads(body))
                time.sleep(engine.delay)
                self.send_response(engine.statuses.pop(0) if engine.statuses else 200)
                self.end_headers()

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/indexnow"
        threading.Thread(target=self._server.serve_forever, args=[0.01], daemon=True).start()

    @property
    def paths(self) -> list[str]:
        urls = [url for message in self.messages for url in message["urlList"]]
        return sorted(url.removeprefix("http://localhost") for url in urls)

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def engine(settings, monkeypatch):
    monkeypatch.setattr(indexnow, "PAUSE", 0)
    engine = Engine()
    settings.CLINIC_PAGES = {"INDEXNOW_KEY": KEY, "INDEXNOW_ENDPOINT": engine.address}
    yield engine
    engine.close()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def reworded(page):
    page = Page.objects.get(pk=page.pk).specific
    page.summary = f"Other words, {time.time()}."
    publish_page(page)


@pytest.fixture
def page(tree):
    return tree.condition()


def test_a_published_change_is_told_with_the_key(engine, page, committed):
    with committed():
        reworded(page)
    [message] = engine.messages
    urls = message.pop("urlList")
    assert "http://localhost/conditions/sciatica/" in urls
    assert message == {
        "host": "localhost",
        "key": KEY,
        "keyLocation": f"http://localhost/{KEY}.txt",
    }


def test_pages_that_show_the_change_are_told_of_and_others_are_not(engine, tree, committed):
    therapy = tree.therapy()
    tree.condition(body=[("therapy", {"therapy": therapy})])
    tree.condition("Knee")
    with committed():
        therapy.shared_text = "<p>Other words.</p>"
        publish_page(therapy)
    assert engine.paths == ["/conditions/sciatica/", "/therapies/acupuncture/"]


def test_addresses_that_are_gone_are_told(engine, page, committed):
    with committed():
        page.slug = "ischias"
        publish_page(page)
    assert {"/conditions/sciatica/", "/conditions/ischias/"} <= set(engine.paths)
    engine.messages.clear()
    with committed():
        page.unpublish()
    assert "/conditions/ischias/" in engine.paths


def make_private(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def hide(page):
    Page.objects.get(pk=page.pk).specific_class.objects.filter(pk=page.pk).update(
        hide_from_search_engines=True
    )


@pytest.mark.parametrize("keep_back", [make_private, hide])
@pytest.mark.parametrize(
    "change",
    [
        reworded,
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.move(Page.objects.get(slug="clinic"), pos="last-child"),
    ],
    ids=["reworded", "unpublished", "deleted", "moved"],
)
def test_what_nobody_may_find_is_never_sent(engine, page, committed, keep_back, change):
    keep_back(page)
    with committed():
        change(type(page).objects.get(pk=page.pk))
    assert not [path for path in engine.paths if "sciatica" in path]


@pytest.mark.parametrize("off", [{"ALLOW_INDEXING": False}, {"INDEXNOW_KEY": ""}])
def test_nothing_is_sent_where_it_is_off(engine, page, committed, settings, client, off):
    settings.CLINIC_PAGES |= off
    with committed():
        reworded(page)
    assert engine.messages == []
    assert client.get(f"/{KEY}.txt").status_code == 404


def test_the_key_is_served_and_no_other(engine, tree, client):
    answer = client.get(f"/{KEY}.txt")
    assert (answer.status_code, answer.content.decode()) == (200, KEY)
    assert answer["Content-Type"].startswith("text/plain")
    assert client.get(f"/{KEY}0.txt").status_code == 404
    assert client.get("/robots.txt").status_code == 200


@pytest.mark.parametrize(
    "statuses, attempts, fails",
    [([500, 429], 3, False), ([503] * 9, 3, True), ([403], 1, True), ([302], 1, True)],
)
def test_attempts_are_few_and_failures_are_logged(
    engine, page, committed, caplog, statuses, attempts, fails
):
    engine.statuses = statuses
    with committed():
        reworded(page)
    assert len(engine.messages) == attempts
    assert ("not sent" in caplog.text) is fails


def test_a_slow_engine_is_not_waited_for(engine, page, committed, monkeypatch, caplog):
    monkeypatch.setattr(indexnow, "TIMEOUT", (1, 0.05))
    engine.delay = 0.5
    with committed():
        reworded(page)
    assert len(engine.messages) == indexnow.ATTEMPTS
    assert "not sent" in caplog.text


def test_an_engine_that_is_away_undoes_nothing(engine, page, committed, settings, client, caplog):
    settings.CLINIC_PAGES |= {"INDEXNOW_ENDPOINT": "http://127.0.0.1:1/indexnow"}
    with committed():
        reworded(page)
    assert "Other words" in client.get(page.url).content.decode()
    assert "not sent" in caplog.text


def test_many_addresses_go_in_several_messages(engine, tree, committed, monkeypatch):
    monkeypatch.setattr(indexnow, "MAX_URLS", 2)
    monkeypatch.setattr(receivers, "MAX_URLS", 2)
    pages = [tree.condition(f"Condition {number}") for number in range(5)]
    gone = ["http://other.example/gone/"]
    receivers.on_pages_changed_for_indexnow([page.pk for page in pages], gone)
    assert max(len(message["urlList"]) for message in engine.messages) == 2
    assert len(engine.paths) == 6
    assert {message["host"] for message in engine.messages} == {"localhost", "other.example"}
