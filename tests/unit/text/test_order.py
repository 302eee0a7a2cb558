from __future__ import annotations

import pytest

from kbgen.text.order import alphabetical


@pytest.mark.parametrize(
    "titles",
    [
        ["Access to schools", "\N{LEFT DOUBLE QUOTATION MARK}Birthright", "Courses"],
        ["Early education", "\N{LATIN CAPITAL LETTER E WITH ACUTE}lan", "Exchange"],
        ["a", "B", "c"],
        ["(A) first", "'b' second", "...c third"],
        ["", "?!", "a"],
    ],
)  # fmt: skip
def test_titles_in_the_order_of_their_first_letters(titles: list[str]) -> None:
    assert sorted(reversed(titles), key=alphabetical) == titles
