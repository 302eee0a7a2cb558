from __future__ import annotations

import pytest

from kbgen.model.issues import Issues
from kbgen.model.notes import warn_of_lost_text
from kbgen.model.values import Reader
from kbgen.text.nodes import compose


def warned(source: str) -> list[str]:
    node = compose(source)
    assert node is not None
    issues = Issues()
    warn_of_lost_text(node, source, Reader("a.md", issues))
    return [f"{i.line}:{i.column} {i.message}; {i.hint}" for i in issues]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "a: School #12 in Osh",
            """1:11 '#12 in Osh' is not read: after a space '#' starts a note; \
write "School #12 in Osh", or a space after '#' if it is a note""",
        ),
        (
            "b: c\na: #12\n",
            """2:4 '#12' is not read: after a space '#' starts a note; \
write "#12", or a space after '#' if it is a note""",
        ),
        (
            '- x\n- the "good" #1',
            """2:14 '#1' is not read: after a space '#' starts a note; \
write 'the "good" #1', or a space after '#' if it is a note""",
        ),
        (
            "a:\n  b: one\n    two #3\n",
            """3:9 '#3' is not read: after a space '#' starts a note; \
write "one two #3", or a space after '#' if it is a note""",
        ),
        (
            f"a: {'b' * 80} #1",
            """1:85 '#1' is not read: after a space '#' starts a note; \
put the whole value in quotes: key: "value #1\"""",
        ),
    ],
)
def test_text_that_is_taken_for_a_note_is_told(source: str, said: str) -> None:
    assert warned(source) == [said]


@pytest.mark.parametrize(
    "source",
    [
        "a: b # a note",
        "#a: b\nc: d",
        "  #one: two\na: b",
        "a: b ## a rule",
        "a: 'School #12'",
        'a: "School #12"',
        "a: |\n  School #12\n",
        "a: >\n  School #12\n",
        "a: School#12",
        "a: https://example.org/#part",
        "a: [b, c] # both",
    ],
)
def test_notes_and_whole_texts_are_left_alone(source: str) -> None:
    assert warned(source) == []
