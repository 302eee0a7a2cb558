"""Split a record file into its front matter and its Markdown body.

Front matter stays a tree of YAML nodes here: text with positions, no types. The declared field gives
each node its type later, so ``NO`` can be Norway and every complaint can name a line.
"""

import re
from typing import NamedTuple

import yaml

from kbgen.text.source import Malformed

MAX_DEPTH = 200
"""How deep lists and mappings may nest: deeper ones would exhaust the parser's stack."""

_BRACKETS = re.compile(r"[\[\]{}]")
_DEEP_LINE = re.compile(r" {400}|(?:[-?:] +){40}")
_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*]\w")
_TRANSLATIONS = (
    (
        "mapping values are not allowed here",
        "a colon followed by a blank starts a value, and one stands where none can",
        "put the whole value in quotes: key: \"value: with a colon\"",
    ),
    (
        "cannot start any token",
        "a value cannot start with this character (a tab, @, ` or %)",
        "indent with blanks, not tabs, and put the value in quotes",
    ),
    (
        "could not find expected ':'",
        "this line should be 'key: value'",
        "look for a missing colon here or in the line above",
    ),
    (
        "did not find expected key",
        "the line does not fit the lines above it",
        "look at its indentation, and at quotes and brackets just before it",
    ),
    (
        "did not find expected ',' or",
        "a list in [ ] or { } is not closed",
        "separate values with commas and end the list with its bracket",
    ),
    (
        "did not find expected node content",
        "a list in [ ] or { } is not closed",
        "separate values with commas and end the list with its bracket",
    ),
    (
        "did not find expected '-' indicator",
        "this line should be an item of the list above, or be indented less",
        "start it with '- '",
    ),
    ("found unexpected end of stream", "a quote or a bracket is not closed", ""),
    ("unexpected document indicator", "a quote or a bracket is not closed", ""),
    ("found undefined alias", "a value cannot start with *", "put the value in quotes"),
    ("undefined tag handle", "a value cannot start with !", "put the value in quotes"),
    ("unknown escape character", "in double quotes a backslash needs another", "use single quotes"),
    ("expected a comment or a line break", "text stands after > or |", "put it on the next line"),
    ("block sequence entries are not allowed", "a list cannot start here", "put it on the next line"),
)


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
    if lines[0].rstrip() != "---":
        raise _missing_fence(lines)
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == "---":
            front = "\n" + "\n".join(lines[1 : number - 1]) + "\n"
            return Split(front, "\n".join(lines[number:]), number + 1)
    raise Malformed(
        "front-matter",
        "the front matter is not ended by a line '---'",
        len(lines) if lines[-1] else max(1, len(lines) - 1),
        hint="put --- on a line of its own after the last field",
    )


def _missing_fence(lines: list[str]) -> Malformed:
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return Malformed("front-matter", "the file is empty", hint="start it with a line '---'")
    if lines[first].strip() == "---":
        said = "the line '---' comes too late" if first else "the line '---' is indented"
        hint = "delete the blank lines above it" if first else "delete the blanks before it"
        return Malformed("front-matter", said, first + 1, hint=hint)
    return Malformed("front-matter", "the file must start with a line '---'", first + 1)


def compose(source: str) -> yaml.Node | None:
    """The YAML of ``source`` as nodes with positions, None when there is nothing in it.

    Raises `Malformed`, in words for authors, for what is not YAML, for anchors and aliases (a few
    lines of them can stand for gigabytes) and for nesting deeper than `MAX_DEPTH`.
    """
    _refuse_depth(source)
    if _ANCHOR.search(source):
        _refuse_anchors(source)
    try:
        node: yaml.Node | None = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _translated(error) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Malformed("yaml", "this is not YAML") from None
    return node


def _refuse_depth(source: str) -> None:
    deep = _DEEP_LINE.search(source)
    if deep:
        line = source.count("\n", 0, deep.start()) + 1
        raise Malformed("yaml", "values are nested too deeply", line)
    depth = 0
    for bracket in _BRACKETS.finditer(source):
        depth = depth + 1 if bracket[0] in "[{" else max(0, depth - 1)
        if depth > MAX_DEPTH:
            line = source.count("\n", 0, bracket.start()) + 1
            raise Malformed("yaml", "values are nested too deeply", line)


def _refuse_anchors(source: str) -> None:
    try:
        for event in yaml.parse(source, Loader=yaml.CSafeLoader):
            if getattr(event, "anchor", None):
                mark = event.start_mark
                raise Malformed(
                    "yaml",
                    f"anchors and aliases (&{event.anchor}, *{event.anchor}) are not used here",
                    mark.line + 1,
                    mark.column + 1,
                    "put the value in quotes if it is meant as text",
                )
    except yaml.YAMLError:
        return  # composing it will say what is wrong


def _translated(error: yaml.MarkedYAMLError) -> Malformed:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = str(error.problem or "")
    for theirs, ours, hint in _TRANSLATIONS:
        if theirs in problem:
            return Malformed("yaml", ours, line, column, hint)
    return Malformed("yaml", f"this is not YAML: {problem}", line, column)
