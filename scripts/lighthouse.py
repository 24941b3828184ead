"""Google's Lighthouse on the demo as served in production: scores and weights of each kind of page.

`python -m scripts.lighthouse` prints a table and writes it into benchmarks/lighthouse.md. Each
figure is the median of RUNS; what failed is named, and never a reason to stop.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scripts import npm
from scripts.chromium import chromium_path
from scripts.markers import fill
from scripts.served import ROOT, ServedSite, served_demo

DOCUMENT = ROOT / "benchmarks" / "lighthouse.md"
PROGRAM = npm.path_in("lighthouse", "cli", "index.js")
RUNS = 3
# Now and then Chromium loses the trace of a page, and Lighthouse asks to be run again.
ATTEMPTS = 3
# One of each kind that visitors meet.
PATHS = (
    "/",
    "/conditions/",
    "/conditions/where/lower-back/",
    "/conditions/sciatica/",
    "/therapies/",
    "/therapies/acupuncture/",
    "/team/",
    "/team/aoife-brennan/",
    "/about/",
    "/search/",
    "/book/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = [
    *("address", "performance", "accessibility", "best practices", "SEO"),
    *("CLS", "LCP", "bytes", "requests"),
]
HELP = """\
Lighthouse needs Node 18.16 or newer and npm, and could not be installed from there.
Install both (Debian: apt-get install nodejs npm)."""


def main() -> None:
    ensure_lighthouse()
    with served_demo() as site:
        reports = {path: [run(site, path) for _run in range(RUNS)] for path in PATHS}
    text = table(reports)
    print(text)
    fill(DOCUMENT, "lighthouse", text)


def ensure_lighthouse() -> None:
    """Raise SystemExit with advice unless Lighthouse is there, after trying to install it."""
    if not PROGRAM.exists():
        npm.install("lighthouse")
    if not (PROGRAM.exists() and shutil.which("node")):
        sys.exit(HELP)


def run(site: ServedSite, path: str) -> dict:
    """One report, of a telephone with a slow connection as Lighthouse simulates it."""
    with tempfile.TemporaryDirectory(prefix="clinic-pages-lighthouse-") as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(PROGRAM), site.url + path, "--output=json", "--quiet"]
        options = [
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            "--no-enable-error-reporting",
        ]
        environment = os.environ | {"CHROME_PATH": chromium_path()}
        for _attempt in range(ATTEMPTS):
            if subprocess.run([*command, *options], env=environment).returncode == 0:
                return json.loads(report.read_text())
        sys.exit(f"Lighthouse gave no report for {path}, in {ATTEMPTS} attempts.")


def table(reports: dict[str, list[dict]]) -> str:
    """The reports of each path as a row, and below the table what some run found wanting."""
    lines = [_row(HEAD), _row(["---"] + ["---:"] * (len(HEAD) - 1))]
    lines += [_row([f"`{path}`", *_cells(runs)]) for path, runs in reports.items()]
    notes = [
        f"- `{path}`: {'; '.join(bad)}." for path, runs in reports.items() if (bad := _bad(runs))
    ]
    return "\n".join([*lines, "", *(notes or ["Nothing failed."]), "", _versions(reports)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(runs: list[dict]) -> list[str]:
    scores = [_median(runs, lambda report, c=c: 100 * _score(report, c)) for c in CATEGORIES]
    requests = _median(runs, lambda report: len(_requests(report)))
    return [
        *(f"{score:.0f}" for score in scores),
        f"{_median(runs, lambda report: _number(report, 'cumulative-layout-shift')):.3f}",
        f"{_median(runs, lambda report: _number(report, 'largest-contentful-paint')) / 1000:.1f} s",
        f"{_median(runs, lambda report: _number(report, 'total-byte-weight')):,.0f}",
        f"{requests:.0f}",
    ]


def _median(runs: list[dict], figure) -> float:
    return median(figure(report) for report in runs)


def _score(report: dict, category: str) -> float:
    # None when an audit of the category broke: no score, not a good one.
    return report["categories"][category]["score"] or 0


def _number(report: dict, audit: str) -> float:
    return report["audits"][audit]["numericValue"]


def _requests(report: dict) -> list[dict]:
    return report["audits"]["network-requests"]["details"]["items"]


def _bad(runs: list[dict]) -> list[str]:
    """What failed in at least one run, by category, where that cost points."""
    found = [f"{category}: {title}" for report in runs for category, title in _failures(report)]
    return list(dict.fromkeys(found))


def _failures(report: dict) -> Iterator[tuple[str, str]]:
    for name in CATEGORIES:
        category = report["categories"][name]
        if category["score"] == 1:
            continue
        for reference in category["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield name, audit["title"]


def _versions(reports: dict[str, list[dict]]) -> str:
    report = next(iter(reports.values()))[0]
    chromium = report["environment"]["hostUserAgent"].partition("HeadlessChrome/")[2].split()[0]
    return f"Medians of {RUNS} runs. Lighthouse {report['lighthouseVersion']}, Chromium {chromium}."


if __name__ == "__main__":
    main()
