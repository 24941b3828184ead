"""The rows as a chart: how much of what is allowed each needs. Plain SVG, in light and in dark.

Nothing hangs on colour: what is missed is hatched, and said in words at the end of its bar.
"""

from html import escape

from .rows import Row

LINE, BAR, TOP = 26, 14, 56
NAMES, WIDTH, WORDS = 440, 350, 310
# Bars end here; what is worse goes on to the edge, and its figure says how far.
MOST = 2.5
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328; } .title { font-weight: bold; }
.ground { fill: #ffffff; } .met { fill: #1a7f5a; } .missed { fill: url(#hatched); stroke: #a4372a; }
.hatch { stroke: #a4372a; } .goal { stroke: #1f2328; stroke-dasharray: 4 3; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; } .ground { fill: #0d1117; } .met { fill: #4cc38a; }
  .missed { stroke: #ff9a8a; } .hatch { stroke: #ff9a8a; } .goal { stroke: #e6edf3; }
}
"""
HATCHED = (
    '<pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6" '
    'stroke-width="3"/></pattern>'
)


def chart(rows: list[Row], title: str) -> str:
    """The SVG; its text alternative has every figure that can be seen."""
    drawn = [each for each in rows if _share(each) is not None]
    height = TOP + LINE * len(drawn) + 10
    width = NAMES + WIDTH + WORDS
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title description">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(in_words(drawn))}</desc>',
        f"<style>{STYLE}</style>",
        f"<defs>{HATCHED}</defs>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
        f'<text x="10" y="22" class="title">{escape(title)}</text>',
        *(_bar(place, each) for place, each in enumerate(drawn)),
        *_goal(height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def in_words(rows: list[Row]) -> str:
    return " ".join(f"{each.what}: {_words(each)}." for each in rows)


def _share(row: Row) -> float | None:
    return None if row.measured is None else row.goal.share(row.measured)


def _words(row: Row) -> str:
    return f"{row.shown}, goal {row.goal}, {'met' if row.is_met else 'missed'}"


def _bar(place: int, row: Row) -> str:
    top = TOP + LINE * place
    width = WIDTH * min(_share(row), MOST) / MOST
    middle = top + BAR - 3
    return (
        f'<text x="{NAMES - 8}" y="{middle}" text-anchor="end">{escape(row.what)}</text>'
        f'<rect class="{"met" if row.is_met else "missed"}" x="{NAMES}" y="{top}" '
        f'width="{max(width, 1):.1f}" height="{BAR}"/>'
        f'<text x="{NAMES + WIDTH + 8}" y="{middle}">{escape(_words(row))}</text>'
    )


def _goal(height: int) -> list[str]:
    at = NAMES + WIDTH / MOST
    return [
        f'<line class="goal" x1="{at}" y1="{TOP - 10}" x2="{at}" y2="{height - 8}"/>',
        f'<text x="{at}" y="{TOP - 16}" text-anchor="middle">goal</text>',
    ]
