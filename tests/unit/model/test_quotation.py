from __future__ import annotations

import pytest
from yaml.nodes import MappingNode, Node, ScalarNode

from kbgen.model.issues import Issues
from kbgen.model.quotation import unquote
from kbgen.model.values import Reader
from kbgen.text.nodes import compose


def read(source: str) -> tuple[list[str], list[str]]:
    """The words of ``source``, and where warnings are."""
    node = compose(source)
    assert node is not None
    issues = Issues()
    unquote(node, source, Reader("a.yml", issues))
    said = [f"{i.line}:{i.column} {i.severity}[{i.code}]" for i in issues]
    return words(node), said


def words(node: Node) -> list[str]:
    if isinstance(node, ScalarNode):
        return [node.value]
    parts = (
        [p for pair in node.value for p in pair] if isinstance(node, MappingNode) else node.value
    )
    return [word for part in parts for word in words(part)]


def test_marks_around_values_and_keys_are_taken_off_with_a_warning_each() -> None:
    found, said = read("a: “b”\n„c“: [«d», e]\nf:\n  - g: ”h”\n")
    assert found == ["a", "b", "c", "d", "e", "f", "g", "h"]
    assert sorted(said) == [
        "1:4 warning[quotation-marks]",
        "2:1 warning[quotation-marks]",
        "2:7 warning[quotation-marks]",
        "4:8 warning[quotation-marks]",
    ]


@pytest.mark.parametrize(
    "source",
    ["a: '“b”'", 'a: "“b”"', "a: |\n  “b”", "a: >\n  “b”", "a: the “b”", "a: “b” and “c”", "a: é"],
)
def test_marks_that_are_part_of_a_text_stay(source: str) -> None:
    before = compose(source)
    assert before is not None
    assert read(source) == (words(before), [])


def test_a_long_value_is_shown_in_part() -> None:
    source = f"a: “{'b' * 500}”"
    node = compose(source)
    assert node is not None
    issues = Issues()
    unquote(node, source, Reader("a.yml", issues))
    assert words(node) == ["a", "b" * 500]
    assert [len(issue.message) < 200 for issue in issues] == [True]
