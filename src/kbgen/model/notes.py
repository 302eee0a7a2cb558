"""Find text that YAML takes for a note because a '#' stands before it."""

import re

from yaml.nodes import MappingNode, Node, ScalarNode

from kbgen.model.values import Reader

_NOTE = re.compile(r"[ \t]+(#[^\s#].*)")
"""A note that starts as a number or a tag does; one that is meant as such has a space first."""

_LONGEST_HINT = 60


def warn_of_lost_text(node: Node, source: str, reader: Reader) -> None:
    """Warn of each value of ``node`` that a ``#12`` on its line cuts short.

    ``source`` is what ``node`` was composed from. A value in quotes or in a block is whole.
    """
    if not _NOTE.search(source):
        return
    lines = source.split("\n")
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, MappingNode):
            waiting += [value for _, value in node.value]
        elif not isinstance(node, ScalarNode):
            waiting += node.value
        elif not node.style:
            line, column = node.end_mark.line, node.end_mark.column
            note = _NOTE.match(lines[line], column) if line < len(lines) else None
            if note:
                said = f"{note[1][:80]!r} is not read: after a space '#' starts a note"
                value = f"{node.value}{note[0]}".strip()
                reader.issues.warning(
                    "note", said, reader.path, line + 1, note.start(1) + 1, _hint(value)
                )


def _hint(value: str) -> str:
    """How to write ``value`` so that all of it is read."""
    if len(value) > _LONGEST_HINT:
        return 'put the whole value in quotes: key: "value #1"'
    written = (
        f"'{value.replace(chr(39), chr(39) * 2)}'" if re.search(r'["\\]', value) else f'"{value}"'
    )
    return f"write {written}, or a space after '#' if it is a note"
