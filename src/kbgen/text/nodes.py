"""Compose YAML to nodes: text with positions, no types.

The declared field gives each node its type later, so ``NO`` can be Norway and every complaint can
name a line.
"""

import re
from collections.abc import Sequence

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kbgen.text.source import HIDDEN, Malformed, hidden_name

MAX_DEPTH = 100
"""How deep lists and mappings may nest: deeper ones would exhaust the parser's stack."""

_MARK = re.compile(r"(?<![\w*&])(?:[&*][\w-]|!)")
"""What may be an anchor, an alias or a tag; most of what it finds is emphasis in Markdown."""

_COMPACT = re.compile(r"[-?:] +(?:[-?:] +){9}")
"""Lists within lists on one line; one sign stands by itself, as such a pattern is quickly found."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS: dict[type[yaml.Node], str] = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


def compose(source: str) -> yaml.Node | None:
    """The YAML of ``source`` as nodes with positions, None when there is nothing in it.

    Raises `Malformed`, in words for authors, for what is not YAML, for anchors and aliases (a few
    lines of them can stand for gigabytes), for tags, for nesting deeper than `MAX_DEPTH`, and for
    characters that nobody sees.
    """
    if _is_suspect(source):
        _refuse_dangers(source)
    try:
        node: yaml.Node | None = yaml.compose(source, Loader=_Composer)
    except yaml.MarkedYAMLError as error:
        from kbgen.text.yaml_faults import in_words  # most files need none of its patterns

        raise in_words(error, source) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Malformed("yaml", "the file cannot be read as 'key: value' lines") from None
    if isinstance(node, yaml.ScalarNode) and node.style not in ("'", '"') and not node.value:
        return None  # a mark such as --- and nothing else
    if node is not None and "\\" in source:
        _refuse_hidden(node)
    return node


class _Composer(yaml.CSafeLoader):
    """Gives each node the tag of its kind, and no other but that of an empty value.

    YAML's own types are never asked for, and to find them takes as long as to read the text.
    """

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Sequence[bool]) -> str:
        if kind is yaml.ScalarNode and implicit[0] and value in _NULLS:
            return "tag:yaml.org,2002:null"
        return _TAGS[kind]

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a node stands."""


def _is_suspect(source: str) -> bool:
    """Whether ``source`` may hold what is refused; cheap, for every file is asked."""
    if source.count("[") + source.count("{") > MAX_DEPTH or " " * MAX_DEPTH in source:
        return True
    if ("&" in source or "*" in source or "!" in source) and _MARK.search(source):
        return True
    return _COMPACT.search(source) is not None


def _refuse_dangers(source: str) -> None:
    """Look at the parser's events, which need no stack and no memory, before any node is made."""
    depth = 0
    try:
        for event in yaml.parse(source, Loader=yaml.CSafeLoader):
            if isinstance(event, _STARTS):
                depth += 1
                if depth > MAX_DEPTH:
                    raise _at(event, "values are nested too deeply")
            elif isinstance(event, _ENDS):
                depth -= 1
            if isinstance(event, NodeEvent):
                _refuse_mark(event)
    except yaml.YAMLError:
        return  # composing it will say what is wrong


def _refuse_mark(event: NodeEvent) -> None:
    if event.anchor is not None:
        mark = "*" if isinstance(event, AliasEvent) else "&"
        shown = f"{mark}{event.anchor[:40]}"
    elif isinstance(event, (ScalarEvent, *_STARTS)) and event.tag is not None:
        mark, shown = "!", f"!{event.tag.rsplit(':', 1)[-1].lstrip('!')[:40]}"
    else:
        return
    raise _at(event, f"a value cannot start with {mark!r}, as {shown!r} does", "put it in quotes")


def _at(event: Event, message: str, hint: str = "") -> Malformed:
    mark = event.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Malformed("yaml", message, line, column, hint)


def _refuse_hidden(root: yaml.Node) -> None:
    """An escape such as ``"\\0"`` brings in what `decode` keeps out of files."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            found = HIDDEN.search(node.value)
            if found:
                said = f"an escape stands for {hidden_name(found[0])}"
                mark = node.start_mark
                raise Malformed("hidden-character", said, mark.line + 1, mark.column + 1)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        else:
            waiting.extend(node.value)
