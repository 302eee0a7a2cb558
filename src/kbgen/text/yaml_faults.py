"""Say in an author's words what is wrong with YAML, and where it went wrong.

The parser complains where it gave up, which is often lines below the mistake.
"""

import re
from typing import NamedTuple

import yaml

from kbgen.text.quotation import MARKS, without_marks
from kbgen.text.source import Malformed

_ODD_BLANK = re.compile("(?:^ *-?|: *)([\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000])")
"""A character that looks like a blank, or like nothing, where YAML wants a blank."""

_KEY = re.compile(r"\s*(?:- +)*[\w\"'][^:#]*?\s*:(?=\s|$)\s*")
_ITEM = re.compile(r"\s*(?:- +)+")
_OPENED = re.compile(r"""(?:\s*(?:- +)*[\w-]+:|\s*-) +(["'])""")
"""The start of a line with a value in quotes."""
_NEXT = re.compile(r"\s*\Z|[\w-]+:(?:\s|\Z)|\s*-\s")
"""A line that does not go on with the value above it."""
_NO_BLANK = re.compile(r"(\s*[\w-]+):(\S.*)")
_OTHER_COLON = re.compile(r"([\w-]+)\s*[=\uff1a]\s*(.+)")
"""A field with a sign in place of its colon; one of those is how Chinese is typed."""
_LONGEST_HINT = 60


class _Fault(NamedTuple):
    message: str
    hint: str = ""
    at_start: bool = False
    """Whether to show where the broken thing starts, not where the parser gave up."""


_MARKS = ("%", "...", "---")
_ABOVE = _Fault("the line above this one is not 'key: value'")
_DOCUMENT = _Fault("a line cannot start with '%', '...' or '---' here", "delete it, or indent it")


class _Place(NamedTuple):
    """Where the parser stopped, and what stands there."""

    line: str
    column: int

    @property
    def character(self) -> str:
        return self.line[self.column : self.column + 1]

    @property
    def before(self) -> str:
        return self.line[: self.column]

    @property
    def value(self) -> str:
        """What follows the key on the line, or the hyphen of an item."""
        found = _KEY.match(self.line) or _ITEM.match(self.line)
        return self.line[found.end() :].strip() if found else self.line.strip()


class _Refusal(NamedTuple):
    """What the parser says, and of which places."""

    problem: str
    context: str
    """What it was reading."""
    stopped: _Place
    started: _Place
    """Where what it was reading starts."""


def in_words(error: yaml.MarkedYAMLError, source: str) -> Malformed:
    """What ``error`` means for the author of ``source``."""
    lines = source.split("\n")
    stopped = _position(error.problem_mark or error.context_mark, lines)
    started = _position(error.context_mark, lines) if error.context_mark else stopped
    fault = _fault(
        _Refusal(
            str(error.problem or ""),
            str(error.context or ""),
            _Place(lines[stopped[0]], stopped[1]),
            _Place(lines[started[0]], started[1]),
        )
    )
    line, column = started if fault.at_start else stopped
    if fault is _DOCUMENT:
        column = 0
        marked = next((n for n in range(line, -1, -1) if lines[n].startswith(_MARKS)), None)
        if marked is None:  # no line ends the fields: what stands above is a whole value by itself
            fault = _misfit(_Place(lines[line], 0)) if _is_indented(lines[:line]) else _ABOVE
        else:
            line = marked
    if fault is _ABOVE:
        line, column = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line), 0
        fault = _no_colon(_Place(lines[line], 0))
    closing = _false_closing(lines, line)
    if closing:
        return closing
    odd = _ODD_BLANK.search(lines[line])
    if odd:
        said = (
            f"the character U+{ord(odd[1]):04X} stands here, which looks like a space and is none"
        )
        return Malformed(
            "yaml", said, line + 1, odd.start(1) + 1, "type it again with the space bar"
        )
    return Malformed("yaml", fault.message, line + 1, column + 1, fault.hint)


def _is_indented(lines: list[str]) -> bool:
    """Whether the first of some lines that has something in it is indented."""
    return next((line for line in lines if line.strip()), "")[:1] == " "


def _false_closing(lines: list[str], line: int) -> Malformed | None:
    """The fault of a quote that a typographic one was meant to close.

    To the parser it goes on to the next straight one, which may be lines below.
    """
    for number in range(line, -1, -1):
        text = lines[number].rstrip()
        opened = _OPENED.match(text) if text and text[-1] in MARKS else None
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if opened and opened[1] not in text[opened.end() :] and _NEXT.match(below):
            said = f"the quote that opens here is not closed: {text[-1]} closes none"
            hint = f"close it with {opened[1]}, not with {text[-1]}"
            return Malformed("yaml", said, number + 1, opened.end(), hint)
    return None


def _position(mark: object, lines: list[str]) -> tuple[int, int]:
    line, column = getattr(mark, "line", 0), getattr(mark, "column", 0)
    if line >= len(lines):
        line = len(lines) - 1
    if (
        not lines[line].strip() and line == len(lines) - 1
    ):  # the end: the last line with something in it
        line = next((n for n in range(line, 0, -1) if lines[n].strip()), 0)
        column = len(lines[line])
    return line, min(column, len(lines[line]))


def _fault(refusal: _Refusal) -> _Fault:
    for kind in (_tab, _colon, _no_end, _beginning, _inside, _line):
        if fault := kind(refusal):
            return fault
    return _Fault("this line cannot be read", f"the parser says: {refusal.problem}")


def _tab(refusal: _Refusal) -> _Fault | None:
    if "tab character" in refusal.problem or refusal.stopped.character == "\t":
        return _Fault("a tab stands where only spaces can", "indent with spaces, never with tabs")
    return None


def _colon(refusal: _Refusal) -> _Fault | None:
    """A colon too many, or none."""
    if "mapping values are not allowed" in refusal.problem:
        return _second_colon(refusal.stopped)
    return _no_colon(refusal.started) if "expected ':'" in refusal.problem else None


def _no_end(refusal: _Refusal) -> _Fault | None:
    """Something opens and does not close."""
    if "end of stream" in refusal.problem or "document indicator" in refusal.problem:
        return _Fault("the quote that opens here is not closed", "", True)
    is_list = "flow sequence" in refusal.context
    if is_list or "flow mapping" in refusal.context:
        closing = "]" if is_list else "}"
        said = f"the list that opens here is not closed with {closing!r}, or lacks a comma"
        return _Fault(said, "put a value that contains brackets, colons or quotes in quotes", True)
    return None


def _beginning(refusal: _Refusal) -> _Fault | None:
    """A value begins as none can, or is not there."""
    problem, context, stopped, started = refusal
    if "cannot start any token" in problem or "alias" in context or "anchor" in context:
        return _bad_start(started if "scanning a" in context else stopped)
    if "expected node content" in problem and stopped.before.rstrip()[-1:] in "[{,":
        return _Fault("a value is missing here", "a comma stands between two values")
    if "expected node content" in problem:
        return _bad_start(stopped)
    if "tag" in context or "tag" in problem:
        return _bad_start(started)
    return _bad_start(stopped) if "not allowed in this context" in problem else None


def _inside(refusal: _Refusal) -> _Fault | None:
    """Something within a value is not as values of its kind have it."""
    problem, context = refusal.problem, refusal.context
    if "quoted scalar" in context or "escape" in problem or "hexdecimal" in problem:
        said = "in double quotes a backslash starts an escape, and this is none"
        return _Fault(said, "put the text in single quotes, or write \\\\ for a backslash")
    if "block scalar" in context:
        said = "text stands on the line of '|' or '>'"
        return _Fault(said, "write it on the next line, indented")
    return None


def _line(refusal: _Refusal) -> _Fault | None:
    """A line is not what lines are where it stands."""
    if "'-' indicator" in refusal.problem and not refusal.stopped.before.strip():
        hint = "start it with '- ', or below the first letter of the item that it belongs to"
        return _Fault("this line is no item of the list above", hint)
    if "expected key" in refusal.problem or "'-' indicator" in refusal.problem:
        return _misfit(refusal.stopped)
    if "document" in refusal.problem or "directive" in refusal.problem + refusal.context:
        return _DOCUMENT
    return None


def _second_colon(place: _Place) -> _Fault:
    """A colon and a blank within a value, or a key where there is none above to belong to."""
    if place.before.count(":") == 0:
        if place.before[:1] == " ":
            return _Fault(
                "this line is indented, so it belongs to the value above it",
                "delete the spaces at its start; or put text of several lines below 'key: |'",
            )
        return _ABOVE
    hint = _quoted(place) or 'put the whole value in quotes: key: "value: more"'
    return _Fault("a colon followed by a space stands inside a value", hint)


def _no_colon(place: _Place) -> _Fault:
    line = place.line.strip()
    no_blank = _NO_BLANK.fullmatch(place.line)
    if re.match(r"-[^\s-]", line):
        return _Fault(
            "a space is missing after the hyphen", f"write - {line[1:_LONGEST_HINT]}", True
        )
    if no_blank:
        hint = f"write {no_blank[1].strip()}: {no_blank[2]}"
        return _Fault("a space is missing after the colon", hint[:_LONGEST_HINT], True)
    other = _OTHER_COLON.fullmatch(line)
    if other:
        hint = f"write {other[1]}: {other[2]}"
        return _Fault("a colon and a space are missing after the key", hint[:_LONGEST_HINT], True)
    said = "this line is not 'key: value'"
    hint = "indent it if it belongs to the value above, or end the fields with --- above it"
    return _Fault(said, hint, True)


def _bad_start(place: _Place) -> _Fault:
    character = place.character or place.line.strip()[:1]
    if character == "-":
        said = "a list cannot start on the line of its key"
        return _Fault(said, "put it on the next line; or put the value in quotes if it is text")
    return _Fault(f"a value cannot start with {character!r}", _quoted(place) or "put it in quotes")


def _misfit(place: _Place) -> _Fault:
    """Something follows a value that has ended, or a line is indented like none above it."""
    if place.character == ":":
        return _Fault("a key is missing before the colon", "write key: value")
    if not place.before.strip():
        what = "item" if place.character == "-" else "line"
        return _Fault(
            f"this {what} is not indented like the lines that it belongs to",
            "start it in the same column as the line above that it continues",
        )
    opening = place.value[:1]
    if opening in "[{":
        said = "text stands after the closing bracket"
        hint = "Markdown and text with brackets go on the next line, indented, after 'key: |'"
        return _Fault(said, _quoted(place) or hint)
    if opening in "\"'":
        return _Fault("text stands after the closing quote", _quoted(place) or "delete one quote")
    return _Fault("this does not fit what stands before it", _quoted(place))


def _quoted(place: _Place) -> str:
    """The hint to write the value of the line in quotes, empty where it is too long to show."""
    value = place.value
    key = place.line[: place.line.index(value)].strip() if value in place.line else ""
    inner = value[1:-1] if len(value) > 2 and value[0] == value[-1] and value[0] in "\"'" else value
    inner = without_marks(inner) or inner
    if not inner or len(inner) > _LONGEST_HINT:
        return ""
    if '"' in inner or "\\" in inner:
        return f"write {key} '{inner.replace(chr(39), chr(39) * 2)}'".replace("  ", " ")
    return f'write {key} "{inner}"'.replace("  ", " ")
