"""Read Markdown that has only the simplest parts: headings, paragraphs, lists of lines, emphasis
and links.

Most records have no other. They are read here in a fifth of the time that markdown-it takes, with
the same result, which a property test compares. Whatever may mean anything else is left to it.
"""

import re
from typing import NamedTuple

from kbgen.text.prose import Rendering
from kbgen.text.urls import has_scheme

_SPECIAL = re.compile(r"[\\`*_\[\]<~^]|&(?! )")
"""What text may not have: the beginnings of all marks, taken strictly."""
_BARE = r"[^\\`*_\[\]<~^&\n]"
_WORDS = rf"[^\W_](?:{_BARE}*[^\W_])?"
_AFTER = r"(?=[\s.,;:!?)]|\Z)"
_WEB = r"https?://(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,20}(?:/[\w./?=#,;:+-]*)?"
_PATH = r"(?!//)[\w./#-]+"
_MARK = re.compile(
    rf"\*\*(?<![^\s(]\*\*)({_WORDS})\*\*{_AFTER}"
    rf"|\*(?<![^\s(]\*)({_WORDS})\*{_AFTER}"
    rf"|\[(?<!!\[)({_BARE}+)\]\(({_WEB}|{_PATH})\)",
    re.ASCII,
)
"""Strong words, emphasis, or a link, where nothing beside them can make them anything else."""

_START = re.compile(r"(?![0-9]{1,9}[.)](?:\s|\Z))(?:[A-Za-z0-9\"'(*\[]|[^\W_])")
"""How a line of a paragraph starts: not like a list, and with no sign of anything else."""
_HEADING = re.compile(r"(#{1,6}) ([^\s#][^#]*)\Z")
_ITEM = re.compile(r"(-|[0-9]{1,9}\.) (?=\S)")


class Mark(NamedTuple):
    """A part of a line: plain text, ``strong`` or ``em`` text, or a link, which has a target."""

    kind: str
    text: str
    target: str = ""


class Block(NamedTuple):
    """A paragraph (``p``), a heading (``h1`` ...) or one line of a list (``ul`` or ``ol``)."""

    kind: str
    line: int
    """The line on which it starts, from 1."""
    marks: list[Mark]


def plain(source: str, to: Rendering) -> str | None:
    """The HTML of ``source``, and in ``to`` what stands in it; None where it is not plain."""
    found = blocks(source)
    if found is None:
        return None
    html: list[str] = []
    around = ""
    for kind, line, marks in found:
        words = _written(marks, line, to)
        is_line = kind in ("ul", "ol")
        if around and around != kind:
            html.append(f"</{around}>\n")
        if is_line:
            html.append(
                f"<li>{words}</li>\n" if around == kind else f"<{kind}>\n<li>{words}</li>\n"
            )
        elif kind == "p":
            html.append(f"<p>{words}</p>\n")
        else:
            level = int(kind[1])
            name = to.heading("".join([mark.text for mark in marks]), level, line)
            html.append(f'<{to.tag(level)} id="{name}">{words}</{to.tag(level)}>\n')
        around = kind if is_line else ""
    return "".join(html) + (f"</{around}>\n" if around else "")


def _written(marks: list[Mark], line: int, to: Rendering) -> str:
    html = []
    for kind, text, target in marks:
        to.words.append(text)
        words = _escaped(text)
        if kind == "a":
            rel = ' rel="external"' if has_scheme(target) else ""
            words = f'<a href="{_escaped(to.link(target, line))}"{rel}>{words}</a>'
        elif kind:
            words = f"<{kind}>{words}</{kind}>"
        else:
            line += text.count("\n")
        html.append(words)
    to.words.append("\n")
    return "".join(html)


def _escaped(text: str) -> str:
    """``text`` as markdown-it writes it: single quotes stay."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace('"', "&quot;")


def blocks(source: str) -> list[Block] | None:
    """The blocks of ``source``; None where it may hold anything but the simplest parts."""
    if " \n" in source or source.endswith(" ") or not source.replace("\n", "").isprintable():
        return None  # blanks at the end of lines, tabs, and whatever else nobody sees
    found: list[tuple[str, int, str]] = []
    before = ""
    """The kind of the block that the next line may belong to; empty after an empty line."""
    for number, line in enumerate(source.split("\n"), start=1):
        if not line:
            before = ""
            continue
        kind, text = _read(line)
        is_list = kind in ("ul", "ol")
        if kind == "p" and before == "p":
            found[-1] = ("p", found[-1][1], f"{found[-1][2]}\n{text}")
            continue
        if before and not (before.startswith("h") or (is_list and kind == before)):
            return None  # what belongs to what is for a whole parser to say
        if not kind or (is_list and not before and found and found[-1][0] in ("ul", "ol")):
            return None
        if kind == "ol" and before != "ol" and not line.startswith("1."):
            return None
        found.append((kind, number, text))
        before = kind
    read = [Block(kind, number, _marks(text.strip())) for kind, number, text in found]
    return read if all(block.marks for block in read) else None


def _read(line: str) -> tuple[str, str]:
    """Which kind of block ``line`` is, and its text; an empty kind where that is not plain."""
    if _START.match(line):
        return "p", line
    heading = _HEADING.match(line)
    if heading:
        return f"h{len(heading[1])}", heading[2]
    item = _ITEM.match(line)
    if item and _START.match(line, item.end()):
        return ("ul" if item[1] == "-" else "ol"), line[item.end() :]
    return "", line


def _marks(text: str) -> list[Mark]:
    """The parts of ``text``; none where some of it is not plain."""
    if not _SPECIAL.search(text):
        return [Mark("", text)]
    found: list[Mark] = []
    end = 0
    for mark in _MARK.finditer(text):
        found.append(Mark("", text[end : mark.start()]))
        strong, em, words, target = mark.groups()
        if target:
            found.append(Mark("a", words, target))
        else:
            found.append(Mark("strong", strong) if strong else Mark("em", em))
        end = mark.end()
    found.append(Mark("", text[end:]))
    return [] if any(not m.kind and _SPECIAL.search(m.text) for m in found) else found
