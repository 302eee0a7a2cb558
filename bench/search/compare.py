"""Compares kbgen's search with its peers on the same records in one run.

    python bench/search/compare.py 1000 10000 [--without lunr] [--write]

needs Node, Chromium, and once `npm install` in this folder. `--write` puts the tables into
docs/search-performance.md.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src"), str(HERE.parents[1] / "scripts")]

from browser import first_search, later_searches, served  # noqa: E402
from corpus import records as generate  # noqa: E402
from engines import ENGINES, Records  # noqa: E402
from latency import UGLY  # noqa: E402
from page import HEADING  # noqa: E402
from pages import write_page  # noqa: E402

FIRST_SEARCHES = 5
LATER_SEARCHES = 200
TABLES = HERE.parents[1] / "docs" / "search-performance.md"


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--without", action="append", default=[], choices=ENGINES)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    text = "\n\n".join(measure(size, set(options.without)) for size in options.sizes)
    print(text)
    if options.write:
        _, heading, rest = TABLES.read_text("utf-8").partition(HEADING)
        TABLES.write_text(f"{_INTRODUCTION}{text}\n\n{heading}{rest}", "utf-8")


def measure(size: int, without: set[str]) -> str:
    """The tables for so many records."""
    its = list(generate(size))
    folder = Path(tempfile.mkdtemp(prefix="kbgen-search-"))
    rows, own = [], {}
    try:
        for name, build in ENGINES.items():
            if name in without:
                continue
            print(f"{size} records: {name}", file=sys.stderr)
            built = build(its, folder / name)
            write_page(name, folder / name)
            seen = watch(name, folder / name, its)
            rows.append(row(name, size, built, folder / name, seen))
            if name == "kbgen":
                own = {**built, **seen, **sizes(folder / name)}
    finally:
        shutil.rmtree(folder)
    return f"## {size:,} records\n\n{table(rows)}\n\n{budgets(size, own)}"


def watch(name: str, folder: Path, records: Records) -> dict[str, Any]:
    """What the browser sees of an engine."""
    from playwright.sync_api import sync_playwright

    source = random.Random(7)
    queries = [two_words(source, records) for _ in range(LATER_SEARCHES)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--disable-gpu"]
        )
        with served(folder) as (address, counter):
            found = [
                first_search(browser, f"{address}/index.html", counter, words)
                for words in queries[:FIRST_SEARCHES]
            ]
            seen: dict[str, Any] = {
                key: statistics.median(one[key] for one in found) for key in found[0]
            }
        if name == "kbgen":
            page = (folder / "index.html").as_uri()
            seen["file"] = statistics.median(
                first_search(browser, page, None, words)["ms"] for words in queries[:FIRST_SEARCHES]
            )
            later = sorted(later_searches(browser, page, queries))
            seen["later"] = later[len(later) // 2], later[int(len(later) * 0.95)]
            seen["ugly"] = max(later_searches(browser, page, UGLY, typing=True))
        browser.close()
    return seen


def two_words(source: random.Random, records: Records) -> str:
    """Two words of one record."""
    words = [w for w in str(source.choice(records)["body"]).split() if w.isalpha() and len(w) > 4]
    return " ".join(source.sample(words, 2)).lower()


def sizes(folder: Path) -> dict[str, int]:
    """Bytes, gzipped, of our own index by its parts."""
    found: dict[str, int] = {"index": 0, "index_raw": 0}
    for path in sorted((folder / "data/search").iterdir()):
        kind = path.stem.split("-")[0]
        content = path.read_bytes()
        packed = len(gzip.compress(content, 9))
        if kind in ("boot", "words", "postings", "lengths"):
            found["index"] += packed
            found["index_raw"] += len(content)
        else:
            found[kind] = found.get(kind, 0) + packed
    return found


def packed_index(name: str, folder: Path) -> int:
    """Bytes, gzipped, of what an engine needs for all searches, without the texts of results."""
    if name == "kbgen":
        return sizes(folder)["index"]
    if name == "pagefind":
        files = [
            p for p in (folder / "pagefind").rglob("*") if p.suffix in (".pf_index", ".pf_meta")
        ]
        return sum(path.stat().st_size for path in files)
    return len(gzip.compress((folder / "index.json").read_bytes(), 9))


def row(
    name: str, size: int, built: dict[str, Any], folder: Path, seen: dict[str, Any]
) -> list[str]:
    index = packed_index(name, folder)
    return [
        name,
        f"{1000 * built['cpu'] / size:.2f}",
        f"{index / 1000:,.0f}",
        f"{index / size:,.0f}",
        f"{seen['bytes'] / 1000:,.0f}",
        f"{seen['requests']:.0f}",
        f"{seen['ms']:,.0f}",
        f"{seen['file']:,.0f}" if "file" in seen else "does not run",
    ]


HEAD = [
    "engine", "build, ms CPU a record", "index, kB gzip", "bytes a record", "kB to ten results",
    "requests", "first search, http, ms", "first search, file://, ms",
]  # fmt: skip


def table(rows: Sequence[Sequence[str]]) -> str:
    lines = [HEAD, ["---"] * len(HEAD), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def budgets(size: int, own: dict[str, Any]) -> str:
    """The budgets of kbgen's search beside what was measured."""
    bytes_limit = 80 if size <= 1000 else 135
    first_limit = 250 if size <= 1000 else 400
    lower, upper = own["floor"]
    found = [
        ("index, bytes a record, gzip", f"{own['index'] / size:.0f}", "360"),
        ("index, bytes a record, raw", f"{own['index_raw'] / size:.0f}", "-"),
        ("over the entropy of what it holds", f"{own['index'] / upper - 1:.1%}", "10 %"),
        ("over the entropy without forms and lengths", f"{own['index'] / lower - 1:.1%}", "-"),
        ("facets, fetched after the results, kB gzip", f"{own['facets'] / 1000:.1f}", "-"),
        ("kB to ten results, code included", f"{own['bytes'] / 1000:.0f}", str(bytes_limit)),
        (
            "build with the analyses kept, ms CPU a record",
            f"{1000 * own['warm'] / size:.2f}",
            "1.5",
        ),
        ("first search from file://, ms", f"{own['file']:.0f}", str(first_limit)),
        ("two words once loaded, the engine alone, median, ms", f"{own['later'][0]:.1f}", "-"),
        ("two words once loaded, the engine alone, 95 %, ms", f"{own['later'][1]:.1f}", "15"),
        ("the worst of ugly inputs, the engine alone, ms", f"{own['ugly']:.0f}", "100"),
    ]
    lines = ["| kbgen | measured | budget |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(line)} |" for line in found)])


_INTRODUCTION = """# Search: how fast and how small

Made by `python bench/search/compare.py 1000 10000 --write`: the same made-up records (about 700
words and six fields each), one run, Chromium, a server on the same machine with gzip. *kB to ten
results* counts everything fetched for a first search of two words but the page itself: code, index
and what is shown of ten records (counts of facets come after them). *Index* leaves out the texts
of results. The peers run with their defaults; lunr's index is made by lunr.py and searched by
lunr.js. Times depend on the machine and its load; sizes do not.

"""

if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
