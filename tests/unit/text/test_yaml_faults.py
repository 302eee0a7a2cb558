"""What authors get to read of YAML that cannot be, and where it is said to be."""

from __future__ import annotations

import pytest
import yaml

from kbgen.text.source import Malformed
from kbgen.text.yaml_faults import in_words


def told(source: str) -> Malformed:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        yaml.compose(source, Loader=yaml.CSafeLoader)
    return in_words(refused.value, source)


NO_COLON = "this line is not 'key: value'"
NO_BLANK = "a space is missing after the colon"
NO_HYPHEN = "a space is missing after the hyphen"
COLON = "a colon followed by a space stands inside a value"
QUOTE = "the quote that opens here is not closed"
OTHER_INDENT = "is not indented like the lines that it belongs to"
ESCAPE = "in double quotes a backslash starts an escape, and this is none"
TAB = "a tab stands where only spaces can"
OPEN_LIST = "the list that opens here is not closed with ']', or lacks a comma"
BLOCK = "text stands on the line of '|' or '>'"
FENCE = "a line cannot start with '%', '...' or '---' here"
MISSING = "a value is missing here"


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a:\n\tb: c", (2, 1), TAB),
        ("a: b\n\tc: d", (2, 1), TAB),
        ("a: b: c", (1, 5), COLON),
        ("a: b:", (1, 5), COLON),
        ("a: b\n  c: d", (2, 4), "this line is indented, so it belongs to the value above it"),
        ("a: b\nc\nd: e", (2, 1), NO_COLON),
        ("a: b\n\nc\n\nd: e", (3, 1), NO_COLON),
        ("a: b\ntext", (2, 1), NO_COLON),
        ("a: b\nc:d\n", (2, 1), NO_BLANK),
        ("a:\n-b\nc: d", (2, 1), NO_HYPHEN),
        ("a: 'open\nb: c\n", (1, 4), QUOTE),
        ('a:\n- b\n- "open', (3, 3), QUOTE),
        ("a: b\nc: [d, e\nf: g", (2, 4), OPEN_LIST),
        ("a: {b: c\nd: e", (1, 4), OPEN_LIST.replace("]", "}")),
        ("a: [b,, c]", (1, 7), MISSING),
        ("a: [,]", (1, 5), MISSING),
        ("a: @b", (1, 4), "a value cannot start with '@'"),
        ("a: ]", (1, 4), "a value cannot start with ']'"),
        ("a: *", (1, 5), "a value cannot start with '*'"),
        ("a: ![b](c)", (1, 5), "a value cannot start with '!'"),
        ("a: - b", (1, 4), "a list cannot start on the line of its key"),
        ("a: | text\n", (1, 6), BLOCK),
        ('a: "C:\\Users"', (1, 9), ESCAPE),
        ('a: "\\xZZ"', (1, 7), ESCAPE),
        ("- a\nb: c", (2, 1), "this line is no item of the list above"),
        ("a: [b] c", (1, 8), "text stands after the closing bracket"),
        ("a: 'b' c", (1, 8), "text stands after the closing quote"),
        ("- [b] c", (1, 7), "text stands after the closing bracket"),
        ("- a\n- 'b' c", (2, 7), "text stands after the closing quote"),
        ("a: b\n: c", (2, 1), "a key is missing before the colon"),
        ("a:\n  - b\n c: d", (3, 2), f"this line {OTHER_INDENT}"),
        ("a: 'b'\n  - c", (2, 3), f"this item {OTHER_INDENT}"),
        ("a: b\n%x", (2, 1), FENCE),
        ("a: b\n...\nc: d", (2, 1), FENCE),
        ("a: b\n---\nc: d", (2, 1), FENCE),
    ],
)
def test_a_fault_has_words_and_a_place(source: str, place: tuple[int, int], message: str) -> None:
    said = told(source)
    assert (said.code, (said.line, said.column), said.message) == ("yaml", place, message)


@pytest.mark.parametrize(
    ("source", "place", "message"),
    [
        ("a\nb: c", (1, 1), NO_COLON),
        ("a:b\n\nc: d", (1, 1), NO_BLANK),
        ("-a\nb: c", (1, 1), NO_HYPHEN),
        ("[a]\nb: c", (1, 1), NO_COLON),
        ("\n'a'\nb: c", (2, 1), NO_COLON),
        (" a: b\nc: d", (2, 1), f"this line {OTHER_INDENT}"),
        ("\n  a: b\n c: d", (3, 1), f"this line {OTHER_INDENT}"),
        (" - a\n- b", (2, 1), f"this item {OTHER_INDENT}"),
        ("%x\na: b", (1, 1), FENCE),
    ],
)
def test_what_is_wrong_with_the_first_line_is_told_of_it(
    source: str, place: tuple[int, int], message: str
) -> None:
    """Declarations have no fence above them."""
    said = told(source)
    assert ((said.line, said.column), said.message) == (place, message)


@pytest.mark.parametrize("source", ["a: [b\n\n\n", "a: [b", "a: 'b\n\n", 'x: y\na: "b\n'])
def test_a_fault_at_the_end_is_told_where_something_stands(source: str) -> None:
    said = told(source)
    assert source.split("\n")[said.line - 1][said.column - 1] in "[\"'"


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("a: b: c", 'write a: "b: c"'),
        ('a: b: "c"', "write a: 'b: \"c\"'"),
        ('a: it\'s: b "c"', "write a: 'it''s: b \"c\"'"),
        ("a: C:\\x: y", "write a: 'C:\\x: y'"),
        ("a: \u201cb: c\u201d", 'write a: "b: c"'),
        ("a: 'it's'", 'write a: "it\'s"'),
        ("- @b", 'write - "@b"'),
        ("- 'b' c", "write - \"'b' c\""),
        ("a: " + "b" * 57 + ": c", f'write a: "{"b" * 57}: c"'),
        ("a: " + "b" * 58 + ": c", 'put the whole value in quotes: key: "value: more"'),
        ("a: b\nc:d", "write c: d"),
        ("a:\n-b\nc: d", "write - b"),
    ],
)
def test_the_hint_shows_what_to_write(source: str, hint: str) -> None:
    said = told(source)
    assert said.hint == hint


@pytest.mark.parametrize(
    "source", ["a: b: c", 'a: b: "c"', 'a: it\'s: "c"', "a: 'it's'", "a: @b", "a: [b](c)", "- @b"]
)
def test_what_the_hint_shows_can_be_read(source: str) -> None:
    mended = yaml.compose(told(source).hint.removeprefix("write "), Loader=yaml.CSafeLoader)
    assert isinstance(mended, yaml.CollectionNode)


@pytest.mark.parametrize("blank", ["\u00a0", "\u00ad", "\u200b", "\u2009", "\u202f", "\u3000"])
@pytest.mark.parametrize(("source", "column"), [("a:_b\nc: d", 3), ("a: b\n_c\nd: e", 1)])
def test_what_looks_like_a_blank_is_named(source: str, column: int, blank: str) -> None:
    said = told(source.replace("_", blank))
    assert f"U+{ord(blank):04X}" in said.message
    assert (said.line, said.column) == (source[: source.index("_")].count("\n") + 1, column)


def test_such_a_character_within_a_value_is_none_of_it() -> None:
    assert told("a: b\u00a0c: d").message == COLON


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('a: "b\u201d\nc: d', (1, 4)),
        ('x: y\na: \'b\u2019\n- c: "d"', (2, 4)),
        ('- "a\u201d\n- "b"\n', (1, 3)),
        ('a: "b\u201d', (1, 4)),
        ('a: "b\u201d\nc: d\ne: "f"\n', (1, 4)),
    ],
)
def test_a_quote_that_a_typographic_one_closes_is_told_where_it_opens(
    source: str, place: tuple[int, int]
) -> None:
    """To the parser it goes on to the next straight one, lines below."""
    said = told(source)
    assert (said.line, said.column) == place
    assert said.message.startswith(f"{QUOTE}: ")
    assert said.hint.startswith(
        f"close it with {source.split(chr(10))[place[0] - 1][place[1] - 1]}"
    )


@pytest.mark.parametrize("source", ['a: "b \u201cc\u201d\n  d\ne: f', 'a: "b\u201d"\nc: d: e'])
def test_a_typographic_quote_within_a_straight_one_is_text(source: str) -> None:
    assert "closes none" not in told(source).message


def test_a_complaint_that_is_not_known_is_passed_on() -> None:
    mark = yaml.Mark("", 0, 0, 2, "a: b", 0)
    said = in_words(yaml.MarkedYAMLError(problem="out of cheese", problem_mark=mark), "a: b")
    assert (said.line, said.column) == (1, 3)
    assert "out of cheese" in said.hint
    nowhere = in_words(yaml.MarkedYAMLError(problem="out of cheese"), "a: b")
    assert (nowhere.line, nowhere.column) == (1, 1)
