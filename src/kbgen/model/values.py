"""Read YAML nodes as values: each reader says where and what is wrong.

Values are plain data (text, numbers, lists, mappings), so that they can be kept between builds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kbgen.model.issues import Hint, Issues

Value = str | int | bool | list["Value"] | dict[str, "Value"]
T = TypeVar("T")
_LONGEST_GUESS = 60
MAX_LINE, MAX_ITEMS = 10_000, 5_000
"""Characters of a line of text and items of a list. A title stands on many pages, and each item of
an open list brings one: without a limit a small file could fill a disk."""


@dataclass(eq=False)
class Invalid(Exception):
    """A value that is not what its field declares."""

    node: Node
    code: str
    message: str
    hint: Hint = ""


@dataclass(slots=True)
class Reader:
    """The file that is being read: where complaints go."""

    path: str
    issues: Issues
    lines: list[str] = field(default_factory=list)
    """The lines of the file, to show where in its Markdown a link stands."""

    def place(self, node: Node) -> tuple[int, int]:
        """Line and column, from 1, of ``node`` in the file."""
        line, column = node.start_mark.line, node.start_mark.column
        if self.lines and line >= len(self.lines):  # an empty value at the end of the file
            line, column = len(self.lines) - 1, len(self.lines[-1])
        return line + 1, column + 1

    def complain(self, invalid: Invalid, prefix: str = "") -> None:
        """Note ``invalid`` as an error; ``prefix`` names the field."""
        self.error(invalid.node, invalid.code, prefix + invalid.message, invalid.hint)

    def error(self, node: Node, code: str, message: str, hint: Hint = "") -> None:
        """Note an error at ``node``."""
        self.issues.error(code, message, self.path, *self.place(node), hint)

    def warning(self, node: Node, code: str, message: str, hint: Hint = "") -> None:
        """Note a warning at ``node``."""
        self.issues.warning(code, message, self.path, *self.place(node), hint)

    def attempt(self, read: Callable[[Node], T], node: Node, prefix: str = "") -> T | None:
        """What ``read`` makes of ``node``, or None after noting what is wrong with it."""
        try:
            return read(node)
        except Invalid as invalid:
            self.complain(invalid, prefix)
            return None

    def each(self, read: Callable[[Node], T], node: Node, prefix: str = "") -> list[T]:
        """The items of a list that ``read`` accepts; a complaint for each of the others."""
        values = (self.attempt(read, item, prefix) for item in items(node))
        return [value for value in values if value is not None]

    def pairs(self, node: Node) -> Iterator[tuple[str, ScalarNode, Node]]:
        """Key, key node and value node of a mapping; a key that comes twice is an error."""
        seen: dict[str, int] = {}
        for key_node, value_node in mapping(node):
            if not isinstance(key_node, ScalarNode):
                self.error(key_node, "bad-value", "a key is one word, not a list")
                continue
            key = key_node.value
            if key in seen:
                said = f"{key!r} is already given on line {seen[key]}"
                self.error(key_node, "duplicate-key", said, "delete one of the two")
                continue
            seen[key] = self.place(key_node)[0]
            yield key, key_node, value_node


def is_empty(node: Node) -> bool:
    """Whether nothing is given: no value, ``~``, an empty list or text without a character."""
    if isinstance(node, ScalarNode):
        is_null = node.tag == "tag:yaml.org,2002:null"
        return is_null or (not node.value.strip())
    return not node.value


def mapping(node: Node) -> list[tuple[Node, Node]]:
    """Key and value nodes of ``node``; raises `Invalid` when it is not a mapping."""
    if not isinstance(node, MappingNode):
        raise Invalid(node, "bad-value", "'key: value' lines are expected here")
    return list(node.value)


def items(node: Node) -> list[Node]:
    """The items of a list; raises `Invalid` when it is none."""
    if isinstance(node, SequenceNode):
        if len(node.value) > MAX_ITEMS:
            said = f"a list of {len(node.value):,} items; at most {MAX_ITEMS:,} are wanted"
            raise Invalid(node, "too-long", said)
        return [item for item in node.value if not is_empty(item)]
    hint = "start each item with '- '"
    if isinstance(node, ScalarNode) and len(node.value) < 60 and "\n" not in node.value:
        listed = node.value.strip("()")
        hint = f"write [{listed if ',' in listed else listed.replace(';', ',')}]"
        if node.value.startswith("-"):
            hint = "write a space after each hyphen"
    raise Invalid(node, "bad-value", "a list is expected here", hint)


def line_of_text(node: Node) -> str:
    """Text with its blanks and line ends folded.

    Raises `Invalid` for a list or a mapping, and for more than `MAX_LINE` characters.
    """
    line = " ".join(raw(node).split())
    if len(line) > MAX_LINE:
        said = f"{len(line):,} characters; at most {MAX_LINE:,} are wanted"
        raise Invalid(node, "too-long", said)
    return line


def raw(node: Node) -> str:
    """Text exactly as written; raises `Invalid` for a list or a mapping."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    kind = "a list" if isinstance(node, SequenceNode) else "'key: value' lines"
    hint = "put the text in quotes" if isinstance(node, MappingNode) else ""
    if (
        isinstance(node, SequenceNode)
        and len(node.value) == 1
        and isinstance(node.value[0], ScalarNode)
    ):
        hint = f"write {node.value[0].value[:60]}"
    raise Invalid(node, "bad-value", f"one value is expected here, not {kind}", hint)


_TRUTHS = {"true": ("true", "yes", "y", "on", "1"), "false": ("false", "no", "n", "off", "0")}


def truth(node: Node) -> bool:
    """``true`` or ``false``."""
    word = raw(node)
    if word not in ("true", "false"):
        meant = next((told for told, words in _TRUTHS.items() if word.lower() in words), "")
        hint = f"write {meant}" if meant else ""
        raise Invalid(node, "bad-value", f"{word!r} is neither true nor false", hint)
    return word == "true"


def closest(word: str, words: Iterable[str]) -> str:
    """The one of ``words`` that was most likely meant by ``word``, or an empty text."""
    if len(word) > _LONGEST_GUESS:
        return ""
    known = {w.casefold(): w for w in sorted(words)}
    import difflib  # only mistakes ask for it

    found = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return known[found[0]] if found else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """The hint that names what was most likely meant by ``word``, or an empty one."""
    found = closest(word, words)
    return f"did you mean {found!r}?" if found else ""


@dataclass(slots=True)
class Keys:
    """The keys that a mapping of the configuration may have, each with its reader."""

    read: Mapping[str, Callable[[Node], object]]
    required: tuple[str, ...] = ()
    what: str = "this file"
    prefix: str = ""
    """What complaints about values start with."""

    def of(self, node: Node, reader: Reader) -> dict[str, object]:
        """The values of ``node`` by key; what is unknown, missing or wrong is noted."""
        values: dict[str, object] = {}
        given: set[str] = set()
        for key, key_node, value_node in reader.pairs(node):
            given.add(key)
            if key not in self.read:
                said = f"{self.what} has no key {key!r}"
                hint = nearest(key, self.read) or f"its keys are {', '.join(self.read)}"
                reader.error(key_node, "unknown-key", said, hint)
            elif is_empty(value_node):
                if key in self.required:
                    said = f"{self.what} needs {key!r}, and it is empty here"
                    reader.error(key_node, "missing-key", said)
            else:
                value = reader.attempt(self.read[key], value_node, f"{self.prefix}{key}: ")
                if value is not None:
                    values[key] = value
        for key in self.required:
            if key not in given:
                reader.error(node, "missing-key", f"{self.what} needs {key!r}")
        return values
