"""Split a record file into its front matter and its Markdown body."""

import re
from typing import NamedTuple

from kbgen.text.source import Malformed

FENCE = "---"

_ALMOST_A_FENCE = re.compile(r"\s*(?:-{2,}|-*[\u2013\u2014][-\u2013\u2014]*)\s*\Z")
"""Hyphens that an editor has joined to a dash, two or four of them, or indented ones."""

_FIELD_LINE = re.compile(r"\s|$|-(?:\s|$)|#[^#]|[\w\"'-]+\s*:|[\]}]")
"""A line that may stand in front matter; the first other one is likely to be the body's."""


_KEY_LINE = re.compile(r"[a-z][a-z0-9_]*:(?:\s|$)")
"""A line that can hardly be anything but a field."""

_BODY_LINE = re.compile(r"#{2,}\s|[^\W\da-z]|[*>!(]")
"""A heading, or a line that starts as a sentence may: no field that lacks its colon."""


class Split(NamedTuple):
    """A record file in two; ``body_line`` is the line, from 1, on which the body starts.

    The front matter starts with empty lines in place of all above it: lines count as in the file.
    """

    front: str
    body: str
    body_line: int


def split(text: str) -> Split:
    """Front matter and body of a record file; raises `Malformed` where the fences are missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise _no_opening(lines)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == FENCE:
            return _parts(lines, 1, number - 1, number)
    raise _no_closing(lines, 0)


def guess(text: str) -> tuple[Split | None, tuple[Malformed, ...]]:
    """What `split` would find if the fences were right, and what is wrong with them.

    None where that is in doubt: a fault that is none would be told next.
    """
    lines = text.split("\n")
    faults: list[Malformed] = []
    opening = 0
    if lines[0].rstrip() != FENCE:
        faults.append(_no_opening(lines))
        first = next((n for n, line in enumerate(lines) if line.strip()), None)
        if first is None:
            return None, tuple(faults)
        if not _ALMOST_A_FENCE.match(lines[first]):
            return _without_opening(lines, first), tuple(faults)
        opening = first
    for number in range(opening + 1, len(lines)):
        if lines[number].rstrip() == FENCE:
            is_one = lines[opening].rstrip() == FENCE or _are_fields(lines[opening + 1 : number])
            found = _parts(lines, opening + 1, number, number + 1) if is_one else None
            return found, tuple(faults)
    faults.append(_no_closing(lines, opening))
    return _without_closing(lines, opening), tuple(faults)


def _parts(lines: list[str], start: int, end: int, body: int) -> Split:
    """The front matter from line ``start`` on and before ``end``, counted from 0, and the body."""
    front = "\n" * start + "\n".join(lines[start:end]) + "\n"
    return Split(front, "\n".join(lines[body:]), body + 1)


def _without_opening(lines: list[str], first: int) -> Split | None:
    """Where fields may stand both above the first fence and below it, neither are."""
    found = _fields(lines, first)
    return _parts(lines, *found[0], found[0][1] + 1) if len(found) == 1 else None


def _fields(lines: list[str], first: int) -> list[tuple[int, int]]:
    """Where fields are, from one line and before another: above the first fence, and below it."""
    fences = [n for n, line in enumerate(lines) if n > first and line.rstrip() == FENCE][:2]
    bounds = zip((first, *(fence + 1 for fence in fences)), fences, strict=False)
    return [(start, end) for start, end in bounds if _are_fields(lines[start:end])]


def _are_fields(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return bool(_KEY_LINE.match(first)) and all(map(_FIELD_LINE.match, lines))


def _without_closing(lines: list[str], opening: int) -> Split | None:
    """The front matter ends before a line that can be none of it, with no field below."""
    end = _end(lines, opening)
    if not _are_fields(lines[opening + 1 : end]):
        return None
    rest = lines[end:]
    is_fence = bool(rest and _ALMOST_A_FENCE.match(rest[0]))
    if is_fence and not rest[0].startswith(" "):
        return _parts(lines, opening + 1, end, end + 1)
    if rest and not is_fence and lines[end - 1].strip() and not _BODY_LINE.match(rest[0]):
        return None
    if any(map(_KEY_LINE.match, rest)):
        return None
    return _parts(lines, opening + 1, end, end + is_fence)


def _end(lines: list[str], opening: int) -> int:
    """The first line that can hardly be front matter."""
    numbers = range(opening + 1, len(lines))
    return next((n for n in numbers if not _goes_on(lines, n)), len(lines))


def _goes_on(lines: list[str], number: int) -> bool:
    """Whether the line is of the front matter too: below an empty line not all is that could be."""
    line = lines[number]
    if _ALMOST_A_FENCE.match(line) or not _FIELD_LINE.match(line):
        return False
    return bool(lines[number - 1].strip() or line[:1] in ("", " ", "#") or _KEY_LINE.match(line))


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
        is_below = [start for start, _ in _fields(lines, first)] == [fence]
        if fence and (is_below or not _FIELD_LINE.match(line)):
            hint = f"delete everything above line {fence}"
    return Malformed("front-matter", said, first + 1, hint=hint)


def _no_closing(lines: list[str], opening: int) -> Malformed:
    end = _end(lines, opening)
    almost = next((n for n in range(end, len(lines)) if _ALMOST_A_FENCE.match(lines[n])), None)
    if almost is not None and (almost == end or any(map(_KEY_LINE.match, lines[end:almost]))):
        said = f"the front matter must end with a line '---', not with {lines[almost].rstrip()!r}"
        hint = "write three hyphens at the start of the line: ---"
        return Malformed("front-matter", said, almost + 1, hint=hint)
    said = "a line '---' is missing after the last field"
    if end < len(lines):
        hint = "write --- on a line of its own above this line"
        return Malformed("front-matter", said, end + 1, hint=hint)
    last = len(lines) if lines[-1] else max(1, len(lines) - 1)
    return Malformed("front-matter", said, last, hint="write --- on a line of its own below this")
