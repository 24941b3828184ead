"""An old clinic's site, saved page by page from a browser: of several generations."""
# ruff: noqa: E501 (pages have long lines)

from html import escape
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from .shapes.pages import word_items
from .writers import Section

CONDITIONS = (
    *("Sciatica", "Migraine", "Insomnia", "Gout", "Vertigo", "Eczema", "Asthma", "Tinnitus"),
    *("Sinusitis", "Shingles", "Whiplash", "Anxiety", "Low Back Pain", "Neck Pain", "Knee Pain"),
    *("Frozen Shoulder", "Tennis Elbow", "Bell’s Palsy", "Ménière’s Disease", "Hay Fever"),
    *("Period Pain", "Morning Sickness", "Restless Legs", "Carpal Tunnel Syndrome", "Acne"),
    *("Psoriasis", "High Blood Pressure", "Irritable Bowel Syndrome", "Hot Flushes", "Fatigue"),
)
MENU = ("Home", "About us", "Conditions", "Therapies", "Fees", "Contact")
SAYS = "{name} is common, and for most people it passes within some weeks. Some have it for years."
NEEDLES = "Fine needles are placed at points on the body. You rest for about twenty minutes."
CUPS = "Warm cups are placed along the back. They stay there for some minutes."


class OldPage(NamedTuple):
    """file: its name. sections: what a reader would say that is in it."""

    file: str
    title: str
    sections: list[Section]
    html: str


def old_site() -> list[OldPage]:
    looks = cycle((table_layout, modern, divs, word, content_system, hand_written))
    return [look(name) for name, look in zip(CONDITIONS, looks, strict=False)]


def write_site(folder: Path) -> list[OldPage]:
    pages = old_site()
    for page in pages:
        (folder / page.file).write_text(page.html, encoding="utf-8")
    return pages


def slug_of(name: str) -> str:
    plain = name.lower().replace("’", "").replace("é", "e").replace("è", "e")
    return plain.replace(" ", "-")


def links(tag="li") -> str:
    return "".join(f'<{tag}><a href="/{slug_of(each)}.html">{each}</a></{tag}>' for each in MENU)


def head(name: str) -> str:
    return (
        f"<head><meta charset=utf-8><title>{escape(name)} | Old Clinic Dublin</title>"
        f'<link rel=canonical href="https://old.example/conditions/{slug_of(name)}.html">'
        "<script>var tracking = 'on';</script><style>body { color: red }</style></head>"
    )


def _body(name: str, headings=("Causes", "Acupuncture for {name}", "Cupping for {name}")):
    texts = (SAYS.format(name="It"), NEEDLES, CUPS)
    return [
        Section(heading.format(name=name), [text])
        for heading, text in zip(headings, texts, strict=True)
    ]


def table_layout(name: str) -> OldPage:
    """About 1999: tables, fonts, line breaks."""
    sections = [Section("", [SAYS.format(name=name)]), *_body(name)]
    inner = "<br><br>".join(
        f"{f'<b>{escape(each.heading)}</b><br>' if each.heading else ''}<br>{each.paragraphs[0]}"
        for each in sections
    )
    menu = "".join(
        f'<a href="{slug_of(each)}.html"><font size=2>{each}</font></a><br>' for each in MENU
    )
    html = (
        f"<html>{head(name)}<body bgcolor=white><table width=780><tr><td colspan=2><a href=/><img "
        f"src=logo.gif width=20 height=20></a></td></tr><tr><td width=140 valign=top>{menu}</td>"
        f"<td valign=top><font size=5><b>{escape(name)}</b></font><br><br>{inner}</td></tr><tr>"
        f"<td colspan=2><p class=footer>© Old Clinic</p></td></tr></table></body></html>"
    )
    return OldPage(f"{slug_of(name)}.html", name, sections, html)


def modern(name: str) -> OldPage:
    sections = [
        Section("", [SAYS.format(name=name)]),
        *_body(name, ("Symptoms", "Acupuncture for {name}", "Risk factors for {name}")),
    ]
    parts = "".join(
        f"{f'<h2>{escape(each.heading)}</h2>' if each.heading else ''}<p>{each.paragraphs[0]}</p>"
        for each in sections
    )
    html = (
        f"<!doctype html><html>{head(name)}<body><a class=skip-link href=#main>Skip to content</a>"
        f"<header><a href=/>Old Clinic</a><nav><ul>{links()}</ul></nav></header>"
        f"<main id=main><nav aria-label=Breadcrumb><ol><li><a href=/>Home</a></li><li>{name}</li></ol>"
        f"</nav><h1>{escape(name)}</h1>{parts}<form><label>Your name <input></label></form></main>"
        "<div id=cookie-notice role=dialog>We use cookies.<button>Accept all</button></div>"
        "<footer><p>© Old Clinic</p></footer></body></html>"
    )
    return OldPage(f"{slug_of(name)}.html", name, sections, html)


def divs(name: str) -> OldPage:
    sections = [Section(f"What is {name}?", [SAYS.format(name=name)]), *_body(name)]
    parts = "".join(
        f"<div class=block><h3>{escape(each.heading)}</h3><div>{each.paragraphs[0]}</div></div>"
        for each in sections
    )
    html = (
        f"<!doctype html><html>{head(name)}<body><div id=wrapper><div id=topNavigation><ul>{links()}"
        f"</ul></div><div class=sidebar-left><h4>News</h4><p>We are open on Saturdays.</p></div>"
        f"<div class=text-column>{parts}</div><div id=siteFooter>© Old Clinic</div></div></body></html>"
    )
    return OldPage(f"{slug_of(name)}.html", name, sections, html)


def word(name: str) -> OldPage:
    """Somebody has saved a Word file as a web page."""
    sections = [
        Section("", [SAYS.format(name=name), ["at night", "in the morning"]]),
        *_body(name),
    ]
    pieces = [f"<p class=MsoTitle><span lang=EN-IE>{escape(name)}<o:p></o:p></span></p>"]
    for each in sections:
        if each.heading:
            pieces.append(f"<p class=MsoNormal><b><u>{escape(each.heading)}</u></b><o:p></o:p></p>")
        pieces.append(f"<p class=MsoNormal>{each.paragraphs[0]}<o:p>&nbsp;</o:p></p>")
        for points in each.paragraphs[1:]:
            pieces.append(word_items(*((1, "·", point) for point in points)))
    html = (
        f'<html xmlns:o="urn:schemas-microsoft-com:office:office">{head(name)}<body lang=EN-IE>'
        f"<!--[if gte mso 9]><xml><o:x>hidden</o:x></xml><![endif]--><div class=WordSection1>"
        f"{''.join(pieces)}</div></body></html>"
    )
    return OldPage(f"{slug_of(name)}.htm", name, sections, html)


def content_system(name: str) -> OldPage:
    """A blog's software: an article between widgets."""
    sections = [
        Section("", [SAYS.format(name=name)]),
        *_body(name, ("Signs", "Cupping for {name}", "Diet for {name}")),
    ]
    parts = "".join(
        f"{f'<h2><strong>{escape(each.heading)}</strong></h2>' if each.heading else ''}"
        f"<p>{each.paragraphs[0]}</p>"
        for each in sections
    )
    html = (
        f"<!doctype html><html>{head(name)}<body class='post single'><div id=page class=hfeed>"
        f"<div id=masthead class=site-header><div class=menu-main-container><ul>{links()}</ul></div></div>"
        f"<article id=post-7 class='post hentry'><header class=entry-header><h1 class=entry-title>"
        f"{escape(name)}</h1></header><div class=entry-content>{parts}<div class=sharedaddy><ul "
        "class=social-share><li><a href=https://social.example/share>Share</a></li></ul></div></div>"
        "</article><div id=secondary class=widget-area><h2 class=widget-title>Recent</h2><ul>"
        f"{links()}</ul></div></div></body></html>"
    )
    return OldPage(f"{slug_of(name)}.html", name, sections, html)


def hand_written(name: str) -> OldPage:
    """Paragraphs that never end, and headings of the fourth level."""
    sections = [Section("", [SAYS.format(name=name)]), *_body(name)]
    parts = "".join(
        f"{f'<h4>{escape(each.heading)}</h4>' if each.heading else ''}<p>{each.paragraphs[0]}"
        for each in sections
    )
    html = (
        f"<html>{head(name)}<body><center>{' | '.join(f'<a href={slug_of(m)}.html>{m}</a>' for m in MENU)}"
        f"</center><hr><h1 align=center>{escape(name)}</h1>{parts}<hr><address>Old Clinic, Dublin</address>"
    )
    return OldPage(f"{slug_of(name)}.html", name, sections, html)
