"""Asks each engine's page in Chromium, over http with gzip and from a folder."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json"}


LATER = "facets.js"
"""Fetched when the results are on the page; its size stands in a line of its own."""


class Counter:
    """The bytes and requests since the last `reset`."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.bytes = 0
        self.requests = 0


@functools.cache
def _body(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9, mtime=0)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Counter]]:
    """Serves a folder with gzip and counts what is fetched besides pages."""
    counter = Counter()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or headers and body wait for each other

        def do_GET(self) -> None:
            path = folder / self.path.split("?")[0].lstrip("/")
            if not path.is_file():
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = _body(path)
            if path.suffix != ".html" and path.name != LATER:
                counter.bytes += len(body)
                counter.requests += 1
            self.send_response(200)
            self.send_header("Content-Type", _TYPES.get(path.suffix, "application/octet-stream"))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", counter
        server.shutdown()


def first_search(
    browser: Browser, address: str, counter: Counter | None, words: str
) -> dict[str, float]:
    """A search in a fresh browser: bytes, requests, and milliseconds from the call to paint.

    Nothing but the words' own page has been loaded; a pause lets late loads end before counting.
    """
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    if counter:
        counter.reset()
    spent = page.evaluate(
        "async (words) => { const start = performance.now(); await find(words);"
        " return performance.now() - start; }",
        words,
    )
    found = {"ms": spent}
    if counter:
        found |= {"bytes": counter.bytes, "requests": counter.requests}
    time.sleep(0.05)
    context.close()
    return found


def later_searches(
    browser: Browser, address: str, queries: Sequence[str], typing: bool = False
) -> list[float]:
    """Milliseconds of searches whose parts of the index have been loaded, without painting."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    times: list[float] = page.evaluate(
        """async ([queries, typing]) => {
          const ask = (words) => new Promise((done) => {
            const start = performance.now();
            let first = 0;
            kbgen.search.run({ words, typing }, (answer) => {
              first = first || performance.now() - start;
              if (answer.facets || answer.error) done(answer.error ? Infinity : first);
            });
          });
          for (const words of queries) await ask(words);
          const times = [];
          for (const words of queries) times.push(await ask(words));
          return times;
        }""",
        [list(queries), typing],
    )
    context.close()
    return times
