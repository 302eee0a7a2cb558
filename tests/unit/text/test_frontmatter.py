from __future__ import annotations

import pytest

from kbgen.text.frontmatter import guess, split
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


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("\n\n---\na: b\n---\nText", "a: b", "Text", 6),
        (" ---\na: b\n---\nText", "a: b", "Text", 4),
        ("\u2014-\na: b\n---\nText", "a: b", "Text", 4),
        ("A draft\n---\na: b\n---\nText", "a: b", "Text", 5),
        ("Draft: one\n---\na: b\n---\nText", "a: b", "Text", 5),
        ("a: b\n---\nText\n\n---\nMore", "a: b", "Text\n\n---\nMore", 3),
        ("\na: |\n  b\n\n  c\n---\n", "a: |\n  b\n\n  c", "", 7),
        ("---\na: b\n\nText", "a: b\n", "Text", 4),
        ("---\na: b\nText", "a: b", "Text", 3),
        ("---\na: b\n## Words\n\ntext", "a: b", "## Words\n\ntext", 3),
        ("---\na: b\n\nc: d\n\ntext", "a: b\n\nc: d\n", "text", 6),
        ("---\na: b\n\n- One\n\nText", "a: b\n", "- One\n\nText", 4),
        ("---\na: b\n----\nText", "a: b", "Text", 4),
        ("---\na: b\n----\nText\nand: more", "a: b", "Text\nand: more", 4),
        ("---\na: b\n*Text*", "a: b", "*Text*", 3),
        ("---\na:\n- b\n", "a:\n- b", "", 5),
        ("\n---\na: b\n\nText", "a: b\n", "Text", 5),
    ],
)
def test_fences_are_guessed_where_they_can_be(text: str, front: str, body: str, line: int) -> None:
    found, faults = guess(text)
    assert found is not None
    assert (found.front.strip("\n"), found.body, found.body_line) == (front.strip(), body, line)
    assert (
        text.split("\n")[found.front.split("\n").index(front.split("\n")[0])]
        == front.split("\n")[0]
    )
    assert {said.code for said in faults} == {"front-matter"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Text",
        "a: b\n\nText",
        "Text\n\n---\n\nMore\n\n---\nText",
        "a: b\n---\nc: d\n---\nText",
        "-----\nText\n---\nMore",
        "---\na: b\nand more of it\n\nText",
        "---\na: b\nc d\ne: f\n\nText",
        "---\na: b\n\nText\ne: f",
        "---\na: |\n  b\n  ---\n  c\nd: e\n\nText",
        "---\nText",
    ],
)
def test_where_fences_are_in_doubt_nothing_is_guessed(text: str) -> None:
    found, faults = guess(text)
    assert found is None
    assert len(faults) == 1


def test_both_fences_may_be_wrong() -> None:
    found, faults = guess("\n---\na: b\n----\nText")
    assert found is not None
    assert [said.line for said in faults] == [1, 4]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Title: A\n---\nText", "write --- above the first field"),
        ("A draft\n---\na: b\n---\n", "delete everything above line 2"),
        ("Draft: one\n---\na: b\n---\n", "delete everything above line 2"),
        ("---\na: b\nText\n\n----\n", "write --- on a line of its own above this line"),
        (
            "---\na: b\nand more\nc: d\n----\n",
            "write three hyphens at the start of the line: ---",
        ),
    ],
)
def test_the_hint_follows_what_the_file_seems_to_be(text: str, hint: str) -> None:
    assert guess(text)[1][0].hint == hint
