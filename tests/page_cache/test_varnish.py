"""A real Varnish in front, with the words that docs/page-cache.md has for it."""

import re
import shutil
from collections.abc import Iterator

import pytest

from scripts import migrated
from scripts.ports import free_port
from scripts.redis_server import redis_server
from scripts.served import ROOT, ServedSite, gunicorn
from scripts.varnish import varnish
from tests.page_cache.houses import SCIATICA, Answer, Editor, ask, furnish
from tests.sizes import IS_PROOF

# It brings its own database; Varnish wants a compiler, which is much to install for one test.
pytestmark = [
    pytest.mark.once,
    pytest.mark.slow,
    pytest.mark.skipif(not IS_PROOF, reason="only in make proof"),
]

PRINT_HOST = """
import django; django.setup()
from wagtail.models import Site
print(Site.objects.get().root_url.split("//")[1])
"""


class Front:
    """Varnish, asked for the site by its own name, as it is told what to drop."""

    def __init__(self, url: str, host: str):
        self._url, self._host = url, host

    def ask(self, path: str = SCIATICA) -> Answer:
        return ask(self._url + path, self._host)

    def keeps(self, path: str) -> bool:
        # It names the visit for which the page was fetched.
        return len(self.ask(path).headers["X-Varnish"].split()) == 2


@pytest.fixture(scope="module")
def furnished(tmp_path_factory) -> ServedSite:
    site = ServedSite(tmp_path_factory.mktemp("house"))
    shutil.copy(migrated.sqlite(), site.folder / "db.sqlite3")
    furnish(site)
    return site


@pytest.fixture(params=["", "xkey"], ids=["by address", "by key"])
def front(request, furnished) -> Iterator[tuple[Front, Editor]]:
    vcl = re.search(r"^```vcl\n(.*?)^```", (ROOT / "docs/page-cache.md").read_text(), re.M | re.S)
    site_port = free_port()
    with redis_server() as redis, varnish(vcl[1], site_port) as port:
        settings = {
            "CACHE_URL": redis.url,
            "FRONTEND_CACHE_URL": f"http://127.0.0.1:{port}",
            "SURROGATE_KEY_HEADER": request.param,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
        }
        site = ServedSite(furnished.folder, site_port, settings)
        host = site.python("-c", PRINT_HOST).strip()
        with gunicorn(site, "--workers=1"):
            editor = Editor(site)
            yield Front(f"http://127.0.0.1:{port}", host), editor
            editor.kill()


def test_it_drops_what_changed_and_keeps_the_rest(front):
    front, editor = front
    for path in (SCIATICA, "/therapies/cupping/", "/team/"):
        front.ask(path)
        assert front.keeps(path)
    assert "xkey" not in front.ask().headers
    words = editor.reword()
    assert words in front.ask().text
    assert front.keeps("/therapies/cupping/")
    editor.do("call +353 1 555 4242")
    for path in (SCIATICA, "/therapies/cupping/", "/team/"):
        assert "555 4242" in front.ask(path).text
