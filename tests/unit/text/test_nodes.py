from __future__ import annotations

import pytest
import yaml

from kbgen.text.nodes import MAX_DEPTH, compose
from kbgen.text.source import Malformed


def refused(source: str) -> Malformed:
    with pytest.raises(Malformed) as said:
        compose(source)
    return said.value


def values(source: str) -> list[str]:
    node = compose(source)
    assert isinstance(node, yaml.MappingNode)
    return [value.value for _, value in node.value]


def test_values_stay_what_was_typed() -> None:
    assert values("a: NO\nb: 1.10\nc: 0123\nd: 2023-02-30\ne: true") == [
        "NO",
        "1.10",
        "0123",
        "2023-02-30",
        "true",
    ]


@pytest.mark.parametrize("source", ["", "\n", "# a comment\n", "---", "---\n...\n"])
def test_nothing_gives_nothing(source: str) -> None:
    assert compose(source) is None


@pytest.mark.parametrize("text", ["R&D", "a *b* c", "**x** y", "![a](b)", "a ! b", "& co"])
def test_signs_within_a_text_are_text(text: str) -> None:
    assert values(f"a: |\n  {text}\nb: x {text}")[1] == f"x {text}"


@pytest.mark.parametrize(
    "source",
    [
        "a: &x b",
        "a: &- b",
        "[&x a, *x]",
        "{?&x a: b}",
        "a: *x",
        "? &x a\n: b",
        "&x\na: b",
        '["a",&x b]',
    ],
)
def test_anchors_and_aliases_are_refused(source: str) -> None:
    assert refused(source).code == "yaml"


@pytest.mark.parametrize(
    "source", ["a: !x b", "a: !!int 3", "a: ! b", "!!set {a}", "[!x a]", "a: ![b](c.png)"]
)
def test_tags_are_refused(source: str) -> None:
    assert "'!'" in refused(source).message


@pytest.mark.parametrize(
    "source",
    [
        "[" * 100_000,
        '["]",' * 100_000,
        "{a: " * 5_000,
        "- " * 5_000 + "a",
        "? " * 5_000 + "a",
        "\n".join(" " * n + "a:" for n in range(2 * MAX_DEPTH)),
    ],
)
def test_deep_nesting_is_refused_before_it_costs(source: str) -> None:
    assert "nested too deeply" in refused(source).message


def test_wide_lists_are_no_deep_ones() -> None:
    assert len(values("a: [" + "[b], " * 5_000 + "]")[0]) == 5_000


def test_a_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert refused("\n".join(lines)).line == 1


@pytest.mark.parametrize("escape", ["\\0", "\\u202e", "\\x07", "\\uFEFF"])
def test_an_escape_cannot_bring_in_what_files_may_not_hold(escape: str) -> None:
    assert refused(f'a: b\nc: ["{escape}"]').code == "hidden-character"


def test_a_place_is_within_the_file() -> None:
    said = refused("a: [b\n\n\n")
    assert (said.line, said.column) == (1, 4)
