from __future__ import annotations

import pytest
import yaml

from kbgen.model.issues import Issues
from kbgen.model.values import Invalid, Keys, Reader, closest, items, line_of_text, nearest, truth
from kbgen.text.nodes import compose


def node(source: str) -> yaml.Node:
    found = compose(source)
    assert found is not None
    return found


def codes(keys: Keys, source: str) -> tuple[dict[str, object], list[str]]:
    issues = Issues()
    values = keys.of(node(source), Reader("x.yml", issues))
    return values, [f"{i.line}:{i.column} {i.code}" for i in issues]


def test_keys_tell_everything_that_is_wrong() -> None:
    keys = Keys({"a": line_of_text, "b": truth, "c": line_of_text}, ("a", "c"))
    values, said = codes(keys, "b: maybe\nd: x\na: 1\na: 2\n[e]: f\n")
    assert values == {"a": "1"}
    assert said == [
        "1:1 missing-key",
        "1:4 bad-value",
        "2:1 unknown-key",
        "4:1 duplicate-key",
        "5:1 bad-value",
    ]


def test_a_required_key_must_have_a_value() -> None:
    assert codes(Keys({"a": line_of_text}, ("a",)), "a:\n") == ({}, ["1:1 missing-key"])


@pytest.mark.parametrize(
    ("source", "hint"),
    [("a", "write [a]"), ("a, b", "write [a, b]"), ("-a -b", "hyphen"), ("{a: b}", "- ")],
)
def test_a_list_is_asked_for_kindly(source: str, hint: str) -> None:
    with pytest.raises(Invalid) as said:
        items(node(source))
    assert hint in str(said.value.hint)


@pytest.mark.parametrize("word", ["yes", "True", "1", "", "[true]"])
def test_truth_is_true_or_false(word: str) -> None:
    with pytest.raises(Invalid):
        truth(node(f"a: {word}").value[0][1])


def test_the_closest_word_ignores_case_and_is_not_far() -> None:
    words = ["summary", "Scope", "title"]
    assert closest("SUMARY", words) == "summary"
    assert closest("scop", words) == "Scope"
    assert closest("xyz", words) == ""
    assert closest("summary" * 100, words) == ""
    assert nearest("titel", words) == "did you mean 'title'?"
    assert nearest("xyz", words) == ""
