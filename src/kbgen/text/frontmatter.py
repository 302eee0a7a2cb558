"""Split a record file into its front matter and its Markdown body."""

import re
from typing import NamedTuple

from kbgen.text.source import Malformed

FENCE = "---"

_ALMOST_A_FENCE = re.compile(r"\s*(?:-{2,}|-*[\u2013\u2014][-\u2013\u2014]*)\s*\Z")
"""Hyphens that an editor has joined to a dash, two or four of them, or indented ones."""

_FIELD_LINE = re.compile(r"\s|$|-(?:\s|$)|#[^#]|[\w\"'-]+\s*:|[\]}]")
"""A line that may stand in front matter; the first other one is likely to be the body's."""


class Split(NamedTuple):
    """A record file in two; ``body_line`` is the line, from 1, on which the body starts."""

    front: str
    body: str
    body_line: int


def split(text: str) -> Split:
    """Front matter and body of a record file; raises `Malformed` where the fences are missing.

    The front matter starts with an empty line in place of its fence: lines count as in the file.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise _no_opening(lines)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == FENCE:
            front = "\n" + "\n".join(lines[1 : number - 1]) + "\n"
            return Split(front, "\n".join(lines[number:]), number + 1)
    raise _no_closing(lines)


def _no_opening(lines: list[str]) -> Malformed:
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Malformed("front-matter", "the file is empty", hint="start it with a line '---'")
    line = lines[first]
    if line.strip() == FENCE and first:
        said = "an empty line stands above the first line '---'"
        return Malformed("front-matter", said, hint=f"delete everything above line {first + 1}")
    if line.strip() == FENCE:
        said, hint = "the first line '---' is indented", "delete the spaces before it"
    elif _ALMOST_A_FENCE.match(line):
        said, hint = f"the first line is {line.strip()!r}, not '---'", "write three hyphens: ---"
    else:
        said = "the file must start with a line '---'"
        fence = next((n for n, line in enumerate(lines, start=1) if line.rstrip() == FENCE), 0)
        hint = "write --- above the first field"
        if fence and not _FIELD_LINE.match(line):
            hint = f"delete everything above line {fence}"
    return Malformed("front-matter", said, first + 1, hint=hint)


def _no_closing(lines: list[str]) -> Malformed:
    said = "a line '---' is missing after the last field"
    for number, line in enumerate(lines[1:], start=2):
        if _ALMOST_A_FENCE.match(line):
            said = f"the front matter must end with a line '---', not with {line.rstrip()!r}"
            hint = "write three hyphens at the start of the line: ---"
            return Malformed("front-matter", said, number, hint=hint)
    for number, line in enumerate(lines[1:], start=2):
        if not _FIELD_LINE.match(line):
            hint = "write --- on a line of its own above this line"
            return Malformed("front-matter", said, number, hint=hint)
    last = len(lines) if lines[-1] else max(1, len(lines) - 1)
    return Malformed("front-matter", said, last, hint="write --- on a line of its own below this")
