"""How long a reader waits between a key and the results, on the search page of a built site.

Real keys, on `file://`. Each is measured from the moment at which the browser took it (`timeStamp`
of its event):

- *painted*: until the frame that shows the results, as far as the window reaches, has been painted.
  A frame waits for its turn on a screen of 60 Hz, up to 16.7 ms, whatever a page does.
- *work*: what the page's thread was busy with until then, script, style, layout and paint, from
  the browser's own trace. This is what the page can make shorter, and what its budget is about.
  *CPU* is the same without the time in which another program had the processor.
- *complete*: until the results below and the counts of the filters stand as well.
- *said*: until there are results, or the page says that it is searching, or how many records it
  reads.
"""

from __future__ import annotations

import json
import random
import re
import time
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

UGLY = [
    "*",
    "e~9",
    "a",
    "co",
    "con",
    "s",
    "foo:",
    "-",
    '"',
    "x" * 5000,
    "migration " * 400,
    "the of and",
    "-migration",
    "migrant worker training school health policy labour skill area country",
    "qqzzyyxx wwvvuutt",
    "inetgraton trainnig",
    "qwertzuiop asdfghjklm yxcvbnmlkj poiuztrewq lkjhgfdsay mnbvcxylkj qayedcrfvt wsxedcrfvg "
    "migratoni educatoin trianing proffesional intgeration stakehodlers governmnet insitution",
]
"""What people paste or type that a search would rather not be given."""

PHRASES = ['"of the"', '"migration policy"', '"in the"', '"skills and training"', '"zebra zoo"']

PAUSE = 0.06
"""Seconds after a key in which nothing else is asked of the browser."""

WATCH = """
(() => {
  let number = 0, since = 0;
  const times = (window.latencies = []);
  const begin = (event) => {
    since = event.timeStamp;
    performance.mark("kbgen-key-" + ++number, { startTime: since });
    times[number] = { key: event.type, since };
  };
  addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !event.ctrlKey) begin(event);
  }, true);
  addEventListener("input", (event) => { if (window.pasting) begin(event); }, true);
  addEventListener("input", (event) => {
    if (!window.alone) return;
    event.stopImmediatePropagation();
    const list = document.querySelector("[data-part='results']");
    document.querySelector("[data-part='count']").textContent = "key " + number;
    for (const busy of ["true", "false"]) list.setAttribute("aria-busy", busy);
  }, true);
  const painted = (mine, name) => requestAnimationFrame(() => scheduler.postTask(() => {
    times[mine][name] = performance.now() - times[mine].since;
    if (name === "complete" && window.completed) window.completed();
    performance.mark("kbgen-" + name + "-" + mine);
  }, { priority: "user-blocking" })); // before anything that the page does after painting
  addEventListener("DOMContentLoaded", () => {
    const list = document.querySelector("[data-part='results']");
    const note = (name) => {
      if (!number || times[number][name + "Asked"]) return;
      times[number][name + "Asked"] = true;
      painted(number, name);
    };
    const { search } = kbgen, { run } = search;
    search.run = (request, done) => run(request, (answer) => {
      done(answer);
      if (!answer.reading) note("painted");
    });
    const count = document.querySelector("[data-part='count']");
    new MutationObserver(() => {
      if (count.textContent.endsWith("…")) note("said");
    }).observe(count, { childList: true });
    new MutationObserver(() => {
      if (list.getAttribute("aria-busy") !== "false") return;
      note("painted"); // without a search
      note("complete");
    }).observe(list, { attributes: true, attributeFilter: ["aria-busy"] });
  });
})();
"""


@dataclass(frozen=True, slots=True)
class Key:
    """Milliseconds from a key to its results."""

    words: str
    painted: float
    complete: float
    work: float
    cpu: float
    longest: float
    """The longest single task."""
    said: float


def measure(browser: Browser, site: Path, queries: int) -> dict[str, list[Key]]:
    """The keys of each kind: typed for the first time, typed again, typed without a search
    (which only shows a text of its own), pasted, and phrases."""
    words = two_words(site, queries)
    page = browser.new_context().new_page()
    page.add_init_script(WATCH)
    page.goto((site.absolute() / "search.html").as_uri())
    settle(page)
    found = {"two words, still loading": _watched(browser, page, words, _type)}
    found["two words, loaded"] = _watched(browser, page, words, _type)
    page.evaluate("window.alone = true")
    found["a key without a search"] = _watched(browser, page, words[:5], _type)
    page.evaluate("window.alone = false, window.pasting = true")
    for _ in range(2):
        found["ugly inputs"] = _watched(browser, page, UGLY, paste)
    found["phrases, still loading"] = _watched(browser, page, PHRASES, paste)
    found["phrases, loaded"] = _watched(browser, page, PHRASES, paste)
    page.context.close()
    return found


def two_words(site: Path, count: int) -> list[str]:
    """Pairs of words that stand in one record of the site."""
    source = random.Random(7)
    files = sorted((site / "data" / "search").glob("records-*.js"))
    found: list[str] = []
    while len(found) < count:
        text = source.choice(files).read_text("utf-8")
        record = source.choice(json.loads(text[text.index("[") : text.rindex(")")]))
        words = [w.lower() for w in re.findall(r"[A-Za-z]{5,}", record[1]["text"])]
        if len(set(words)) > 1:
            found.append(" ".join(source.sample(sorted(set(words)), 2)))
    return found


def settle(page: Page) -> None:
    """Waits until the page has nothing more to show."""
    page.wait_for_function(
        "() => document.querySelector(`[data-part='results']`).ariaBusy === 'false'",
        timeout=60_000,
    )


def answered(page: Page) -> None:
    """Waits until the last key has been answered and painted."""
    page.evaluate(
        """() => new Promise((done) => {
          window.completed = done;
          if (latencies.at(-1).complete) done();
        })"""
    )


def _type(page: Page, words: str) -> None:
    page.keyboard.press("Control+a")
    for key in words:
        page.keyboard.press("Space" if key == " " else key)
        time.sleep(PAUSE)
        answered(page)


def paste(page: Page, words: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(words)
    time.sleep(PAUSE)
    answered(page)


def _watched(browser: Browser, page: Page, inputs: Sequence[str], give: Any) -> list[Key]:
    page.locator("[data-part='query']").focus()
    first = page.evaluate("() => latencies.length") or 1
    names: list[str] = []
    browser.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    for words in inputs:
        give(page, words)
        now = page.evaluate("() => latencies.length")
        names += [words] * (now - first - len(names))
    trace = browser.stop_tracing()
    times = page.evaluate("(first) => latencies.slice(first)", first)
    tasks = _tasks(json.loads(trace)["traceEvents"])
    return [
        Key(
            words,
            time["painted"],
            time["complete"],
            *tasks[first + place],
            said=min(time["painted"], time.get("said", time["painted"])),
        )
        for place, (words, time) in enumerate(zip(names, times, strict=True))
    ]


def _tasks(events: Sequence[dict[str, Any]]) -> dict[int, tuple[float, float, float]]:
    """For each key: wall and CPU time of the tasks of the page's thread, and the longest one."""
    marks = {
        event["name"]: event
        for event in events
        if event.get("cat", "").startswith("blink.user_timing")
        and event["name"].startswith("kbgen-")
    }
    thread = {(event["pid"], event["tid"]) for event in marks.values()}
    runs = sorted(
        (
            event
            for event in events
            if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in thread
        ),
        key=lambda event: int(event["ts"]),
    )
    ends = [event["ts"] + event.get("dur", 0) for event in runs]
    found = {}
    for name, begun in marks.items():
        if not name.startswith("kbgen-key-"):
            continue
        number = int(name.rpartition("-")[2])
        start, end = begun["ts"], marks[f"kbgen-painted-{number}"]["ts"]
        wall = cpu = longest = 0.0
        for event in runs[bisect_left(ends, start) :]:
            if event["ts"] >= end:
                break
            spent = min(event["ts"] + event.get("dur", 0), end) - max(event["ts"], start)
            wall += spent / 1000
            cpu += event.get("tdur", 0) / 1000 * spent / max(1, event.get("dur", 0))
            longest = max(longest, spent / 1000)
        found[number] = wall, cpu, longest
    return found


def table(measured: dict[str, list[Key]]) -> str:
    """Median, 95 % and worst of each kind, in milliseconds."""
    lines = [
        "| ms from key to results | keys | work, median | 95 % | worst | CPU, 95 % | worst "
        "| longest task | painted, median | 95 % | worst | said, worst | with filters, 95 % |",
        "|---" * 13 + "|",
    ]
    for kind, keys in measured.items():
        work, cpu = sorted(k.work for k in keys), sorted(k.cpu for k in keys)
        painted, complete = sorted(k.painted for k in keys), sorted(k.complete for k in keys)
        figures = [
            *(work[len(work) // 2], at95(work), work[-1], at95(cpu), cpu[-1]),
            max(key.longest for key in keys),
            *(painted[len(painted) // 2], at95(painted), painted[-1]),
            *(max(key.said for key in keys), at95(complete)),
        ]
        lines.append(f"| {kind} | {len(keys)} | {' | '.join(f'{f:.1f}' for f in figures)} |")
    return "\n".join(lines)


def at95(sorted_times: Sequence[float]) -> float:
    """The time that 95 % keep to."""
    return sorted_times[min(len(sorted_times) - 1, int(len(sorted_times) * 0.95))]
