"""Render any Markdown, with markdown-it: CommonMark, tables, footnotes, definition lists."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbgen.text.prose import Link, Rendering
from kbgen.text.urls import has_scheme

_LOST = re.compile(r"\[\^[^\]\s]{1,40}\]|\]\([^()\n]{1,200}\)")
"""Printed text that was meant to be a footnote or a link."""


def whole(source: str, to: Rendering) -> str:
    """The HTML of ``source``; what stands in it is gathered in ``to``."""
    footnotes = {"docId": to.prefix.rstrip("-")} if to.prefix else {}
    tokens = _PARSER.parse(source, footnotes)
    _gather(tokens, to)
    html: str = _PARSER.renderer.render(tokens, _PARSER.options, footnotes)
    return html


def _gather(tokens: Sequence[Token], to: Rendering) -> None:
    for position, token in enumerate(tokens):
        if token.type == "inline":
            _gather_inline(token, to)
            to.words.append("\n")
        elif token.type in ("fence", "code_block"):
            to.words.append(token.content + "\n")
        elif token.type == "heading_open":
            inline = tokens[position + 1].children or ()
            text = "".join([c.content for c in inline if c.type in ("text", "code_inline")])
            line = (token.map[0] if token.map else 0) + 1
            level = int(token.tag[1:])
            token.attrSet("id", to.heading(text, level, line))
            token.tag = to.tag(level)
        elif token.type == "heading_close":
            token.tag = to.tag(int(token.tag[1:]))


def _gather_inline(token: Token, to: Rendering) -> None:
    line = (token.map[0] if token.map else 0) + 1
    for child in token.children or ():
        kind = child.type
        if kind in ("text", "code_inline"):
            to.words.append(child.content)
            if kind == "text" and "]" in child.content:
                to.lost += [Link(found[0], line) for found in _LOST.finditer(child.content)]
        elif kind in ("softbreak", "hardbreak"):
            line += 1
            to.words.append(" ")
        elif kind == "link_open":
            target = str(child.attrs.get("href", ""))
            to.measure(target + str(child.attrs.get("title", "")), line)
            child.attrs["href"] = to.link(target, line)
            if has_scheme(target):
                child.attrs["rel"] = "external"
        elif kind == "image":
            target = str(child.attrs.get("src", ""))
            to.measure(target + str(child.attrs.get("title", "")), line)
            to.links.append(Link(target, line, True, child.content))
            child.attrs["src"] = to.on_page(target)
            child.attrs["loading"] = "lazy"
            to.words.append(child.content)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": 40})
    parser.enable(["table", "strikethrough"]).use(deflist_plugin)
    # With raw HTML off these rules find nothing, at every line and every sign of less-than.
    parser.disable(["html_block", "html_inline"])
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
