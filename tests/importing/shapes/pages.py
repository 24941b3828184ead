"""HTML: saved pages of old sites, and what Word saves as a web page."""
# ruff: noqa: E501 (files have long lines)

from . import Shape
from .texts import AGAIN, LONG


def page(body: str, head: str = "<title>Old clinic</title>") -> str:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


MENU = "<ul id=menu><li><a href=/>Home</a></li><li><a href=/team.html>Team</a></li></ul>"
LINKS = "".join(
    f'<a href="{name}.html">{name}</a><br>' for name in ("Home", "Team", "Fees", "Find")
)
WORD_ITEM = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
    "<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times\"'>"
    "&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
)


def word_items(*items: tuple[int, str, str]) -> str:
    return "".join(WORD_ITEM.format(level=n, mark=mark, text=text) for n, mark, text in items)


PAGES = [
    Shape(
        "semantic.html",
        page(
            f"<header><a href=/>Old clinic</a><nav>{MENU}</nav></header><main><h1>Gout</h1><p>{LONG}</p>"
            f"<h2>Cupping for Gout</h2><p>{AGAIN}</p><h3>After it</h3><p>Rest.</p></main>"
            "<footer>© Old clinic</footer>"
        ),
        """Gout
section:
  p
therapy: Cupping for Gout
  p
  h After it
  p""",
        ("Old clinic", "Home", "Team", "© Old clinic"),
    ),
    Shape(
        "divs.html",
        page(
            f"<div class=cookie-consent>We use cookies <button>Fine</button></div><div id=header>{MENU}"
            f"</div><div id=content><h1>Sinusitis</h1><div>{LONG}</div><div>{LONG}</div><h2>Diet for "
            f"sinusitis</h2><div>{LONG}</div></div><div class=footer-links>Imprint</div>"
        ),
        """Sinusitis
section:
  p
  p
section: Diet for sinusitis
  p""",
        ("We use cookies", "Fine", "Home", "Team", "Imprint"),
    ),
    Shape(
        "layout_table.html",
        page(
            f"<table width=800><tr><td width=150>{LINKS}</td><td><font size=5><b>Vertigo</b></font><br>"
            f"<br>{LONG}<br><br><b>Causes</b><br><br>{LONG}<br><br><b>Acupuncture for Vertigo</b>"
            f"<br><br>{AGAIN}</td></tr></table>"
        ),
        """Vertigo
section:
  p
section: Causes
  p
therapy: Acupuncture for Vertigo
  p""",
        ("Home", "Team", "Fees", "Find"),
    ),
    Shape(
        "bold_headings.html",
        page(
            f"<h1>Eczema</h1><p>{LONG}</p><p><strong>Causes</strong></p><p>{LONG}</p>"
            f"<p><u>Cupping for eczema</u></p><p>{AGAIN}</p>"
        ),
        """Eczema
section:
  p
section: Causes
  p
therapy: Cupping for eczema
  p""",
    ),
    Shape(
        "skipped_levels.html",
        page(
            f"<h1>Asthma</h1><p>{LONG}</p><h4>Causes</h4><p>{LONG}</p><h5>Dust</h5><p>{LONG}</p>"
            f"<h4>Acupuncture for asthma</h4><p>{AGAIN}</p>"
        ),
        """Asthma
section:
  p
section: Causes
  p
  h Dust
  p
therapy: Acupuncture for asthma
  p""",
    ),
    Shape(
        "lists.html",
        page(
            f"<h1>Anxiety</h1><p>{LONG}</p><h2>Signs</h2><ul><li>fear<ul><li>at night</li></ul></li>"
            "<li><p>sweat</p></li></ul><ol><li>one</li><li>two<ol><li>a</li><li>b</li></ol></li></ol>"
        ),
        """Anxiety
section:
  p
section: Signs
  ul 2[ul 1]
  ol 2[ol 2]""",
    ),
    Shape(
        "typed_lists.html",
        page(
            f"<h1>Anxiety</h1><p>{LONG}</p><h2>Signs</h2><p>• fear</p><p>• sweat</p><p>We ask:<br>"
            "- when<br>- where</p>"
        ),
        """Anxiety
section:
  p
section: Signs
  ul 2
  p
  ul 2""",
    ),
    Shape(
        "data_table.html",
        page(
            f"<h1>Neck pain</h1><p>{LONG}</p><h2>Fees</h2><table><caption>All fees</caption><tr><th>What"
            "</th><th>Fee</th></tr><tr><td>First</td><td>60</td></tr><tr><td>Later</td><td>50</td>"
            f"</tr></table><p>{AGAIN}</p>"
        ),
        """Neck pain
section:
  p
section: Fees
  table 3x2
section:
  p""",
    ),
    Shape(
        "article.html",
        page(
            f"<div class=topbar>Call us</div><article class=post><header class=entry-header><h1>Shingles"
            f"</h1></header><p>{LONG}</p><h2>Herbal remedies for Shingles</h2><p>{AGAIN}</p></article>"
            "<aside class=sidebar><h3>News</h3><p>We are open.</p></aside>"
        ),
        """Shingles
section:
  p
therapy: Herbal remedies for Shingles
  p""",
        ("Call us", "News", "We are open."),
    ),
    Shape(
        "question.html",
        page(
            f"<h1>What is Arthritis?</h1><p>{LONG}</p><h2>Acupuncture for Arthritis</h2><p>{AGAIN}</p>"
            "<h2>Next</h2><p>Book with us.</p>"
        ),
        """Arthritis
section: What is Arthritis?
  p
therapy: Acupuncture for Arthritis
  p
booking: Next""",
    ),
    Shape(
        "latin.htm",
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1252'></head><body>"
        f"<h1>M\xe9ni\xe8re\x92s disease</h1><p>{LONG}</p></body></html>".encode("latin-1"),
        """Ménière’s disease
section:
  p""",
    ),
    Shape(
        "title_only.html",
        page(f"<p>{LONG}</p><p>{LONG}</p>", "<title>Hay fever | Old clinic</title>"),
        """Hay fever
section:
  p
  p""",
    ),
    Shape(
        "definitions.html",
        page(f"<h1>Migraine</h1><p>{LONG}</p><h2>Words</h2><dl><dt>Aura</dt><dd>{LONG}</dd></dl>"),
        """Migraine
section:
  p
section: Words
  h Aura
  p""",
    ),
    Shape(
        "builder.html",
        page(
            f"<main><h1>Insomnia</h1><div class=elementor-widget><p>{LONG}</p></div>"
            f"<div class='elementor-widget elementor-widget-heading'><h2>Cupping</h2></div>"
            f"<div class=elementor-widget><p>{AGAIN}</p><img class=skip-lazy src=a.png></div>"
            "<div class=elementor-widget-button><a class=elementor-button href=/book/>Book now</a></div>"
            "<h2>Questions</h2><h3><button>Does it hurt?</button></h3><div aria-labelledby=q hidden>"
            "<p>Hardly ever.</p></div><details><summary>How often?</summary><p>Once a week.</p>"
            "</details></main>"
        ),
        """Insomnia
section:
  p
therapy: Cupping
  p
section: Questions
  h Does it hurt?
  p
  h How often?
  p""",
        ("Book now",),
    ),
    Shape(
        "word.htm",
        page(
            "<div class=WordSection1><p class=MsoTitle>Sciatica<o:p></o:p></p><p class=MsoNormal>"
            f"{LONG}<o:p>&nbsp;</o:p></p><p class=MsoNormal><b><span lang=EN>Signs<o:p></o:p></span></b>"
            "</p>"
            + word_items((1, "·", "pain"), (2, "o", "in the leg"), (1, "·", "numbness"))
            + word_items((1, "1.", "first"), (1, "2.", "second"))
            + f"<p class=MsoNormal><b>Cupping for Sciatica</b></p><p class=MsoNormal>{AGAIN}</p></div>",
            "<title>x</title><xml><w:WordDocument>hidden</w:WordDocument></xml>",
        ),
        """Sciatica
section:
  p
section: Signs
  ul 2[ul 1]
  ol 2
therapy: Cupping for Sciatica
  p""",
    ),
    Shape(
        "word_headings.htm",
        page(
            f"<div class=WordSection1><h1>Insomnia</h1><p class=MsoNormal>{LONG}</p><h2>Causes</h2>"
            f"<p class=MsoNormal>{LONG}</p><h3><a name=_Toc1></a>Noise</h3><p class=MsoNormal>{LONG}</p>"
            f"</div>"
        ),
        """Insomnia
section:
  p
section: Causes
  p
  h Noise
  p""",
    ),
]

MARKDOWN = [
    Shape(
        "plain.md",
        f"# Gout\n\n{LONG}\n\n## Acupuncture for gout\n\n{AGAIN}\n\n## Diet for gout\n\n- fish\n- rice\n",
        """Gout
section:
  p
therapy: Acupuncture for gout
  p
section: Diet for gout
  ul 2""",
    ),
    Shape(
        "table.md",
        f"What is Asthma?\n===============\n\n{LONG}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n### Cupping for "
        f"asthma\n\n1. one\n2. two\n   - inner\n",
        """Asthma
section: What is Asthma?
  p
  table 2x2
therapy: Cupping for asthma
  ol 2[ul 1]""",
    ),
    Shape(
        "html_within.md",
        f"# Colds\n\n{LONG}\n\n<p>Some <b>old</b> HTML.</p>\n\n<script>alert(1)</script>\n",
        """Colds
section:
  p
  p""",
    ),
]
