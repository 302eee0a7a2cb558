from __future__ import annotations

import pytest

from kbgen.text.quotation import MARKS, without_marks


@pytest.mark.parametrize(
    ("value", "inner"),
    [
        ("“English”", "English"),
        ("„Deutsch“", "Deutsch"),
        ("«français»", "français"),
        ("« à la française »", "à la française"),
        ("»dänisch«", "dänisch"),
        ("”svensk”", "svensk"),
        ("\u2018single\u2019", "single"),
        ("\u201aeinfach\u2018", "einfach"),
        ("\u201aeinfach\u2019", "einfach"),
        ('“closed straight"', "closed straight"),
        ("\u2018closed straight'", "closed straight"),
        ("\u2018the migrant\u2019s own\u2019", "the migrant\u2019s own"),
        ("“a: b”", "a: b"),
    ],
)
def test_marks_around_all_of_it_are_taken_off(value: str, inner: str) -> None:
    assert without_marks(value) == inner


@pytest.mark.parametrize(
    "value",
    [
        "",
        "plain",
        "“",
        "“”",
        "“open",
        "closed”",
        "“one” and “two”",
        "“one”, more",
        "a “word” within",
        '"straight"',
        "“one\u2018",
        "\u2019tis the season",
        "“a “word” within”",
    ],
)
def test_other_marks_are_part_of_the_text(value: str) -> None:
    assert without_marks(value) == ""


def test_every_mark_that_opens_is_one_of_the_marks() -> None:
    """Whoever asks looks for `MARKS` first, and passes over what has none of them."""
    opening = [
        c
        for c in map(chr, range(0x2500))
        if without_marks(f"{c}x”") or without_marks(f"{c}x\u2019")
    ]
    assert set(opening) == set(MARKS)
