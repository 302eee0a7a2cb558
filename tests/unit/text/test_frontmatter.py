from __future__ import annotations

import pytest

from kbgen.text.frontmatter import split
from kbgen.text.source import Malformed


def test_lines_count_as_in_the_file() -> None:
    found = split("---\ntitle: A\n---\n\nBody\n")
    assert found.front.split("\n")[1] == "title: A"
    assert found.body == "\nBody\n"
    assert found.body_line == 4


@pytest.mark.parametrize("text", ["---\n---", "--- \n---\t\n", "---\n---\n"])
def test_front_matter_may_be_empty(text: str) -> None:
    assert split(text).front.strip() == ""
    assert split(text).body == ""


def test_only_the_first_closing_line_counts() -> None:
    assert split("---\na: |\n  ---\n---\nb\n---\n").body == "b\n---\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("\n\n", 1),
        ("title: A\n---\n", 1),
        ("\n\n---\ntitle: A\n---", 1),
        ("---", 1),
        ("---\ntitle: A\n", 2),
        ("---\ntitle: A\n ---\nText", 3),
        ("---\ntitle: A\n# a comment\n\nText\n", 5),
        ("---\ntitle: A\n## A heading\n", 3),
        ("---\ncontents:\n- a\n  b\nwords of the body", 5),
    ],
)
def test_a_missing_fence_has_a_place(text: str, line: int) -> None:
    with pytest.raises(Malformed) as said:
        split(text)
    assert (said.value.code, said.value.line) == ("front-matter", line)
