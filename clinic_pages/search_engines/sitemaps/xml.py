"""Sitemap files as text, by https://www.sitemaps.org/protocol.html."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

logger = logging.getLogger(__name__)

MAX_ADDRESSES = 50_000
MAX_BYTES = 50 * 1024 * 1024

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = (
    f"{HEAD}<urlset {SITEMAPS}"
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
END = "</urlset>\n"


def index_of(files: Iterable[tuple[str, datetime | None]]) -> str:
    """files: (full URL, when it last changed) of each file."""
    items = [
        f"<sitemap>{_element('loc', url)}{_lastmod(moment)}</sitemap>" for url, moment in files
    ]
    return "\n".join([f"{HEAD}<sitemapindex {SITEMAPS}>", *items, "</sitemapindex>\n"])


def urlset(batches: Iterable[list]) -> Iterator[str]:
    """One file, in pieces, of `Entry`s that come in batches."""
    yield URLSET
    count, size = 0, len(URLSET) + len(END)
    for entries in batches:
        urls = []
        for entry in entries:
            url = _url(entry)
            count, size = count + 1, size + len(url.encode())
            if count > MAX_ADDRESSES or size > MAX_BYTES:
                # A file beyond the limits would be refused as a whole.
                logger.error("A sitemap file is full before %s and what follows", entry.location)
                yield "".join([*urls, END])
                return
            urls.append(url)
        yield "".join(urls)
    yield END


def _url(entry) -> str:
    parts = [_element("loc", entry.location), _lastmod(entry.lastmod)]
    parts += [
        _element(name, value)
        for name, value in (("changefreq", entry.changefreq), ("priority", entry.priority))
        if value
    ]
    parts += [
        f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={quoteattr(address)}/>'
        for language, address in entry.alternates
    ]
    parts += [
        f"<image:image>{_element('image:loc', address)}</image:image>" for address in entry.pictures
    ]
    return f"<url>{''.join(parts)}</url>\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _lastmod(moment: date | None) -> str:
    if moment is None:
        return ""
    is_moment = isinstance(moment, datetime)
    return _element("lastmod", moment.isoformat(timespec="seconds") if is_moment else str(moment))
