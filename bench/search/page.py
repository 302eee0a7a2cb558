"""What the search page of a built site costs its readers, beside the budgets.

    python bench/search/page.py SITE ... [--write]

A site of any size comes from `bench/generate.py`. `--write` puts the tables into
docs/search-performance.md, behind those of compare.py.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from browser import served
from latency import WATCH, measure, paste, settle, table, two_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TABLES = Path(__file__).parents[2] / "docs" / "search-performance.md"
HEADING = "## The search page\n"
NOTES = "## What a key does\n"
"""Written by hand, behind the tables."""
INTRODUCTION = """
Made by `python bench/search/page.py`, in Chromium, with real keys and the page as it is built.

*kB to ten results* counts, gzipped, all that a first search of two words fetches but the page and
what every page has (`site.css`, `site.js`): the scripts of the search, the index, and the texts of
ten results; the median of five searches, each in a fresh browser. The counts of the filters come
after the results. Times are from the words, or from the beginning of the navigation, until the
results that fit the window are painted.

Keys are measured from the moment at which the browser took them. *Work* is what the page's thread
was busy with, script, style, layout and paint, until the results were painted; *CPU* is the same
without the time in which another program had the processor; *painted* has besides what a screen of
60 Hz makes a frame wait, up to 16.7 ms. The results that fit the window, here of 1,280 by 720
pixels, are painted first, those below its edge and the counts of the filters right after them:
*with filters* is when all of that stands. *Still loading* is the first time that these words are
typed, *loaded* the second. The budget is 15 ms of work for two words once loaded, in 95 of 100
keys, and 100 ms for anything. Other programs on the same cores make everything last longer, CPU
time included. Ugly inputs are pasted: `*`, single letters, 5,000 letters, 400 times a word, ten
words, sixteen words that nobody has. A phrase is *painted* with its first results, and complete
when the last text has been read. *Said* is until there are results, or the page says that it is
searching, or how many records it reads for a phrase. *A key without a search* changes one line of
the same page: what the browser costs by itself.

The sites are this knowledge base, alone and with made-up records (`bench/generate.py`). Each has 25
searched fields, where the corpus above has six.
"""
FIRST = 5
BUDGETS = {500: (60, 250), 5000: (80, 250), 1_000_000: (135, 400)}
"""kB and milliseconds of a first search, by the most records for which they hold."""

EVERY_PAGE = ("site.css", "site.js", "favicon.svg")
LATER = ("facets.js", "search-filters.js")
_PAINTED = """
(() => addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector("[data-part='results']");
  new MutationObserver((changes, observer) => {
    if (!list.querySelector(".card")) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { window.painted = performance.now(); };
      channel.port2.postMessage(0);
    });
  }).observe(list, { childList: true });
}))();
"""


@dataclass(frozen=True, slots=True)
class First:
    """A first search: what it fetched to the results, what after them, and how long it took."""

    bytes: int
    later: int
    requests: int
    ms: float


def main() -> None:
    """Measures, prints, and writes if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sites", nargs="+", type=Path)
    parser.add_argument("--queries", type=int, default=25)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--disable-gpu"]
        )
        for site in options.sites:
            found.append(tables(browser, site.absolute(), options.queries))
        browser.close()
    text = "\n\n".join(found)
    print(text)
    if options.write:
        before, _, rest = TABLES.read_text("utf-8").partition(HEADING)
        _, notes, said = rest.partition(NOTES)
        TABLES.write_text(f"{before}{HEADING}{INTRODUCTION}\n{text}\n\n{notes}{said}", "utf-8")


def tables(browser: Browser, site: Path, queries: int) -> str:
    """Both tables of a site."""
    boot = (site / "data/search/boot.js").read_text("utf-8")
    records = int(re.findall(r'"records":(\d+)', boot)[0])
    most_bytes, most_ms = next(budget for size, budget in BUDGETS.items() if records <= size)
    words = two_words(site, FIRST)
    own = [first_search(browser, site.as_uri(), site, pair) for pair in words]
    with served(site) as (address, _):
        http = [first_search(browser, address, site, pair) for pair in words]
    first_words = statistics.median(on_open_page(browser, site, pair) for pair in words)
    lines = [
        f"| kB to ten results, code included | {middle(http, 'bytes') / 1000:.1f} | {most_bytes} |",
        f"| kB after them, for the filters | {middle(http, 'later') / 1000:.1f} | - |",
        f"| requests to ten results | {middle(http, 'requests'):.0f} | - |",
        f"| first words on the open page, from file://, ms | {first_words:.0f} | {most_ms} |",
        f"| opened with two words, from file://, ms | {middle(own, 'ms'):.0f} | - |",
        f"| opened with two words, over http, ms | {middle(http, 'ms'):.0f} | - |",
    ]
    head = f"### {records:,} records\n\n| first search | measured | budget |\n|---|---|---|"
    keys = table(measure(browser, site, queries))
    load = f"Load of the machine meanwhile: {os.getloadavg()[1]:.1f} on {os.cpu_count()} cores."
    return "\n".join([head, *lines, "", keys, "", load])


def first_search(browser: Browser, address: str, site: Path, words: str) -> First:
    """A search in a fresh browser, by the address of the page."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(_PAINTED)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{address}/search.html?{urlencode({'q': words})}")
    page.wait_for_function("() => window.painted")
    ms = float(page.evaluate("() => window.painted"))
    settle(page)
    context.close()
    root = urlsplit(address).path
    names = [name.removeprefix(root).lstrip("/") for name in fetched]
    needed = [name for name in names if not name.endswith((".html", *EVERY_PAGE, *LATER))]
    later = [name for name in names if name.endswith(LATER)]
    return First(packed(site, needed), packed(site, later), len(needed), ms)


def on_open_page(browser: Browser, site: Path, words: str) -> float:
    """Milliseconds from the first words on the open search page, in a fresh browser, to paint."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{site.as_uri()}/search.html")
    settle(page)
    page.evaluate("window.pasting = true")
    page.locator("[data-part='query']").focus()
    paste(page, words)
    painted = float(page.evaluate("() => latencies.at(-1).painted"))
    context.close()
    return painted


def packed(site: Path, names: Sequence[str]) -> int:
    """Bytes of some files of a site, gzipped."""
    return sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in names)


def middle(found: Sequence[First], what: str) -> float:
    """The median of one of the figures."""
    return statistics.median(float(getattr(one, what)) for one in found)


if __name__ == "__main__":
    main()
