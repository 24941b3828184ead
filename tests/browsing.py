"""Pages of a browser that forgive nothing: no error in the console, no request to another host."""

import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

# Milliseconds: enough for a machine with four busy processes on each of its cores. Nothing takes
# that long but on such a machine, or where it never comes.
TIMEOUT = 60_000

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}


def watched_page(context: BrowserContext, own_url: str, problems: list[str]) -> Iterator[Page]:
    """One new page, as a fixture yields it; what goes wrong in it is added to `problems`."""

    def is_foreign(url: str) -> bool:
        return url.startswith(("http", "ws")) and urlsplit(url).netloc != urlsplit(own_url).netloc

    def on_console(message):
        # Wagtail's way to tell developers that the Checks panel of a preview has something to say.
        if message.type == "error" and not message.text.startswith("axe.run results"):
            problems.append(f"console: {message.text} ({message.location.get('url')})")

    def on_request(request):
        if is_foreign(request.url):
            problems.append(f"request to another host: {request.url}")

    def on_error(error):
        # Wagtail's editor starts its checks again while the last ones run, on a busy machine.
        if "Axe is already running" not in str(error.error):
            problems.append(f"script error: {error.error}")

    listeners = {"console": on_console, "request": on_request, "weberror": on_error}
    context.set_default_timeout(TIMEOUT)
    for event, listener in listeners.items():
        context.on(event, listener)
    yield context.new_page()
    # A round trip to the browser: what it reported before that has arrived after it.
    context.cookies()
    for event, listener in listeners.items():
        context.remove_listener(event, listener)


def wait_until(page: Page, condition: Callable[[], object]):
    """Until `condition` holds, while the browser's events go on arriving here."""
    deadline = time.monotonic() + TIMEOUT / 1000
    while not condition():
        assert time.monotonic() < deadline, "It did not come to that."
        page.wait_for_timeout(50)
