"""Render Markdown once, and keep what checks, contents lists and search need to know of it.

Raw HTML is off: what looks like a tag is shown as text. Links to other records are written as paths
to their ``.md`` files and become links to pages.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbgen.text.slugs import slugify
from kbgen.text.source import HIDDEN, Malformed, hidden_name
from kbgen.text.urls import has_scheme

MAX_BLOCK = 50_000
MAX_BRACKETS = 1_000
"""Longer paragraphs, and more brackets in one, are refused: the time that they take grows with the
square of their number."""
MAX_BRACKET_WORK = 5_000_000
"""The sum of those squares in a text; a list of a thousand links has a fifth of it."""
MAX_MISSING_CELLS = 50_000
"""A short row of a table is filled up to its columns: a few lines could ask for gigabytes."""
MAX_GROWTH = 100_000
"""Links that share an address repeat it: by so many characters and twelve times its own length,
which is what percent-encoding can come to, a text may grow."""

_LOST = re.compile(r"\[\^[^\]\s]{1,40}\]|\]\([^()\n]{1,200}\)")
"""Printed text that was meant to be a footnote or a link."""

_ESCAPE = re.compile(r"&#?\w{1,40};|(?:%[0-9A-Fa-f]{2})+")
"""What stands for other characters in Markdown, and in the text of an address."""

_LAYOUT_ID = re.compile(
    r"(?:main|menu|theme|page-q|records|(?:toc|glance|facts|related)-title)\Z"
    r"|(?:field|backlinks|map|timeline|decade|fn|fnref)(?:[-:0-9]|\Z)"
)
"""Ids that layouts and footnotes give to parts of a page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text; ``level`` counts from 1."""

    id: str
    text: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image as written; ``line`` counts from the first line of the text, from 1."""

    target: str
    line: int
    is_image: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown, rendered: safe HTML, the same as plain text, and what stands in it."""

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    lost: tuple[Link, ...] = ()
    """What looks like a link or a footnote, and is printed as text."""


@dataclass(slots=True)
class _Env:
    """What one rendering gathers on its way."""

    resolve: Callable[[str], str]
    prefix: str
    taken: dict[str, int]
    growth: int
    """How many characters its addresses may still add to the text."""
    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lost: list[Link] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


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
    env = _Env(resolve, prefix, {} if taken is None else taken, 12 * len(source) + MAX_GROWTH)
    footnotes = {"docId": prefix.rstrip("-")} if prefix else {}
    tokens = _PARSER.parse(source, footnotes)
    _gather(tokens, env, below)
    html = _PARSER.renderer.render(tokens, _PARSER.options, footnotes)
    if "&" in source or "%" in source:
        _refuse_hidden(html, source)
    text = " ".join("".join(env.words).split())
    return Prose(html, text, tuple(env.headings), tuple(env.links), tuple(env.lost))


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


def _gather(tokens: Sequence[Token], env: _Env, below: int) -> None:
    for position, token in enumerate(tokens):
        if token.type == "inline":
            _gather_inline(token, env)
            env.words.append("\n")
        elif token.type in ("fence", "code_block"):
            env.words.append(token.content + "\n")
        elif token.type == "heading_open":
            _anchor(token, tokens[position + 1], env)
            token.tag = _lowered(token.tag, below)
        elif token.type == "heading_close":
            token.tag = _lowered(token.tag, below)


def _gather_inline(token: Token, env: _Env) -> None:
    line = (token.map[0] if token.map else 0) + 1
    for child in token.children or ():
        kind = child.type
        if kind in ("text", "code_inline"):
            env.words.append(child.content)
            if kind == "text":
                env.lost += [Link(found[0], line) for found in _LOST.finditer(child.content)]
        elif kind in ("softbreak", "hardbreak"):
            line += 1
            env.words.append(" ")
        elif kind == "link_open":
            target = str(child.attrs.get("href", ""))
            _measure(child, target, line, env)
            env.links.append(Link(target, line))
            child.attrs["href"] = _on_page(target, env)
            if has_scheme(target):
                child.attrs["rel"] = "external"
        elif kind == "image":
            target = str(child.attrs.get("src", ""))
            _measure(child, target, line, env)
            env.links.append(Link(target, line, True, child.content))
            child.attrs["src"] = _on_page(target, env)
            child.attrs["loading"] = "lazy"
            env.words.append(child.content)


def _measure(child: Token, target: str, line: int, env: _Env) -> None:
    env.growth -= len(target) + len(str(child.attrs.get("title", "")))
    if env.growth < 0:
        said = "the addresses of so many links come to more than a page can hold"
        raise Malformed("too-large", said, line)


def _on_page(target: str, env: _Env) -> str:
    if has_scheme(target):
        return target
    if target.startswith("#"):
        return "#" + env.prefix + target[1:] if target[1:] else target
    path, mark, fragment = target.partition("#")
    return quote(env.resolve(unquote(path)), safe="/-._~!$&'()*+,;=@") + mark + fragment


def _anchor(opening: Token, inline: Token, env: _Env) -> None:
    text = "".join(c.content for c in inline.children or () if c.type in ("text", "code_inline"))
    stem = env.prefix + (slugify(text) or "section")
    if _LAYOUT_ID.match(stem):
        stem = f"section-{stem}"
    name, number = stem, env.taken.get(stem, 0)
    while name in env.taken:
        number += 1
        name = f"{stem}-{number}"
    env.taken[name] = 1
    env.taken[stem] = max(number, 1)
    opening.attrSet("id", name)
    line = (opening.map[0] if opening.map else 0) + 1
    env.headings.append(Heading(name, text, int(opening.tag[1:]), line))


def _lowered(tag: str, below: int) -> str:
    return f"h{min(int(tag[1:]) + below, 6)}"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": 40})
    parser.enable(["table", "strikethrough"]).use(deflist_plugin)
    # Footnotes within the line can hold one another, at the cost of the square of their depth.
    parser.use(footnote_plugin, inline=False)
    # Every address is kept, so that the checks can name a bad one and its line: markdown-it would
    # print it as text without a word. A page is written only when all of them are sound.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    renderer = parser.renderer
    assert isinstance(renderer, RendererHTML)
    rules: dict[str, Any] = renderer.rules
    rules["table_open"] = _scrolling_table
    rules["table_close"] = lambda *_: "</table></div>\n"
    return parser


def _scrolling_table(tokens: Sequence[Token], index: int, *_: Any) -> str:
    opening = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'
    return f'{opening}<table class="table">\n'


_PARSER = _parser()


def record_permalink(path: str) -> str:
    """The permalink of the record at ``path`` below the content folder: its folders do not show."""
    collection, _, rest = path.partition("/")
    stem = posixpath.basename(rest or collection).removesuffix(".md")
    return f"{collection}/{stem}.html" if rest else f"{stem}.html"
