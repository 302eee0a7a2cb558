"""Render Markdown once, and keep what checks, contents lists and search need to know of it.

Raw HTML is off: what looks like a tag is shown as text. Links to other records are written as paths
to their ``.md`` files and become links to pages.
"""

import posixpath
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from kbgen.text.prose import MAX_GROWTH, Prose, Rendering
from kbgen.text.source import HIDDEN, Malformed, hidden_name

MAX_BLOCK = 50_000
MAX_BRACKETS = 1_000
"""Longer paragraphs, and more brackets in one, are refused: the time that they take grows with the
square of their number."""
MAX_BRACKET_WORK = 5_000_000
"""The sum of those squares in a text; a list of a thousand links has a fifth of it."""
MAX_MISSING_CELLS = 50_000
"""A short row of a table is filled up to its columns: a few lines could ask for gigabytes."""

_ESCAPE = re.compile(r"&#?\w{1,40};|(?:%[0-9A-Fa-f]{2})+")
"""What stands for other characters in Markdown, and in the text of an address."""


def render(
    source: str,
    resolve: Callable[[str], str],
    prefix: str = "",
    below: int = 0,
    taken: dict[str, int] | None = None,
) -> Prose:
    """``source`` rendered; ``resolve`` turns each relative link as written into that on the page.

    Every id in the result starts with ``prefix`` and is none of ``taken``, to which it is added, so
    that several texts can share a page. Headings are lowered by ``below`` levels in the HTML, for a
    text that stands under a heading of the page.

    Raises `Malformed`, with the line in ``source``, for a text that would grow beyond all measure,
    and for an entity that stands for a character that nobody sees.
    """
    growth = 12 * len(source) + MAX_GROWTH
    to = Rendering(resolve, prefix, below, {} if taken is None else taken, growth)
    from kbgen.text.commonmark import whole  # to import it costs a tenth of a short build

    html = whole(source, to)
    if "&" in source or "%" in source:
        _refuse_hidden(html, source)
    return to.prose(html)


def too_long(source: str) -> int:
    """Number, from 1, of the first line at which a paragraph or table becomes too much, or 0."""
    if "|" in source and (wide := _bulges(source)):
        return wide
    if len(source) <= MAX_BLOCK and source.count("[") <= MAX_BRACKETS:
        return 0
    size = brackets = work = 0
    for number, line in enumerate(source.split("\n"), start=1):
        if line.strip():
            size, more = size + len(line), line.count("[")
            work += more * (2 * brackets + more)
            brackets += more
        else:
            size = brackets = 0
        if size > MAX_BLOCK or brackets > MAX_BRACKETS or work > MAX_BRACKET_WORK:
            return number
    return 0


def _bulges(source: str) -> int:
    """Number, from 1, of the first line at which tables have too many cells that are not there."""
    missing = most = 0
    for number, line in enumerate(source.split("\n"), start=1):
        bars = line.count("|") if line.strip() else -1
        most = max(most, bars) if bars >= 0 else 0
        missing += max(0, most - max(bars, 0) - 2)
        if missing > MAX_MISSING_CELLS:
            return number
    return 0


def _refuse_hidden(html: str, source: str) -> None:
    hidden = next((c for c in HIDDEN.findall(html) if c not in source), "")
    if not hidden:
        return
    meant = (e for e in _ESCAPE.finditer(source) if hidden in unquote(unescape(e[0])))
    line = next((source.count("\n", 0, e.start()) + 1 for e in meant), 1)
    raise Malformed("hidden-character", f"an escape stands for {hidden_name(hidden)}", line)


def record_permalink(path: str) -> str:
    """The permalink of the record at ``path`` below the content folder: its folders do not show."""
    collection, _, rest = path.partition("/")
    stem = posixpath.basename(rest or collection).removesuffix(".md")
    return f"{collection}/{stem}.html" if rest else f"{stem}.html"
