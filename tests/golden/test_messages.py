"""Every code, message and hint that an author can meet stands in the golden files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import kbgen

PACKAGE = Path(kbgen.__file__).parent
CASES = Path(__file__).parent / "cases"
DOCS = Path(__file__).parents[2] / "docs"

FLOORS = ("model", "stages", "text")
"""Where what authors wrote is read."""

NOTE = {"error", "warning", "Invalid", "Malformed", "_error", "_note", "_refuse", "_Fault", "_at"}
"""Calls that note an issue: their texts are codes, paths, messages and hints."""

WORDS = {"said", "hint", "wrong", "message", "better", "rule"}
"""Names under which a message or a hint is put together before it is noted."""

NEVER_IN_A_FOLDER = {
    "cannot be read": "the system refuses without saying why",
    "the file changed while it was read": "another program writes at that moment",
    "build again": "the hint for that",
    "the file cannot be read as 'key: value' lines": "the parser gives up without a place",
    "this line cannot be read": "the parser gives up for a reason that none of its releases has",
    "the parser says: {}": "the hint for that",
    "the line above this one is not 'key: value'": "stands for what is said of that line",
    "this does not fit what stands before it": "the parser misses a key where no value has begun",
}
"""Messages that no knowledge base brings about whenever it is read, each with the reason."""


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that ``node`` may be, with ``{}`` for what is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
        yield "".join(map(str, parts))
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.BoolOp):
        yield from (text for value in node.values for text in texts(value))
    elif isinstance(node, ast.Tuple):
        yield from (text for part in node.elts for text in texts(part))


def messages(source: str) -> set[str]:
    """The messages and hints in a source; what has no blank is a code, what has a slash a path."""
    tree = ast.parse(source)
    named = [node for node in tree.body if isinstance(node, ast.Assign)]
    known = {t.id: node.value for node in named for t in node.targets if isinstance(t, ast.Name)}
    found: set[str] = set()
    for node in ast.walk(tree):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            values = [*node.args, *(word.value for word in node.keywords)] if name in NOTE else []
            given = [known.get(v.id, v) if isinstance(v, ast.Name) else v for v in values]
        elif isinstance(node, ast.Assign):
            targets = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
            given = [node.value] if targets & WORDS else []
        found |= {text for value in given for text in texts(value) if " " in text.strip()}
    return found


@cache
def all_messages() -> frozenset[str]:
    """Those of every floor."""
    files = [file for floor in FLOORS for file in (PACKAGE / floor).rglob("*.py")]
    return frozenset(text for file in files for text in messages(file.read_text("utf-8")))


@cache
def golden() -> str:
    """All that the golden files say, once they are written anew where that is asked for."""
    return "\n".join(p.read_text("utf-8") for p in sorted(CASES.glob("*/expected/issues.txt")))


def pattern(message: str) -> str:
    return "(?<= )" + ".*".join(re.escape(part) for part in message.split("{}"))


def test_every_message_stands_in_a_golden_file() -> None:
    asked = all_messages() - NEVER_IN_A_FOLDER.keys()
    missing = [message for message in asked if not re.search(pattern(message), golden())]
    assert not missing, "\n".join(sorted(missing))


def test_no_exception_is_made_in_vain() -> None:
    assert NEVER_IN_A_FOLDER.keys() <= all_messages()
    assert [m for m in NEVER_IN_A_FOLDER if re.search(pattern(m), golden())] == []


def test_messages_are_found_however_they_are_written() -> None:
    source = """
HINT = "a hint"
def f(issues, a):
    said = f"a {a} b" if a else "c d"
    issues.error("a-code", said, f"content/{a}", hint=a or "e f")
    raise Invalid(a, "a-code", f"g {a!r}", HINT)
"""
    assert messages(source) == {"a {} b", "c d", "e f", "g {}", "a hint"}
    assert {
        "put it in quotes",
        "there is no record at {}",
        "delete one of the two",
    } <= all_messages()
    assert len(all_messages()) > 200


def test_every_code_stands_in_a_golden_file() -> None:
    documented = re.findall(r"^### `([a-z0-9-]+)`$", (DOCS / "issues.md").read_text("utf-8"), re.M)
    seen = set(re.findall(r"^\S.*?: (?:error|warning)\[([a-z0-9-]+)\] ", golden(), re.M))
    assert documented
    assert seen == set(documented)
