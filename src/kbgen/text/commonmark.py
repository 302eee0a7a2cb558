"""Render any Markdown, with markdown-it: CommonMark, tables, footnotes, definition lists."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, heading, paragraph
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from kbgen.text.prose import Link, Rendering
from kbgen.text.urls import has_scheme

_LOST = re.compile(
    r"\[\^[^\]\s]{1,40}\]"
    r"|\]\((?:[^)\[\n]{1,200}\)|[^)\s]{0,200})"
    r"|\] {1,3}\((?:(?:https?://|mailto:|www\.|\.{1,2}/)[^\s()]{1,200}"
    r"|[\w./%-]{1,200}\.(?:md|html?|pdf|png|jpe?g|gif|webp|docx?|xlsx?|pptx?|od[tsp]|csv|zip)"
    r"(?:#[\w-]{1,80})?)\)"
)
"""Printed text that was meant to be a footnote or a link: with blanks in its address, not closed,
or with a blank before the address, where what follows looks like one."""

_TAG = re.compile(
    r"<(?:!--|(?:a|abbr|big|blockquote|br?|caption|center|code|del|details|div|d[ltd]|em|embed"
    r"|fig(?:ure|caption)|font|h[1-6r]|i|iframe|img|ins|kbd|li|mark|ol|object|p|pre|q|s|script"
    r"|small|span|strike|strong|style|su[bp]|summary|svg|t[dhr]|table|tbody|tfoot|thead|tt|ul?"
    r"|video|audio)(?:\s+[a-z-]{1,40}\s*=[^<>\n]{0,200}|\s{0,9}/?)>)",
    re.IGNORECASE,
)
"""The start of an element of HTML, or of a comment, that is printed as it stands."""

_BARE = re.compile(r"(?<![\w/(@.])(?:https?://|www\.)\w[^\s<>]{1,200}", re.IGNORECASE)
"""An address that is printed as it stands, and leads nowhere."""

_ESCAPED_LINK = re.compile(r"\\[\[\](]|&#")
_ESCAPED_TAG = re.compile(r"\\<|&(?:lt|#)")


_AS_IS = {
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "list_item_close": "</li>\n",
    "bullet_list_close": "</ul>\n",
    "ordered_list_close": "</ol>\n",
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "th_open": "<th>",
    "th_close": "</th>\n",
    "td_open": "<td>",
    "td_close": "</td>\n",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "link_close": "</a>",
    "softbreak": "\n",
}
"""The commonest tokens as markdown-it's renderer prints them where they have no attributes and are
not hidden, nor, if they open something, what stands before them."""

_PLAIN_ADDRESS = re.compile(r"(?:https?://[a-z0-9]+(?:[.-][a-z0-9]+)*/|(?!//))[A-Za-z0-9/._~-]*\Z")
"""An address in which there is nothing to encode."""


def whole(source: str, to: Rendering) -> str:
    """The HTML of ``source``; what stands in it is gathered in ``to``."""
    footnotes = {"docId": to.prefix.rstrip("-")} if to.prefix else {}
    return _html(_PARSER.parse(_normal(source), footnotes), to, footnotes)


def _normal(source: str) -> str:
    """``source`` with line ends and NUL as markdown-it wants them; most often nothing is to do."""
    return source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _html(tokens: Sequence[Token], to: Rendering, footnotes: dict[str, Any]) -> str:
    """The HTML of blocks; what they hold is gathered on the way."""
    parts: list[str] = []
    after_hidden = False
    for position, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            parts += _inline(token, to, footnotes)
            to.words.append(" ")
        elif kind in _AS_IS and not (token.attrs or (after_hidden and token.nesting > 0)):
            if not token.hidden:
                parts.append(_AS_IS[kind])
        elif kind == "heading_close":
            token.tag = to.tag(int(token.tag[1:]))
            parts.append(f"</{token.tag}>\n")
        else:
            if kind in ("fence", "code_block"):
                to.words.append(token.content + "\n")
            elif kind == "heading_open":
                _heading(token, tokens[position + 1], to)
            parts.append(_printed(tokens, position, footnotes))
        after_hidden = token.hidden
    return "".join(parts)


def _heading(token: Token, inline: Token, to: Rendering) -> None:
    text = "".join([c.content for c in inline.children or () if c.type in ("text", "code_inline")])
    line = (token.map[0] if token.map else 0) + 1
    level = int(token.tag[1:])
    token.attrSet("id", to.heading(text, level, line))
    token.tag = to.tag(level)


def _inline(token: Token, to: Rendering, footnotes: dict[str, Any]) -> list[str]:
    """The HTML of the text of one block, in parts."""
    parts: list[str] = []
    line = (token.map[0] if token.map else 0) + 1
    children = token.children or []
    is_linked = False
    for position, child in enumerate(children):
        kind = child.type
        if kind == "text":
            content = child.content
            to.words.append(content)
            if "]" in content or "<" in content:
                to.lost += [Link(found, line) for found in _lost(content, token.content)]
            if not is_linked and ("://" in content or "www." in content):
                to.lost += [Link(found, line) for found in _BARE.findall(content)]
            parts.append(escapeHtml(content))
            continue
        if kind == "code_inline":
            to.words.append(child.content)
        elif kind in ("softbreak", "hardbreak"):
            line += 1
            to.words.append(" ")
        elif kind == "link_close":
            is_linked = False
        elif kind == "link_open":
            is_linked = True
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
        is_plain = kind in _AS_IS and not child.attrs
        parts.append(_AS_IS[kind] if is_plain else _printed(children, position, footnotes))
    return parts


def _lost(text: str, source: str) -> list[str]:
    """What stands in ``text`` and was meant for more; what is escaped in its source was not."""
    links = [found[0] for found in _LOST.finditer(text)]
    if links and _ESCAPED_LINK.search(source):
        links = [link for link in links if link[0] == "["]
    tags = [found[0] for found in _TAG.finditer(text)]
    return links if tags and _ESCAPED_TAG.search(source) else links + tags


def _printed(tokens: Sequence[Token], position: int, footnotes: dict[str, Any]) -> str:
    """One token as markdown-it's renderer prints it."""
    renderer = _PARSER.renderer
    assert isinstance(renderer, RendererHTML)
    rule = renderer.rules.get(tokens[position].type, renderer.renderToken)
    html: str = rule(tokens, position, _PARSER.options, footnotes)
    return html


def _normal_address(address: str) -> str:
    return address if _PLAIN_ADDRESS.match(address) else normalizeLink(address)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False, "maxNesting": 40})
    parser.enable(["table", "strikethrough"]).use(deflist_plugin)
    # With raw HTML off these rules find nothing, at every line and every sign of less-than; lines
    # are made normal before.
    parser.disable(["html_block", "html_inline", "normalize"])
    # Footnotes within the line can hold one another, at the cost of the square of their depth.
    parser.use(footnote_plugin, inline=False)
    # Every address is kept, so that the checks can name a bad one and its line: markdown-it would
    # print it as text without a word. A page is written only when all of them are sound.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = _normal_address  # type: ignore[method-assign, assignment]
    renderer = parser.renderer
    assert isinstance(renderer, RendererHTML)
    rules: dict[str, Any] = renderer.rules
    rules["table_open"] = _scrolling_table
    rules["table_close"] = lambda *_: "</table></div>\n"
    parser.block.ruler.before("table", "one_line", _one_line)
    parser.core.ruler.at("inline", _parse_inline)
    parser.core.ruler.at("text_join", _join)
    return parser


def _one_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading or a paragraph of one line, as most are, before other rules are asked.

    Of what begins with a letter only tables, headings that are underlined and lists of definitions
    are more, and all of these go on below.
    """
    after = start + 1
    if silent or (after < end and not state.isEmpty(after)) or state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start]]
    if first == "#":
        return heading(state, start, end, silent)
    if not first.isalpha():
        return False
    while after < end and state.isEmpty(after):
        after += 1
    if after < end and state.src[state.bMarks[after] + state.tShift[after]] in ":~":
        return False
    return paragraph(state, start, end, silent)


def _parse_inline(state: StateCore) -> None:
    """Parse the text of blocks; where no sign asks for a rule, all of it is one text token."""
    inline = state.md.inline
    for token in state.tokens:
        if token.type != "inline":
            continue
        source = token.content
        if source and not inline.terminator_re.search(source):
            token.children = [Token("text", "", 0, content=source)]
        else:
            token.children = inline.parse(source, state.md, state.env, [])


def _join(state: StateCore) -> None:
    """Join what escapes and entities have put apart; most texts have none of them."""
    if "\\" in state.src or "&" in state.src:
        text_join(state)


def _scrolling_table(tokens: Sequence[Token], index: int, *_: Any) -> str:
    opening = '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'
    return f'{opening}<table class="table">\n'


_PARSER = _parser()
